import type { VpnConnection } from '@aws-sdk/client-ec2';
import type { Connection, CustomerGateway } from '../../shared/domain/connection.ts';
import type { LogLine, TrafficPoint } from '../../shared/domain/diagnosis/evidence.ts';
import { type EpochMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { ConnectionPlan, Estate, PlannedOptions } from '../estate/estate.ts';
import type { Fact, RestartCallFact } from '../facts.ts';
import { createRandom, type Random } from '../kernel/random.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { ApiChange } from './cloudtrail.ts';
import { answerOf, describeConnection } from './describe.ts';
import { exchangeMs, nextTryAt } from './initiation.ts';
import {
  type Ailment,
  awsTries,
  canNegotiate,
  type FallCause,
  type IdleEnd,
  statusOf,
  type Telemetry,
  type Tunnel,
  type WorldConnection,
} from './model.ts';
import { SdkError } from './sdk-error.ts';
import { createTraffic, type Passage } from './traffic.ts';
import { type LoggedTrouble, logLinesOf } from './tunnel-log.ts';

export interface WorldDeps {
  readonly seed: number;
  readonly estate: Estate;
  readonly scheduler: Scheduler;
  readonly tell: (fact: Fact) => void;
  /** How far behind the truth telemetry is just now. */
  readonly telemetryLagMs: () => number;
  /** CloudTrail has something to write. */
  readonly trail: (change: ApiChange) => void;
  /** AWS never takes longer than four minutes to replace an endpoint. @default false */
  readonly isPrompt?: boolean;
  readonly sendHealthNews: (connection: WorldConnection, startedAt: EpochMs) => void;
}

/** The part of AWS, and of the other end, that is looked at. */
export interface World {
  /** Shows everything as it is. */
  begin(): void;
  /** Everything that the region lists, as the product sees it. */
  views(region: string): readonly Connection[];
  /** The same as it is answered, before it is mapped. */
  answers(region: string): readonly VpnConnection[];
  gateways(): readonly CustomerGateway[];
  /** As the `TunnelState` metric has it. */
  lastUpAt(tunnel: { readonly outsideIp: string }): EpochMs | undefined;
  isUp(outsideIp: string): boolean;
  /** What CloudWatch has of a tunnel, by the minute. */
  traffic(outsideIp: string, from: EpochMs, to: EpochMs): readonly TrafficPoint[];
  /** Whether reviews see a tunnel again and again that brings nothing back. */
  isAnySilent(): boolean;
  /** Since when nothing about the traffic of any connection has changed. */
  trafficSteadySince(): EpochMs;
  /** Tunnels stay as they are, and no more than this passes, until then. */
  stopTraffic(connection: number, passage: Exclude<Passage, 'both-ways'>, until: EpochMs): void;
  fall(connection: number, tunnel: number, ailment: Ailment): void;
  /** It goes down, and comes up again by itself after that time. */
  bounce(connection: number, tunnel: number, forMs: number): void;
  /** The SA of a tunnel that nobody uses comes to its end. */
  endIdle(connection: number, tunnel: number, how: IdleEnd): void;
  /** AWS replaces the endpoint of its own accord. */
  replace(connection: number, tunnel: number, takesMs: number): void;
  /** `ModifyVpnTunnelOptions`. Throws an `SdkError` where AWS refuses. */
  modify(
    connectionId: string,
    outsideIp: string,
    options: Partial<PlannedOptions>,
    by: RestartCallFact['by'],
  ): void;
  /** What tunnels of a connection have written into their logs. */
  logLines(of: {
    readonly connectionId: string;
    readonly from: EpochMs;
    readonly to: EpochMs;
  }): readonly LogLine[];
  configure(connection: number, tunnel: number): void;
  tag(connection: number, key: string, value: string | undefined): void;
  create(connection: number): void;
  remove(connection: number): void;
}

interface Stop {
  readonly passage: Passage;
}

const longAgoMs = minutesMs(60 * 24 * 3);

export const createWorld = (deps: WorldDeps): World => {
  const { estate, scheduler, tell, seed } = deps;
  const start = scheduler.now();
  const connections = estate.connections.map((plan) => worldConnection(estate, plan, start));
  const views = new Map<string, Connection>();
  const troubles: LoggedTrouble[] = [];
  const traffics = connections.map((connection) => ({
    connection,
    traffic: createTraffic(seed, connection),
    stops: [] as Stop[],
  }));
  const listed = new Map<string, readonly Connection[]>();

  const tunnelOf = (outsideIp: string): Tunnel | undefined =>
    connections.flatMap(({ tunnels }) => tunnels).find((tunnel) => tunnel.outsideIp === outsideIp);

  const at = (index: number): WorldConnection => {
    const connection = connections[index];
    if (!connection) throw new Error(`The estate has no connection ${index}.`);
    return connection;
  };

  const randomOf = (tunnel: Tunnel, what: string): Random =>
    createRandom(seed, 'world', tunnel.outsideIp, what, scheduler.now());

  const redraw = (connection: WorldConnection): void => {
    const { connectionId } = connection.plan;
    const isListed = connection.state !== 'absent' && connection.state !== 'deleted';
    const view = isListed
      ? describeConnection(connection.plan.region ?? estate.region, connection)
      : undefined;
    if (view) views.set(connectionId, view);
    else views.delete(connectionId);
    listed.clear();
    tell({ kind: 'view', connectionId, view });
  };

  const trafficTurns = (connection: WorldConnection): void => {
    const own = traffics.find((each) => each.connection === connection);
    if (!own) return;
    const before = own.traffic.passage();
    own.traffic.turn(scheduler.now(), own.stops.at(-1)?.passage);
    const passage = own.traffic.passage();
    const { silent } = own.traffic;
    if (passage !== before) {
      tell({ kind: 'traffic', connectionId: connection.plan.connectionId, passage, silent });
    }
  };

  /** Telemetry follows the truth, always in order. */
  const changed = (connection: WorldConnection, tunnel: Tunnel): void => {
    const status = statusOf(tunnel);
    const now = scheduler.now();
    if (status === 'up') {
      tunnel.everUp = true;
      tunnel.lastUpAt = now;
    }
    tell({
      kind: 'tunnel',
      connectionId: connection.plan.connectionId,
      outsideIp: tunnel.outsideIp,
      up: status === 'up',
      why: tunnel.fellBy,
    });
    trafficTurns(connection);
    const telemetry: Telemetry = { status, changedAt: now };
    tunnel.shownFrom = Math.max(tunnel.shownFrom, now + deps.telemetryLagMs());
    scheduler.at(tunnel.shownFrom, () => {
      tunnel.shown = telemetry;
      redraw(connection);
    });
  };

  /** Does something to a tunnel and shows what has come of it. */
  const turn = (connection: WorldConnection, tunnel: Tunnel, act: () => void): void => {
    const before = statusOf(tunnel);
    if (before === 'up') tunnel.lastUpAt = scheduler.now();
    act();
    tunnel.epoch += 1;
    if (statusOf(tunnel) !== before) changed(connection, tunnel);
    negotiate(connection, tunnel);
  };

  const negotiate = (connection: WorldConnection, tunnel: Tunnel): void => {
    if (!canNegotiate(tunnel) || connection.state === 'pending' || isGone(connection)) return;
    const { epoch } = tunnel;
    scheduler.at(nextTryAt(seed, connection, tunnel, scheduler.now()) + exchangeMs, () => {
      if (tunnel.epoch !== epoch || !canNegotiate(tunnel) || isGone(connection)) return;
      turn(connection, tunnel, () => {
        tunnel.phase = 'up';
        tunnel.fresh = false;
      });
    });
  };

  /** A new endpoint: down for a while, then free of what was stuck. */
  const newEndpoint = (
    connection: WorldConnection,
    tunnel: Tunnel,
    takesMs: number,
    why: FallCause,
    done: () => void,
  ): void => {
    const startedAt = scheduler.now();
    turn(connection, tunnel, () => {
      goDown(tunnel, why);
      tunnel.phase = 'replacing';
    });
    scheduler.at(startedAt + takesMs, () => {
      if (isGone(connection)) return;
      done();
      turn(connection, tunnel, () => {
        tunnel.phase = 'idle';
        tunnel.fresh = true;
        for (const ailment of tunnel.ailments) if (ailment.kind === 'stuck') tunnel.ailments.delete(ailment);
      });
      deps.sendHealthNews(connection, startedAt);
    });
  };

  const logTrouble = (
    connection: WorldConnection,
    tunnel: Tunnel,
    kind: Ailment['kind'],
    to: EpochMs,
  ): void => {
    if (!tunnel.options.logs) return;
    troubles.push({
      connectionId: connection.plan.connectionId,
      outsideIp: tunnel.outsideIp,
      gatewayIp: connection.gateway.ipAddress,
      awsTries: awsTries(connection, tunnel),
      hadSa: tunnel.phase === 'up',
      kind,
      from: scheduler.now(),
      to,
    });
  };

  const setState = (connection: WorldConnection, state: WorldConnection['state']): void => {
    connection.state = state;
    redraw(connection);
  };

  const trailOf = (connection: WorldConnection, operation: ApiChange['operation']): void =>
    deps.trail({
      operation,
      connectionId: connection.plan.connectionId,
      outsideIp: undefined,
      by: 'person',
    });

  return {
    begin: () => {
      for (const connection of connections) if (connection.state !== 'absent') redraw(connection);
      for (const { connection, traffic } of traffics) {
        const { connectionId } = connection.plan;
        tell({ kind: 'traffic', connectionId, passage: traffic.passage(), silent: traffic.silent });
      }
    },
    views: (region) => {
      const known = listed.get(region);
      if (known) return known;
      const all = [...views.values()].filter((view) => view.region === region);
      listed.set(region, all);
      return all;
    },
    answers: (region) =>
      connections.filter(({ plan }) => views.get(plan.connectionId)?.region === region).map(answerOf),
    gateways: () => estate.gateways.map(gatewayView),
    lastUpAt: ({ outsideIp }) => {
      const tunnel = tunnelOf(outsideIp);
      return tunnel?.phase === 'up' ? scheduler.now() : tunnel?.lastUpAt;
    },
    isUp: (outsideIp) => tunnelOf(outsideIp)?.phase === 'up',
    traffic: (outsideIp, from, to) =>
      traffics
        .find(({ connection }) => connection.tunnels.some((tunnel) => tunnel.outsideIp === outsideIp))
        ?.traffic.points(outsideIp, from, to) ?? [],
    isAnySilent: () => traffics.some(({ traffic }) => traffic.silent !== undefined),
    trafficSteadySince: () => Math.max(...traffics.map(({ traffic }) => traffic.steadySince())),
    stopTraffic: (index, passage, until) => {
      const own = traffics[index];
      if (!own || isGone(own.connection)) return;
      const stop: Stop = { passage };
      own.stops.push(stop);
      trafficTurns(own.connection);
      scheduler.at(until, () => {
        own.stops.splice(own.stops.indexOf(stop), 1);
        trafficTurns(own.connection);
      });
    },
    fall: (index, position, ailment) => {
      const connection = at(index);
      const tunnel = connection.tunnels[position === 0 ? 0 : 1];
      if (!tunnel.configured || connection.state === 'absent' || isGone(connection)) return;
      // Of static routes none are missing.
      if (ailment.kind === 'no-routes' && connection.plan.routing === 'static') return;
      if (ailment.kind !== 'no-routes') tunnel.endedBy = ailment.kind;
      logTrouble(connection, tunnel, ailment.kind, ailment.until);
      turn(connection, tunnel, () => {
        const flowed = statusOf(tunnel) === 'up';
        tunnel.ailments.add(ailment);
        if (flowed) tunnel.fellBy = ailment.kind;
        if (ailment.kind !== 'no-routes') goDown(tunnel, ailment.kind);
      });
      scheduler.at(ailment.until, () => {
        if (!tunnel.ailments.has(ailment) || isGone(connection)) return;
        turn(connection, tunnel, () => {
          tunnel.ailments.delete(ailment);
        });
      });
    },
    bounce: (index, position, forMs) => {
      const connection = at(index);
      const tunnel = connection.tunnels[position === 0 ? 0 : 1];
      if (statusOf(tunnel) !== 'up' || isGone(connection)) return;
      const ailment: Ailment = { kind: 'silent', until: scheduler.now() + forMs };
      turn(connection, tunnel, () => {
        tunnel.ailments.add(ailment);
        goDown(tunnel, 'silent');
      });
      scheduler.at(ailment.until, () => {
        if (isGone(connection)) return;
        turn(connection, tunnel, () => {
          tunnel.ailments.delete(ailment);
          if (canNegotiate(tunnel)) tunnel.phase = 'up';
        });
      });
    },
    endIdle: (index, position, how) => {
      const connection = at(index);
      const tunnel = connection.tunnels[position === 0 ? 0 : 1];
      if (isGone(connection)) return;
      if (how === 'idle-cleared' && tunnel.options.dpdTimeoutAction === 'none') return;
      tunnel.endedBy = how;
      if (tunnel.phase !== 'up') return;
      const kind = how === 'idle-cleared' ? 'silent' : 'stuck';
      logTrouble(connection, tunnel, kind, scheduler.now() + secondsMs(2));
      turn(connection, tunnel, () => goDown(tunnel, how));
    },
    replace: (index, position, takesMs) => {
      const connection = at(index);
      const tunnel = connection.tunnels[position === 0 ? 0 : 1];
      if (connection.state !== 'available' || tunnel.phase === 'replacing') return;
      newEndpoint(connection, tunnel, takesMs, 'endpoint-replaced', () => {});
    },
    logLines: ({ connectionId, from, to }) =>
      troubles
        .filter((trouble) => trouble.connectionId === connectionId)
        .flatMap((trouble) => logLinesOf(trouble, from, to))
        .toSorted((one, other) => one.at - other.at),
    modify: (connectionId, outsideIp, options, by) => {
      const connection = connections.find(({ plan }) => plan.connectionId === connectionId);
      const tunnel = connection?.tunnels.find((each) => each.outsideIp === outsideIp);
      const received = (effect: RestartCallFact['effect']): void =>
        tell({ kind: 'restart-call', by, connectionId, outsideIp, effect });
      if (!connection || !tunnel || connection.state !== 'available') {
        received('refused');
        const isThere = tunnel && connection?.state !== 'absent' && connection?.state !== 'deleted';
        throw new SdkError(isThere ? 'IncorrectState' : 'InvalidVpnConnectionID.NotFound', 400);
      }
      received('replaced');
      deps.trail({
        operation: 'ModifyVpnTunnelOptions',
        connectionId,
        outsideIp,
        by: by === 'person' ? 'person' : 'product',
      });
      tunnel.options = { ...tunnel.options, ...options };
      setState(connection, 'modifying');
      newEndpoint(
        connection,
        tunnel,
        modificationMs(randomOf(tunnel, 'modify'), deps.isPrompt ?? false),
        'restart',
        () => setState(connection, 'available'),
      );
    },
    configure: (index, position) => {
      const connection = at(index);
      const tunnel = connection.tunnels[position === 0 ? 0 : 1];
      if (tunnel.configured) return;
      turn(connection, tunnel, () => {
        tunnel.configured = true;
      });
    },
    tag: (index, key, value) => {
      const connection = at(index);
      const { [key]: _former, ...rest } = connection.tags;
      connection.tags = value === undefined ? rest : { ...rest, [key]: value };
      if (connection.state !== 'absent') redraw(connection);
    },
    create: (index) => {
      const connection = at(index);
      if (connection.state !== 'absent') return;
      setState(connection, 'pending');
      trailOf(connection, 'CreateVpnConnection');
      scheduler.at(scheduler.now() + minutesMs(4), () => {
        if (connection.state !== 'pending') return;
        setState(connection, 'available');
        for (const tunnel of connection.tunnels) negotiate(connection, tunnel);
      });
    },
    remove: (index) => {
      const connection = at(index);
      if (connection.state === 'absent' || isGone(connection)) return;
      setState(connection, 'deleting');
      trailOf(connection, 'DeleteVpnConnection');
      for (const tunnel of connection.tunnels) {
        turn(connection, tunnel, () => goDown(tunnel, 'deleted'));
      }
      scheduler.at(scheduler.now() + minutesMs(2), () => setState(connection, 'deleted'));
    },
  };
};

/** Minutes as a rule; now and then AWS takes its time. */
const modificationMs = (random: Random, isPrompt: boolean): number => {
  if (isPrompt) return secondsMs(random.whole(60, 240));
  return random.chance(0.1) ? minutesMs(random.whole(15, 50)) : secondsMs(random.whole(45, 300));
};

const goDown = (tunnel: Tunnel, why: FallCause): void => {
  if (tunnel.phase === 'up') tunnel.fellBy = why;
  if (tunnel.phase !== 'replacing') tunnel.phase = 'idle';
};

const isGone = ({ state }: WorldConnection): boolean => state === 'deleting' || state === 'deleted';

const worldConnection = (estate: Estate, plan: ConnectionPlan, start: EpochMs): WorldConnection => {
  const gateway = estate.gateways[plan.gateway];
  if (!gateway) throw new Error(`The estate has no gateway ${plan.gateway}.`);
  const tunnel = (index: 0 | 1): Tunnel => worldTunnel(plan, index, start);
  return {
    plan,
    gateway,
    tunnels: [tunnel(0), tunnel(1)],
    state: plan.fromStart ? 'available' : 'absent',
    tags: plan.tags,
  };
};

const worldTunnel = (plan: ConnectionPlan, index: 0 | 1, start: EpochMs): Tunnel => {
  const { outsideIp, options, configured } = plan.tunnels[index];
  const up = configured && plan.fromStart;
  return {
    outsideIp,
    options,
    configured,
    phase: up ? 'up' : 'idle',
    ailments: new Set(),
    fresh: !up,
    fellBy: undefined,
    endedBy: undefined,
    everUp: up,
    lastUpAt: up ? start : undefined,
    epoch: 0,
    shown: { status: up ? 'up' : 'down', changedAt: start - longAgoMs },
    shownFrom: start,
  };
};

const gatewayView = ({ customerGatewayId, ipAddress }: Estate['gateways'][number]): CustomerGateway => ({
  customerGatewayId,
  name: undefined,
  deviceName: undefined,
  ipAddress,
  asn: '65000',
  certificateArn: undefined,
});
