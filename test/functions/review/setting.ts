import { createReviewHandler, type ReviewDeps } from '../../../functions/review/handler.ts';
import type { Connection, Tunnel } from '../../../shared/domain/connection.ts';
import type { TrafficPoint } from '../../../shared/domain/diagnosis/evidence.ts';
import { defaultPolicy, type Policy } from '../../../shared/domain/policy.ts';
import { minutesMs } from '../../../shared/domain/time.ts';
import { message } from '../../../shared/words/english/message.ts';
import { postureWords } from '../../../shared/words/english/posture.ts';
import { connection, gateway, start, tunnel } from '../../domain/builders.ts';
import { createFakeClock } from '../../fakes/clock.ts';
import { createFakeConnections, createFakeCustomerGateways } from '../../fakes/connections.ts';
import { createFakeLog } from '../../fakes/log.ts';
import { createFakeAnnouncer } from '../../fakes/outbound.ts';
import { createFakePostureRecords } from '../../fakes/posture-records.ts';
import { createFakeRecords } from '../../fakes/records.ts';
import { createFakePendingMaintenance } from '../../fakes/surroundings.ts';
import { createFakeTimers } from '../../fakes/timers.ts';
import { tunnelKey } from '../../fakes/tunnel-history.ts';
import { createFakeTunnelMetrics } from '../../fakes/tunnel-metrics.ts';

/** A connection with tunnels of its own. */
export const numbered = (index: number, change: Partial<Connection> = {}): Connection =>
  connection({
    connectionId: `vpn-${index.toString(16).padStart(17, '0')}`,
    name: `site-${index}`,
    tunnels: [tunnel(ipOf(index, 1)), tunnel(ipOf(index, 2))],
    ...change,
  });

export const ipOf = (index: number, which: 1 | 2): string =>
  `203.${Math.floor(index / 250)}.${index % 250}.${which}`;

export const withOptions = (index: number, change: Partial<Tunnel['options']>): readonly Tunnel[] =>
  ([1, 2] as const).map((which) => {
    const one = tunnel(ipOf(index, which));
    return { ...one, options: one.options && { ...one.options, ...change } };
  });

export const createSetting = (seen: readonly Connection[], policy: Policy = defaultPolicy) => {
  const clock = createFakeClock(start);
  const connections = createFakeConnections(seen);
  const customerGateways = createFakeCustomerGateways([gateway]);
  const maintenance = createFakePendingMaintenance();
  const metrics = createFakeTunnelMetrics();
  const records = createFakeRecords(clock.now);
  const postures = createFakePostureRecords();
  const announcer = createFakeAnnouncer();
  const log = createFakeLog();
  const deps: ReviewDeps = {
    connections,
    customerGateways,
    maintenance,
    metrics,
    records,
    postures,
    announcer,
    startTimer: createFakeTimers().start,
    words: message,
    postureWords,
    policy,
    regions: ['eu-west-1', 'us-east-1'],
    accountId: '111122223333',
    runbookUrl: undefined,
    slackOnly: false,
    log,
    now: clock.now,
  };
  const flow = (one: Connection, outsideIp: string, point: Partial<TrafficPoint>): void => {
    const points = Array.from({ length: 25 }, (_, index) => ({
      at: clock.now() - minutesMs(25 - index),
      state: 1,
      inBytes: 0,
      outBytes: 10_000,
      ...point,
    }));
    metrics.points.set(tunnelKey({ connectionId: one.connectionId, outsideIp }), points);
  };
  return {
    clock,
    connections,
    customerGateways,
    maintenance,
    metrics,
    records,
    postures,
    announcer,
    log,
    deps,
    handler: createReviewHandler(deps),
    flow,
    told: () => announcer.announcements.map(({ kind }) => kind),
  };
};
