import type { Decision } from '../domain/decide.ts';
import type { Incident } from '../domain/incident.ts';
import { measurementsOfRecords } from '../domain/measure/of-sweep.ts';
import type { Policy } from '../domain/policy.ts';
import type { Signal } from '../domain/signal.ts';
import { forgetConnections } from '../domain/usage.ts';
import type { DiagnosisRequests, RestartRequests } from '../ports/outbound.ts';
import type { Records, UsageShard } from '../ports/records.ts';
import { type AnnounceIncidentDeps, announceIncident } from './announce.ts';
import { announceStorms, untoldStorms } from './announce-storms.ts';
import { newChanges, saveChanges, withChanges } from './changes.ts';
import { byConnection, type Case, decideOn, type Incidents, saveDecision } from './decide-and-save.ts';
import { inParallel } from './in-parallel.ts';
import { isEmpty } from './is-empty.ts';
import { type ObserveDeps, observationOf, observe, type RegionView, recall } from './observe.ts';
import type { ConnectionReport, Look, LookRequest } from './report.ts';
import { saveStorms } from './storms.ts';

export interface LookDeps extends ObserveDeps, AnnounceIncidentDeps {
  readonly records: Records;
  readonly restartRequests: RestartRequests;
  readonly diagnosisRequests: DiagnosisRequests;
  readonly policy: Policy;
}

/** Requests of the same minute are one: a request that came to nothing is asked again by the next sweep. */
const oneMinuteMs = 60_000;

/** Connections whose incidents are worked on side by side. */
const parallelConnections = 8;

export const createLook =
  (deps: LookDeps): Look =>
  async (request) => {
    const isWhole = request.connectionIds === 'all';
    const observed = request.leaving
      ? await recall(deps, request.region)
      : await observe(deps, request.region, request.connectionIds);
    const news = newChanges(observed, request.signals);
    const view = withChanges(observed, news);
    if (isWhole) measureRecords(deps, view);
    const incidents = byConnection(view.records.incidents);
    const decided = casesOf(request, view, incidents).map((each) => ({
      ...each,
      decision: decideOn(deps, view, incidents, each),
    }));
    const { record, changed } = await saveStorms(deps, view, incidentsOf(decided), isWhole);
    const [reports] = await bothEvenIfOneFails(
      inOrder(
        // The message about a storm goes first: what is said of its incidents is to stand in its thread.
        isWhole || changed ? untoldStorms(record) : [],
        (untold) => announceStorms(deps, record, untold),
        () =>
          inParallel(decided, parallelConnections, async (each) =>
            carryOut(deps, view, await saveDecision(deps, view, record.storms, incidents, each), each),
          ),
      ),
      Promise.all([saveUsage(deps, view, request), saveChanges(deps, view.region, news)]),
    );
    if (isWhole && !request.leaving)
      deps.ownMetrics.record({ name: 'SweptConnections', count: view.connections.size });
    const { notices, reach, found } = view.records;
    return { connections: reports, notices, reach, found, isEmpty: isWhole && isEmpty(view) };
  };

/** The second is done though the first, where there is anything for it, fails; whichever failed is thrown in the end. */
const inOrder = async <Item, Result>(
  items: readonly Item[],
  first: (items: readonly Item[]) => Promise<void>,
  second: () => Promise<Result>,
): Promise<Result> => {
  if (items.length === 0) return second();
  const [before] = await Promise.allSettled([first(items)]);
  const result = await second();
  if (before.status === 'rejected') throw before.reason;
  return result;
};

/** Before anything else, so that it is said even where the rest fails. */
const measureRecords = (deps: LookDeps, view: RegionView): void => {
  for (const measurement of measurementsOfRecords(view.records.incidents, deps.now())) {
    deps.ownMetrics.record(measurement);
  }
};

const casesOf = (request: LookRequest, view: RegionView, incidents: Incidents): readonly Case[] => {
  const ids =
    request.connectionIds === 'all'
      ? [...view.connections.keys(), ...incidents.keys()]
      : request.connectionIds;
  return [...new Set(ids)].map((connectionId) => ({
    connectionId,
    signals: request.signals.filter((signal) => isAbout(signal, connectionId)),
  }));
};

const isAbout = (signal: Signal, connectionId: string): boolean =>
  signal.kind === 'tick' || signal.connectionId === connectionId;

const incidentsOf = (decided: readonly { readonly decision: Decision }[]): readonly Incident[] =>
  decided.flatMap(({ decision }) => decision.incident ?? []);

/** Does what has been decided and saved: tells people, and asks for a restart and for the cause. */
const carryOut = async (
  deps: LookDeps,
  view: RegionView,
  decision: Decision,
  { connectionId }: Case,
): Promise<ConnectionReport> => {
  const { incident } = decision;
  const report = reportOf(view, connectionId, decision);
  if (!incident) return report;
  const gateway = view.customerGateways.get(incident.customerGatewayId);
  const [announced] = await bothEvenIfOneFails(
    announceIncident(deps, incident, report.connection, gateway),
    Promise.all([
      decision.restart ? requestRestart(deps, incident, decision.restart.outsideIp) : undefined,
      decision.diagnose ? requestDiagnosis(deps, incident) : undefined,
    ]),
  );
  return { ...report, incident: announced };
};

/** A restart is asked for though nobody can be told, and people are told though no restart can be asked for. */
const bothEvenIfOneFails = async <One, Other>(
  one: Promise<One>,
  other: Promise<Other>,
): Promise<readonly [One, Other]> => {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
};

const requestRestart = async (deps: LookDeps, incident: Incident, outsideIp: string): Promise<void> => {
  await deps.restartRequests.request({
    region: incident.region,
    connectionId: incident.connectionId,
    outsideIp,
    incidentId: incident.incidentId,
    deduplicationId: `${incident.incidentId}/${outsideIp}/${Math.floor(deps.now() / oneMinuteMs)}`,
  });
};

/** A cause only adds to what is told, and the next sweep asks for it again. */
const requestDiagnosis = async (deps: LookDeps, incident: Incident): Promise<void> => {
  const { region, connectionId, incidentId } = incident;
  try {
    await deps.diagnosisRequests.request({ region, connectionId, incidentId });
  } catch (error) {
    deps.log.warn('diagnosis not requested', { incidentId, error });
  }
};

const reportOf = (
  view: RegionView,
  connectionId: string,
  { incident, reason }: Decision,
): ConnectionReport => {
  const observation = observationOf(view, connectionId, new Map());
  const { connection } = observation;
  const live = incident?.phase === 'closed' ? undefined : incident;
  const restarts = incident?.restarts.map((attempt) => attempt.requestedAt) ?? [];
  return {
    connectionId,
    connection,
    health: live?.health ?? 'healthy',
    reason,
    unusedTunnels: [...observation.unusedTunnels],
    incident,
    lastRestartAt: restarts.length > 0 ? Math.max(...restarts) : undefined,
  };
};

/** What is now known to be used or unused. A lost race costs nothing: the next look learns it again. */
const saveUsage = async (deps: LookDeps, view: RegionView, request: LookRequest): Promise<void> => {
  const stored = new Map(view.records.usage.map((shard) => [shard.shard, shard]));
  const present = new Set(view.connections.keys());
  const changed = [...view.usage.values()]
    .map((shard) =>
      request.connectionIds === 'all'
        ? { shard: shard.shard, version: shard.version, ...forgetConnections(shard, present, deps.now()) }
        : shard,
    )
    .filter((shard) => !isStored(shard, stored.get(shard.shard)));
  await Promise.all(
    changed.map((shard) => deps.records.saveUsage(view.region, { ...shard, version: shard.version + 1 })),
  );
};

const isStored = (shard: UsageShard, stored: UsageShard | undefined): boolean =>
  stored !== undefined &&
  (['used', 'unused', 'routed', 'statusChanges', 'missing'] as const).every(
    (part) => shard[part] === stored[part],
  );
