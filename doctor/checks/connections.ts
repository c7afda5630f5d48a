import type { Connection, CustomerGateway } from '../../shared/domain/connection.ts';
import { decide } from '../../shared/domain/decide.ts';
import { connectionHealth, tunnelState } from '../../shared/domain/health.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import { verdictOn } from '../../shared/domain/lifecycle/restart-advice.ts';
import { isDown } from '../../shared/domain/lifecycle/tunnels.ts';
import type { MessageCatalogue } from '../../shared/domain/message/catalogue.ts';
import { type Around, todoLines, withheldLine } from '../../shared/domain/message/incident-actions.ts';
import { nameAndId } from '../../shared/domain/message/subject.ts';
import { tunnelLines } from '../../shared/domain/message/tunnel-lines.ts';
import { isUnwatched, type Observation } from '../../shared/domain/observation.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { WithholdReason } from '../../shared/domain/restart/withhold-reason.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { observationOf, type RegionView } from '../../shared/intake/observe.ts';
import type { Examined } from '../examine.ts';
import { explainFailure } from '../explain-failure.ts';
import { failed, passed, skipped, type Verdict } from '../finding.ts';
import { type ReadRegionDeps, readRegion } from '../read-region.ts';
import { lastingObjection } from '../restart-outlook.ts';

export interface ConnectionsDeps extends ReadRegionDeps {
  readonly words: MessageCatalogue;
  readonly policy: Policy;
}

/** Every connection with its health, and whether a restart would be allowed now, or if it fell. */
export const checkConnections = async (
  deps: ConnectionsDeps,
  region: string,
): Promise<Examined<readonly Connection[]>> => {
  const { view, forgotten } = await readRegion(deps, region);
  const incidents = new Map(view.records.incidents.map((incident) => [incident.connectionId, incident]));
  const known = [...view.connections.values()];
  const verdicts = known.map((connection) => judge(deps, view, incidents, connection));
  return { verdicts: [...amnesia(forgotten), ...(known.length > 0 ? verdicts : [none])], known };
};

const none = passed('there is no VPN connection: one that appears is watched from its first minute');

const amnesia = (forgotten: unknown): readonly Verdict[] => {
  if (forgotten === undefined) return [];
  const { says, todo } = explainFailure(forgotten);
  return [failed(`what Tunnelkeeper remembers of the region cannot be read: ${says}`, todo)];
};

const judge = (
  deps: ConnectionsDeps,
  view: RegionView,
  incidents: ReadonlyMap<string, Incident>,
  connection: Connection,
): Verdict => {
  const { connectionId, name, state } = connection;
  const subject = nameAndId(name, connectionId);
  const whose = { connectionId };
  if (isUnwatched(connection)) {
    return skipped(`${subject}: not watched, as its tag tunnelkeeper:watch says`, [], whose);
  }
  if (state !== 'available' && state !== 'modifying') {
    return skipped(`${subject}: ${state}, so there are no tunnels to judge`, [], whose);
  }
  const observation = observationOf(view, connectionId, incidents);
  const states = connection.tunnels.map((tunnel) =>
    tunnelState(connection, tunnel, observation.unusedTunnels),
  );
  const health = connectionHealth(states);
  if (health !== 'healthy') {
    const lines = troubleLines(deps, observation, incidents.get(connectionId), connection);
    return failed(`${subject}: ${deps.words.connection.health[health]}`, lines, whose);
  }
  return { ...outlook(deps, observation, connection, subject), ...whose };
};

/** Each tunnel that is down, as a message would tell it, and what the rules say about a restart at this moment. */
const troubleLines = (
  { policy, words, now: clock }: ConnectionsDeps,
  observation: Observation,
  stored: Incident | undefined,
  connection: Connection,
): readonly string[] => {
  const now = clock();
  const { incident } = decide(observation, stored, [], policy, now);
  if (!incident) return [];
  const around: Around = { words, connection, customerGateway: gatewayOf(observation), now };
  const down = incident.tunnels.filter(isDown);
  const lines = tunnelLines(down, connection, words, now).flatMap(({ outsideIp, text }) => {
    const verdict = verdictOn(incident, observation, outsideIp, policy.restart, now);
    return [
      `${outsideIp}: ${text}`,
      verdict.allowed
        ? `${outsideIp}: a restart is allowed now.`
        : refusalLine(verdict.reason, verdict.until, outsideIp, around),
    ];
  });
  return [...lines, ...todoLines(incident, around)];
};

/** As a message says it, with the word that logs and documents have for it. */
const refusalLine = (
  reason: WithholdReason,
  until: EpochMs | undefined,
  outsideIp: string,
  around: Around,
): string =>
  `${withheldLine({ reason, outsideIp, at: around.now, until }, around).replace(/\.$/, '')} (${reason}).`;

const gatewayOf = ({ customerGateway }: Observation): CustomerGateway | undefined =>
  customerGateway === 'unknown' ? undefined : customerGateway;

/** Healthy, and what would become of a tunnel that fell. */
const outlook = (
  { policy, words, now: clock }: ConnectionsDeps,
  observation: Observation,
  connection: Connection,
  subject: string,
): Verdict => {
  const now = clock();
  const around: Around = { words, connection, customerGateway: gatewayOf(observation), now };
  const used = connection.tunnels.filter(({ outsideIp }) => !observation.unusedTunnels.has(outsideIp));
  const against = used.flatMap((tunnel) => {
    const reason = lastingObjection(connection, tunnel, observation, policy.restart, now);
    return reason ? [refusalLine(reason, undefined, tunnel.outsideIp, around)] : [];
  });
  const which = against.length === used.length ? 'no tunnel' : 'not every tunnel';
  const would = against.length === 0 ? 'a fallen tunnel may be restarted' : `${which} would be restarted`;
  const unused = connection.tunnels.length - used.length;
  const aside = unused > 0 ? `, ${unused} of ${connection.tunnels.length} tunnels has never been up` : '';
  return { ...passed(`${subject}: healthy${aside}; ${would}`), todo: against };
};
