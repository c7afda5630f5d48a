import type { Connection, Tunnel } from '../../shared/domain/connection.ts';
import { decide } from '../../shared/domain/decide.ts';
import type { Incident, RestartAttempt, TunnelRecord } from '../../shared/domain/incident.ts';
import { verdictOn, withhold } from '../../shared/domain/lifecycle/restart-advice.ts';
import { findTunnel, type Observation } from '../../shared/domain/observation.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { intendRestart, nextAttempt, recordOutcome } from '../../shared/domain/restart/attempt.ts';
import type { SignOfState } from '../../shared/domain/restart/signs-of-state.ts';
import type { WithholdReason } from '../../shared/domain/restart/withhold-reason.ts';
import { type AnnounceIncidentDeps, announceIncident } from '../../shared/intake/announce.ts';
import { type ObserveDeps, observationOf, observe, type RegionView } from '../../shared/intake/observe.ts';
import type { TunnelRestarter } from '../../shared/ports/aws.ts';
import type { Records, RestartLedger } from '../../shared/ports/records.ts';
import { type CloserLookDeps, lookCloser } from './look-closer.ts';
import type { ParsedRequest } from './request.ts';

export interface RestartDeps extends ObserveDeps, AnnounceIncidentDeps, CloserLookDeps {
  readonly records: Records;
  readonly restarter: TunnelRestarter;
  readonly ledger: RestartLedger;
  readonly policy: Policy;
}

/** What came of a request; `withheld` carries the guard's own word. */
export type RestartResult =
  | { readonly result: 'no-incident' | 'no-tunnel' | 'gateway-unknown' | 'lost-race' }
  | { readonly result: 'withheld'; readonly reason: WithholdReason; readonly sign?: SignOfState }
  | { readonly result: RestartAttempt['call']; readonly attemptId: string };

/** A lost race is looked at afresh this many times. */
const raceAttempts = 5;

/** Looks afresh, asks every guard again, saves the intent, calls once, and records what AWS answered. */
export const restartTunnel = async (deps: RestartDeps, request: ParsedRequest): Promise<RestartResult> => {
  for (let attempt = 0; attempt < raceAttempts; attempt += 1) {
    const result = await tryRestart(deps, request);
    if (result.result !== 'lost-race') return result;
  }
  return { result: 'lost-race' };
};

interface Prepared {
  readonly incident: Incident;
  readonly observation: Observation;
  readonly connection: Connection;
  readonly tunnel: Tunnel;
  readonly record: TunnelRecord;
  readonly view: RegionView;
}

const tryRestart = async (deps: RestartDeps, request: ParsedRequest): Promise<RestartResult> => {
  const prepared = await prepare(deps, request);
  if ('result' in prepared) return prepared;
  const { incident, observation, tunnel } = prepared;
  const now = deps.now();
  const verdict = verdictOn(incident, observation, tunnel.outsideIp, deps.policy.restart, now);
  if (!verdict.allowed) return { result: 'withheld', reason: verdict.reason };
  const veto = await lookCloser(deps, prepared.connection, incident, prepared.record, now);
  if (veto) return { result: 'withheld', ...veto };
  const attempt = nextAttempt(incident, tunnel, deps.policy.restart, now);
  const { accountLimit, accountLimitWindowMs } = deps.policy.restart;
  const place = await deps.ledger.reserve(
    { attemptId: attempt.attemptId, at: now },
    accountLimit,
    now - accountLimitWindowMs,
  );
  if (place === 'exhausted') return withholdForAccount(deps, prepared);
  const intended = intendRestart(incident, attempt);
  if ((await deps.records.saveIncident(intended)) === 'conflict') return { result: 'lost-race' };
  return callOnce(deps, request, prepared, attempt);
};

/** The fresh observation folded into the incident, exactly as every look does it. */
const prepare = async (deps: RestartDeps, request: ParsedRequest): Promise<Prepared | RestartResult> => {
  const view = await observe(deps, request.region, [request.connectionId]);
  const incidents = new Map(view.records.incidents.map((incident) => [incident.connectionId, incident]));
  const observation = observationOf(view, request.connectionId, incidents);
  const stored = incidents.get(request.connectionId);
  const { incident } = decide(observation, stored, [], deps.policy, deps.now());
  if (incident?.phase !== 'open' || incident.incidentId !== request.incidentId)
    return { result: 'no-incident' };
  const { connection, customerGateway } = observation;
  const tunnel = connection && findTunnel(connection, request.outsideIp);
  const record = incident.tunnels.find((each) => each.outsideIp === request.outsideIp);
  if (!connection || !tunnel || !record) return { result: 'no-tunnel' };
  if (customerGateway === 'unknown') return { result: 'gateway-unknown' };
  const present = { ...incident, version: stored?.version ?? 0 };
  return { incident: present, observation, connection, tunnel, record, view };
};

/** Only the ledger sees the whole account, so this refusal is told from here. */
const withholdForAccount = async (deps: RestartDeps, prepared: Prepared): Promise<RestartResult> => {
  const { incident, tunnel } = prepared;
  const told = withhold(incident, tunnel.outsideIp, 'account-limit', undefined, deps.now());
  const next = { ...told, version: incident.version + 1, revision: incident.revision + 1 };
  if (
    !incident.withheldTold.includes('account-limit') &&
    (await deps.records.saveIncident(next)) === 'saved'
  ) {
    await announceFrom(deps, prepared, next);
  }
  return { result: 'withheld', reason: 'account-limit' };
};

const callOnce = async (
  deps: RestartDeps,
  request: ParsedRequest,
  prepared: Prepared,
  attempt: ReturnType<typeof nextAttempt>,
): Promise<RestartResult> => {
  const outcome = await deps.restarter.restart({
    region: request.region,
    connectionId: request.connectionId,
    outsideIp: attempt.outsideIp,
    call: attempt.sent,
  });
  deps.log.info('restart called', { attemptId: attempt.attemptId, ...outcome });
  const saved = await saveOutcome(deps, request, attempt.attemptId, outcome);
  if (saved) await announceFrom(deps, prepared, saved);
  return { result: outcome.call, attemptId: attempt.attemptId };
};

/** The outcome goes onto the incident as it stands by now. If it cannot be saved, the attempt stays `intended` and is verified by its effect. */
const saveOutcome = async (
  deps: RestartDeps,
  request: ParsedRequest,
  attemptId: string,
  outcome: Parameters<typeof recordOutcome>[2],
): Promise<Incident | undefined> => {
  for (let attempt = 0; attempt < raceAttempts; attempt += 1) {
    const { incidents } = await deps.records.loadRegion(request.region);
    const present = incidents.find((incident) => incident.connectionId === request.connectionId);
    const next = present && recordOutcome(present, attemptId, outcome, deps.now());
    if (!next || next === present) return undefined;
    if ((await deps.records.saveIncident(next)) === 'saved') return next;
  }
  deps.log.warn('restart outcome not saved: others kept saving first', { attemptId });
  return undefined;
};

const announceFrom = async (deps: RestartDeps, prepared: Prepared, incident: Incident): Promise<void> => {
  const gateway = prepared.view.customerGateways.get(incident.customerGatewayId);
  await announceIncident(deps, incident, prepared.connection, gateway);
};
