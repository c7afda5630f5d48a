import type { Connection } from '../../shared/domain/connection.ts';
import type { Cause } from '../../shared/domain/incident.ts';
import { defaultPolicy, type Policy } from '../../shared/domain/policy.ts';
import type { Signal } from '../../shared/domain/signal.ts';
import { createLook, type LookDeps } from '../../shared/intake/look.ts';
import type { LookReport } from '../../shared/intake/report.ts';
import { message as english } from '../../shared/words/english/message.ts';
import { at, connection, gateway, start } from '../domain/builders.ts';
import { createFakeClock, type FakeClock } from '../fakes/clock.ts';
import {
  createFakeConnections,
  createFakeCustomerGateways,
  type FakeConnections,
  type FakeCustomerGateways,
} from '../fakes/connections.ts';
import { createFakeLog, type FakeLog } from '../fakes/log.ts';
import {
  createFakeAnnouncer,
  createFakeDiagnosisRequests,
  createFakeRestartRequests,
  type FakeAnnouncer,
  type FakeDiagnosisRequests,
  type FakeRestartRequests,
} from '../fakes/outbound.ts';
import { createFakeOwnMetrics, type FakeOwnMetrics } from '../fakes/own-metrics.ts';
import { createFakeRecords, type FakeRecords } from '../fakes/records.ts';
import { createFakeTimers, type FakeTimers } from '../fakes/timers.ts';
import { createFakeTunnelHistory, type FakeTunnelHistory } from '../fakes/tunnel-history.ts';

/** A region on fakes, and the look into it. */
export interface Region {
  readonly clock: FakeClock;
  readonly connections: FakeConnections;
  readonly customerGateways: FakeCustomerGateways;
  readonly history: FakeTunnelHistory;
  readonly records: FakeRecords;
  readonly announcer: FakeAnnouncer;
  readonly restartRequests: FakeRestartRequests;
  readonly diagnosisRequests: FakeDiagnosisRequests;
  readonly log: FakeLog;
  readonly ownMetrics: FakeOwnMetrics;
  readonly timers: FakeTimers;
  readonly deps: LookDeps;
  /** Moves the clock to a minute and sweeps. */
  sweep(minute: number): Promise<LookReport>;
  /** Looks at some connections because of signals. */
  look(signals: readonly Signal[], connectionIds?: readonly string[]): Promise<LookReport>;
  /** The kinds of what has been told. */
  told(): readonly string[];
}

export const createRegion = (
  seen: readonly Connection[] = [connection()],
  policy: Policy = defaultPolicy,
): Region => {
  const clock = createFakeClock(start);
  const connections = createFakeConnections(seen);
  const customerGateways = createFakeCustomerGateways([gateway]);
  const history = createFakeTunnelHistory();
  for (const { connectionId, tunnels } of seen) {
    for (const { outsideIp } of tunnels) history.lastUp.set(`${connectionId}/${outsideIp}`, at(-5));
  }
  const records = createFakeRecords(clock.now);
  const announcer = createFakeAnnouncer();
  const restartRequests = createFakeRestartRequests();
  const diagnosisRequests = createFakeDiagnosisRequests();
  const log = createFakeLog();
  const timers = createFakeTimers();
  const ownMetrics = createFakeOwnMetrics();
  const deps: LookDeps = {
    connections,
    customerGateways,
    history,
    records,
    announcer,
    restartRequests,
    diagnosisRequests,
    startTimer: timers.start,
    words: english,
    policy,
    log,
    ownMetrics,
    accountId: '111122223333',
    runbookUrl: 'https://example.com/runbook',
    now: clock.now,
  };
  const lookNow = createLook(deps);
  const region = connection().region;
  return {
    clock,
    connections,
    customerGateways,
    history,
    records,
    announcer,
    restartRequests,
    diagnosisRequests,
    log,
    ownMetrics,
    timers,
    deps,
    sweep: (minute) => {
      clock.set(at(minute));
      return lookNow({ region, connectionIds: 'all', signals: [{ kind: 'tick' }] });
    },
    look: (signals, connectionIds = [connection().connectionId]) =>
      lookNow({ region, connectionIds, signals }),
    told: () => announcer.announcements.map((announcement) => announcement.kind),
  };
};

/** The log has shown that the gateway itself has ended both tunnels, so that it was there. */
export const takesLeave = async ({ records }: Region): Promise<void> => {
  const { connectionId, region } = connection();
  const incident = records.incident(region, connectionId);
  if (!incident) throw new Error('There is no incident to explain.');
  const causes: readonly Cause[] = incident.tunnels.map(({ outsideIp, since }) => ({
    name: 'ike-sa-deleted',
    at: since,
    evidence: 'line',
    outsideIp,
  }));
  await records.saveIncident({ ...incident, version: incident.version + 1, causes });
};
