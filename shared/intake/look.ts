import { type ConnectionChange, changeMemoryMs } from '../domain/change.ts';
import { type Decision, decide } from '../domain/decide.ts';
import { connectionHealth } from '../domain/health.ts';
import type { Incident } from '../domain/incident.ts';
import { measurementsOfRecords } from '../domain/measure/of-sweep.ts';
import type { Policy } from '../domain/policy.ts';
import type { Signal } from '../domain/signal.ts';
import { forgetConnections } from '../domain/usage.ts';
import type { DiagnosisRequests, RestartRequests } from '../ports/outbound.ts';
import type { UsageShard } from '../ports/records.ts';
import { type AnnounceIncidentDeps, announceIncident, isUnannounced } from './announce.ts';
import { inParallel } from './in-parallel.ts';
import { type ObserveDeps, observationOf, observe, type RegionView } from './observe.ts';
import type { ConnectionReport, Look, LookRequest } from './report.ts';

export interface LookDeps extends ObserveDeps, AnnounceIncidentDeps {
  readonly restartRequests: RestartRequests;
  readonly diagnosisRequests: DiagnosisRequests;
  readonly policy: Policy;
}

/** A lost race is decided again on what the winner has saved, this many times. */
const raceAttempts = 4;

/** Requests of the same minute are one: a request that came to nothing is asked again by the next sweep. */
const oneMinuteMs = 60_000;

/** Connections whose incidents are worked on side by side. */
const parallelConnections = 8;

export const createLook =
  (deps: LookDeps): Look =>
  async (request) => {
    const observed = await observe(deps, request.region, request.connectionIds);
    const news = newChanges(observed, request.signals);
    const view = withChanges(observed, news);
    if (request.connectionIds === 'all') measureRecords(deps, view);
    const incidents = byConnection(view.records.incidents);
    const subjects = subjectsOf(request, view, incidents);
    const [reports] = await bothEvenIfOneFails(
      inParallel(subjects, parallelConnections, (id) => lookAt(deps, request, view, incidents, id)),
      Promise.all([saveUsage(deps, view, request), saveChanges(deps, view, news)]),
    );
    if (request.connectionIds === 'all') {
      deps.ownMetrics.record({ name: 'SweptConnections', count: view.connections.size });
    }
    return { connections: reports, notices: view.records.notices };
  };

/** What CloudTrail has told just now of others, and what is not remembered yet. */
const newChanges = (view: RegionView, signals: readonly Signal[]): readonly ConnectionChange[] => {
  const known = new Set(view.records.changes.map(({ changeId }) => changeId));
  return signals.flatMap((signal) =>
    signal.kind === 'api-change' && !signal.isOwn && !known.has(signal.change.changeId)
      ? [signal.change]
      : [],
  );
};

/** The decision rests on a change before it has been saved. */
const withChanges = (view: RegionView, news: readonly ConnectionChange[]): RegionView => ({
  ...view,
  records: { ...view.records, changes: [...view.records.changes, ...news] },
});

/** Side by side with everything else. What is told too late is remembered no more. */
const saveChanges = async (
  deps: LookDeps,
  view: RegionView,
  news: readonly ConnectionChange[],
): Promise<void> => {
  const lasting = news.filter((change) => change.at + changeMemoryMs > deps.now());
  await Promise.all(lasting.map((change) => deps.records.saveChange(view.region, change)));
};

/** Before anything else, so that it is said even where the rest fails. */
const measureRecords = (deps: LookDeps, view: RegionView): void => {
  for (const measurement of measurementsOfRecords(view.records.incidents, deps.now())) {
    deps.ownMetrics.record(measurement);
  }
};

const subjectsOf = (
  request: LookRequest,
  view: RegionView,
  incidents: ReadonlyMap<string, Incident>,
): readonly string[] =>
  request.connectionIds === 'all'
    ? [...new Set([...view.connections.keys(), ...incidents.keys()])]
    : [...new Set(request.connectionIds)];

/** Decides about one connection and carries the decision out: save, then tell, and ask for a restart and for the cause. */
const lookAt = async (
  deps: LookDeps,
  request: LookRequest,
  view: RegionView,
  incidents: ReadonlyMap<string, Incident>,
  connectionId: string,
): Promise<ConnectionReport> => {
  const signals = request.signals.filter((signal) => isAbout(signal, connectionId));
  const decision = await decideAndSave(deps, view, incidents, connectionId, signals);
  const { incident } = decision;
  const report = reportOf(view, connectionId, incident);
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

const isAbout = (signal: Signal, connectionId: string): boolean =>
  signal.kind === 'tick' || signal.connectionId === connectionId;

const decideAndSave = async (
  deps: LookDeps,
  view: RegionView,
  loaded: ReadonlyMap<string, Incident>,
  connectionId: string,
  signals: readonly Signal[],
): Promise<Decision> => {
  let incidents = loaded;
  for (let attempt = 1; ; attempt += 1) {
    const stored = incidents.get(connectionId);
    const observation = observationOf(view, connectionId, incidents);
    const decision = decide(observation, stored, signals, deps.policy, deps.now());
    logDecision(deps, connectionId, stored, decision);
    if (!decision.changed || !decision.incident) return decision;
    if ((await deps.records.saveIncident(decision.incident)) === 'saved') return decision;
    if (attempt === raceAttempts) throw new Error(`Lost the race to save ${connectionId} ${attempt} times.`);
    incidents = byConnection((await deps.records.loadRegion(view.region)).incidents);
  }
};

const logDecision = (
  deps: LookDeps,
  connectionId: string,
  stored: Incident | undefined,
  decision: Decision,
): void => {
  const unannounced = decision.incident !== undefined && isUnannounced(decision.incident);
  if (!decision.changed && !decision.restart && !unannounced) return;
  deps.log.info('decided', {
    connectionId,
    reason: decision.reason,
    incidentId: decision.incident?.incidentId,
    from: stored?.health,
    to: decision.incident?.health,
    withheld: decision.incident?.withheld?.reason,
    restart: decision.restart?.outsideIp,
  });
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
  incident: Incident | undefined,
): ConnectionReport => {
  const observation = observationOf(view, connectionId, new Map());
  const { connection } = observation;
  const states =
    incident && incident.phase !== 'closed' ? incident.tunnels.map((tunnel) => tunnel.state) : [];
  const restarts = incident?.restarts.map((attempt) => attempt.requestedAt) ?? [];
  return {
    connectionId,
    connection,
    health: connectionHealth(states),
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
      request.connectionIds === 'all' ? { ...shard, ...forgetConnections(shard, present) } : shard,
    )
    .filter((shard) => !isStored(shard, stored.get(shard.shard)));
  await Promise.all(
    changed.map((shard) => deps.records.saveUsage(view.region, { ...shard, version: shard.version + 1 })),
  );
};

const isStored = (shard: UsageShard, stored: UsageShard | undefined): boolean =>
  stored !== undefined && shard.used === stored.used && shard.unused === stored.unused;

const byConnection = (incidents: readonly Incident[]): ReadonlyMap<string, Incident> =>
  new Map(incidents.map((incident) => [incident.connectionId, incident]));
