import type { Incident } from '../../../shared/domain/incident.ts';
import { suspectIncident } from '../../../shared/domain/lifecycle/start.ts';
import { defaultPolicy, type Policy } from '../../../shared/domain/policy.ts';
import { followStorms, openStorms, type Weather } from '../../../shared/domain/storm/follow.ts';
import { gatherInto, stormToJoin } from '../../../shared/domain/storm/membership.ts';
import type { Storm } from '../../../shared/domain/storm/storm.ts';
import { at, connection, down, firstIp, gateway, secondIp } from '../builders.ts';

export const region = connection().region;
export const gatewayId = gateway.customerGatewayId;

export const idOf = (number: number): string => `vpn-${String(number).padStart(17, '0')}`;

/** An outage that opened at a minute and that nobody has been told of. */
export const opened = (number: number, minute = 0, change: Partial<Incident> = {}): Incident => {
  const seen = connection({
    connectionId: idOf(number),
    name: `site-${number}`,
    tunnels: [down(firstIp, minute), down(secondIp, minute)],
  });
  return {
    ...suspectIncident(seen, new Set(), undefined, at(minute)),
    version: 1,
    phase: 'open',
    openedAt: at(minute),
    worstHealth: 'outage',
    revision: 1,
    ...change,
  };
};

export const many = (count: number, minute = 0, change: Partial<Incident> = {}): readonly Incident[] =>
  Array.from({ length: count }, (_, number) => opened(number, minute, change));

export const toldAlone = { announcedRevision: 1 } as const;

export const recovered = (incident: Incident, minute: number): Incident => ({
  ...incident,
  phase: 'closed',
  health: 'healthy',
  closedAt: at(minute),
  closeReason: 'recovered',
});

export const weather = (incidents: readonly Incident[]): Weather => ({
  region,
  incidents,
  customerGateways: new Map([[gatewayId, gateway]]),
});

/** What one look makes of the storms, everything in it having been told by the next. */
export const look = (
  storms: readonly Storm[],
  incidents: readonly Incident[],
  minute: number,
  policy: Policy = defaultPolicy,
): { readonly storms: readonly Storm[]; readonly incidents: readonly Incident[] } => {
  const seen = weather(incidents);
  const followed = followStorms(openStorms(storms, seen, policy, at(minute)), seen, policy, at(minute));
  return {
    storms: followed.map((storm) => ({
      ...storm,
      announcedRevision: storm.revision,
      announcedSeq: storm.course.at(-1)?.seq ?? 0,
    })),
    incidents: incidents.map((incident) => {
      const storm = stormToJoin(followed, incident, at(minute));
      const gathered = storm ? gatherInto(incident, storm) : incident;
      return incident.phase === 'suspected'
        ? incident
        : { ...gathered, announcedRevision: incident.revision };
    }),
  };
};

export const kindsOf = (storm: Storm | undefined): readonly string[] =>
  (storm?.course ?? []).map(({ kind }) => kind);
