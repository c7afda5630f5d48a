import { createVirtualClock, type VirtualClock } from '../../../local/clock/virtual-clock.ts';
import type { BusEvent, CallContext, JournalEntry } from '../../../local/contract.ts';
import { createJournal } from '../../../local/kernel/journal.ts';
import { createLogStore, type LogStore } from '../../../local/services/logs/log-store.ts';
import type { ConnectionDescription, TunnelDescription } from '../../../local/world/estate.ts';
import type { OpenSeries } from '../../../local/world/metric-sampler.ts';
import type { Tunnel } from '../../../local/world/model.ts';
import type { WorldSettings } from '../../../local/world/settings.ts';
import { telemetryAt } from '../../../local/world/telemetry.ts';
import { createWorld, type World } from '../../../local/world/world.ts';

export const startAt = Date.parse('2026-03-02T03:00:00Z');
export const minute = 60_000;
export const accountId = '123456789012';
export const region = 'eu-central-1';
export const connectionId = 'vpn-0f2a3b4c5d6e7f801';
export const gatewayId = 'cgw-0a11ce0000000001';
export const firstIp = '203.0.113.17';
export const secondIp = '203.0.113.42';

export const operator: CallContext = {
  region,
  accountId,
  partition: 'aws',
  principal: { kind: 'operator' },
  requestId: 'request-1',
};

export interface Stage {
  readonly clock: VirtualClock;
  readonly world: World;
  readonly logs: LogStore;
  readonly events: BusEvent[];
  readonly first: Tunnel;
  readonly second: Tunnel;
  /** Runs the clock until so long after the start. */
  after(ms: number): Promise<void>;
  entries(what: string): readonly JournalEntry[];
  journal: ReturnType<typeof createJournal>;
}

interface StageOptions {
  readonly first?: Partial<TunnelDescription>;
  readonly second?: Partial<TunnelDescription>;
  readonly connection?: Partial<ConnectionDescription>;
  readonly gatewayIp?: string | null;
  readonly openSeries?: OpenSeries;
  readonly settings?: Partial<WorldSettings>;
}

/** A world with one connection, on a clock that the test moves. */
export const stage = (options: StageOptions = {}): Stage => {
  const clock = createVirtualClock({ startAt });
  const journal = createJournal(clock);
  const events: BusEvent[] = [];
  const logs = createLogStore(clock.now);
  const world = createWorld({
    clock,
    journal,
    putEvent: (event) => events.push(event),
    openSeries: options.openSeries ?? (() => ({ add: () => {}, addSpan: () => {} })),
    tunnelLogs: logs,
    accountId,
    partition: 'aws',
    region,
    settings: options.settings ?? {},
  });
  world.add({
    customerGateways: [{ id: gatewayId, ipAddress: options.gatewayIp }],
    connections: [
      {
        id: connectionId,
        customerGateway: gatewayId,
        ...options.connection,
        tunnels: [
          { outsideIp: firstIp, ...options.first },
          { outsideIp: secondIp, ...options.second },
        ],
      },
    ],
  });
  const [first, second] = world.connection(connectionId).tunnels;
  return {
    clock,
    world,
    journal,
    logs,
    events,
    first,
    second,
    after: (ms) => clock.run({ until: startAt + ms }),
    entries: journal.of,
  };
};

export const statusOf = ({ clock, world }: Stage, tunnel: Tunnel): 'UP' | 'DOWN' =>
  telemetryAt(tunnel, clock.now(), world.settings.telemetryLagMs).status;
