import { tunnelAlarmName } from '../../shared/contracts/alarm-name.ts';
import { SweepTask } from '../../shared/contracts/schedule.ts';
import type { MessageCatalogue } from '../../shared/domain/message/catalogue.ts';
import type { ReachWords } from '../../shared/domain/reach/reach-words.ts';
import { daysMs, type EpochMs, hoursMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { TunnelAlarm } from '../../shared/ports/aws.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { createSlackSource } from '../../shared/slack/slack-source.ts';
import type { Estate } from '../estate/estate.ts';
import type { Fact, Watch } from '../facts.ts';
import { createHandlers } from '../functions/handlers.ts';
import type { Ports } from '../functions/ports.ts';
import { createHistory, type History } from '../kernel/history.ts';
import { createRandom } from '../kernel/random.ts';
import { createScheduler } from '../kernel/scheduler.ts';
import type { Disturbance, Fault, SlackFault, WorldEvent } from '../plan/disturbance.ts';
import { createBus } from '../platform/bus.ts';
import { type ActiveFault, hits } from '../platform/fate.ts';
import { createLambda, type Invocation, type Lambda } from '../platform/lambda.ts';
import { createQueue } from '../platform/queue.ts';
import { createConnections, createCustomerGateways, createTunnelHistory } from '../ports/connections.ts';
import { createAnnouncer, createDiagnosisRequests, createRestartRequests } from '../ports/outbound.ts';
import { createQueueControl } from '../ports/queue-control.ts';
import { createRecords } from '../ports/records.ts';
import { createRestartLedger } from '../ports/restart-ledger.ts';
import { createSlackDeliveries } from '../ports/slack-deliveries.ts';
import { createTunnelAlarms } from '../ports/tunnel-alarms.ts';
import { createTunnelRestarter } from '../ports/tunnel-restarter.ts';
import { createSlackFetch } from '../slack/fetch.ts';
import { refusalOf } from '../slack/trouble.ts';
import { createWorkspace } from '../slack/workspace.ts';
import { createTable } from '../store/table.ts';
import { alarmEvent, replacementEvent } from '../world/alarms.ts';
import { plantedToken } from '../world/planted-secrets.ts';
import { SdkError } from '../world/sdk-error.ts';
import { createWorld } from '../world/world.ts';

export interface RunOptions {
  readonly seed: number;
  readonly hours: number;
  readonly estate: Estate;
  /** Undefined: left out. */
  readonly plan: readonly (Disturbance | undefined)[];
  readonly words: MessageCatalogue;
  readonly reachWords: ReachWords;
  readonly watch: Watch;
  /** Asked after every step. */
  readonly isOver: () => boolean;
}

/** When every run begins: 2026-01-05T00:00:00Z, a Monday. */
export const startAt: EpochMs = 1_767_571_200_000;

/** After the last disturbance a run goes on for this long, so that what is under way can come to its end. */
export const epilogueMs = minutesMs(90);

/** Lets a plan happen to an estate that the product watches. */
export const run = async (options: RunOptions): Promise<History> => {
  const { seed, estate, plan } = options;
  const scheduler = createScheduler(startAt);
  const history = createHistory();
  const { now } = scheduler;
  const tell = (fact: Fact): void => options.watch(fact, now());

  const windows = plan.flatMap((fault, id) => (fault && 'fromMs' in fault ? [{ id, fault }] : []));
  let active: readonly ActiveFault[] = [];
  const refresh = (): void => {
    const sinceStart = now() - startAt;
    active = windows.filter(({ fault }) => fault.fromMs <= sinceStart && sinceStart < fault.toMs);
  };
  for (const { fault } of windows) {
    scheduler.at(startAt + fault.fromMs, refresh);
    scheduler.at(startAt + fault.toMs, refresh);
  }
  const activeOf = <Kind extends Fault['kind']>(kind: Kind) =>
    active.flatMap(({ id, fault }) =>
      fault.kind === kind ? [{ id, fault: fault as Extract<Fault, { kind: Kind }> }] : [],
    );

  const lambdaOf = (): Lambda => lambda;
  const bus = createBus({ seed, scheduler, history, lambda: lambdaOf, activeFaults: () => active });

  const alarms = new Map<string, TunnelAlarm>();
  const alarmStates = new Map<string, 'ALARM' | 'OK'>();

  const world = createWorld({
    seed,
    estate,
    scheduler,
    tell: (fact) => {
      if (fact.kind === 'tunnel') {
        history.add(now(), `${fact.outsideIp} ${fact.up ? 'up' : 'down'}`);
        judgeAlarm(fact.connectionId, fact.outsideIp, fact.up);
      }
      if (fact.kind === 'view') {
        const tunnels = fact.view?.tunnels.map(({ ipsec }) => ipsec).join('/') ?? '';
        history.add(now(), `${fact.connectionId} is shown ${fact.view?.state ?? 'gone'} ${tunnels}`);
      }
      tell(fact);
    },
    telemetryLagMs: () =>
      activeOf('telemetry-late').reduce((lag, { fault }) => Math.max(lag, fault.byMs), secondsMs(1)),
    sendHealthNews: ({ plan: { connectionId } }, startedAt) => {
      const delayMs = createRandom(seed, 'health', connectionId, startedAt).whole(
        secondsMs(5),
        minutesMs(20),
      );
      scheduler.at(now() + delayMs, () => {
        const event = replacementEvent(estate.region, estate.accountId, connectionId, startedAt, now());
        bus.event('health-event', `health:${connectionId}/${startedAt}`, event);
      });
    },
  });

  /** As CloudWatch judges the maximum of five minutes. */
  const judgeAlarm = (connectionId: string, outsideIp: string, up: boolean): void => {
    const name = tunnelAlarmName(connectionId, outsideIp);
    const changedAt = now();
    const delayMs = createRandom(seed, 'alarm', outsideIp, changedAt).whole(
      minutesMs(up ? 1 : 5),
      minutesMs(up ? 3 : 10),
    );
    scheduler.at(changedAt + delayMs, () => {
      const tunnel = world.connections
        .flatMap(({ tunnels }) => tunnels)
        .find((each) => each.outsideIp === outsideIp);
      const upNow = tunnel?.phase === 'up';
      const state = up ? 'OK' : 'ALARM';
      if (upNow !== up || !alarms.has(name) || alarmStates.get(name) === state) return;
      alarmStates.set(name, state);
      bus.event(
        'tunnel-alarm',
        `alarm:${outsideIp}/${now()}`,
        alarmEvent(estate.region, connectionId, outsideIp, state, now()),
      );
    });
  };

  const table = createTable({
    now,
    written: (group, key, text) => {
      history.add(now(), `row ${group}/${key} ${text.length}`);
      tell({ kind: 'text', where: `row ${group}/${key}`, text });
    },
  });

  const queueDeps = { scheduler, history, lambda: lambdaOf };
  const restartQueue = createQueue(
    {
      name: 'restarts',
      consumer: 'restart-tunnel',
      visibilityMs: secondsMs(180),
      retentionMs: hoursMs(1),
      maxReceiveCount: 3,
      batchSize: 1,
      maxConcurrency: 10,
      fifo: true,
    },
    queueDeps,
  );
  const slackQueue = createQueue(
    {
      name: 'slack',
      consumer: 'slack-notifier',
      visibilityMs: secondsMs(360),
      retentionMs: daysMs(4),
      maxReceiveCount: 30,
      batchSize: 10,
      maxConcurrency: 2,
      fifo: false,
    },
    queueDeps,
  );

  let calling = '';
  const workspace = createWorkspace((accepted) => {
    history.add(now(), `slack ${accepted.call} ${accepted.ts} ${accepted.text.split('\n')[0]}`);
    tell({ kind: 'slack', invocation: calling, ...accepted });
  });

  const slackRefusal = (invocation: Invocation, hasBlocks: boolean) => {
    for (const { id, fault } of activeOf('slack') as readonly { id: number; fault: SlackFault }[]) {
      const hit = hits(seed, id, fault.share, { invocation: `${invocation.id}/${now()}`, number: 0 });
      const refusal = hit ? refusalOf(fault.mode, hasBlocks) : undefined;
      if (refusal) {
        history.add(now(), `${invocation.id} slack: ${fault.mode}`);
        return refusal;
      }
    }
    return undefined;
  };

  const logOf = (invocation: Invocation) =>
    createLog({
      level: 'info',
      now: invocation.now,
      write: (line) => {
        history.add(now(), `${invocation.id} log ${line}`);
        tell({ kind: 'text', where: 'log', text: line });
      },
    });

  let posted = 0;
  const publish = (
    invocation: Invocation,
    announcement: Parameters<Ports['announcer']['announce']>[0],
    message: string,
  ) => {
    const { kind, subjectId, revision } = announcement;
    history.add(now(), `sns ${kind} ${subjectId} ${revision}`);
    tell({ kind: 'published', invocation: invocation.id, announcement });
    tell({ kind: 'text', where: 'sns', text: message });
    const { sqs } = JSON.parse(message) as { readonly sqs: string };
    posted += 1;
    const random = createRandom(seed, 'sns', posted);
    scheduler.at(now() + random.whole(10, 200), () => slackQueue.send(sqs));
    const twice = activeOf('delivered-twice').some(({ fault }) => random.chance(fault.share));
    if (twice) scheduler.at(now() + random.whole(10, minutesMs(5)), () => slackQueue.send(sqs));
  };

  const portsOf = (invocation: Invocation): Ports => {
    const { call } = invocation;
    const aws = {
      connections: world.views,
      gateways: world.gateways,
      lastUpAt: ({ outsideIp }: { readonly outsideIp: string }) => {
        const tunnel = world.connections
          .flatMap(({ tunnels }) => tunnels)
          .find((each) => each.outsideIp === outsideIp);
        return tunnel?.phase === 'up' ? now() : tunnel?.lastUpAt;
      },
    };
    return {
      connections: createConnections(aws, call),
      customerGateways: createCustomerGateways(aws, call),
      history: createTunnelHistory(aws, call),
      alarms: createTunnelAlarms(
        () => ({ alarms, foreign: new Set() }),
        () => [],
        call,
      ),
      restarter: createTunnelRestarter((request) => {
        const { connectionId, outsideIp } = request;
        const heard = (effect: 'replaced' | 'refused') => {
          history.add(now(), `ModifyVpnTunnelOptions ${outsideIp} ${effect}`);
          tell({ kind: 'restart-call', invocation: invocation.id, connectionId, outsideIp, effect });
        };
        try {
          world.modify(connectionId, outsideIp, {
            dpdTimeoutSeconds: request.dpdTimeoutSeconds,
            ...(request.method === 'initiate' ? { startupAction: 'start', dpdTimeoutAction: 'restart' } : {}),
          });
          heard('replaced');
        } catch (error) {
          if (error instanceof SdkError) heard('refused');
          throw error;
        }
      }, call),
      records: createRecords({
        table,
        call,
        saving: (incident, saved) => tell({ kind: 'saved', invocation: invocation.id, incident, saved }),
      }),
      ledger: createRestartLedger({ table, call }),
      deliveries: createSlackDeliveries({ table, call, now: invocation.now }),
      announcer: createAnnouncer((announcement, message) => publish(invocation, announcement, message), call),
      restartRequests: createRestartRequests(({ deduplicationId, ...request }) => {
        history.add(now(), `restart requested ${request.outsideIp}`);
        restartQueue.send(JSON.stringify(request), { group: request.connectionId, deduplicationId });
      }, call),
      diagnosisRequests: createDiagnosisRequests(() => {}, call),
      queue: createQueueControl(slackQueue, call),
      openSlack: createSlackSource({
        readSecret: () => call('secretsmanager', 'GetSecretValue', () => plantedToken),
        fetch: createSlackFetch((slackCall) => {
          calling = invocation.id;
          tell({ kind: 'text', where: 'slack', text: JSON.stringify(slackCall.body) });
          return (
            slackRefusal(invocation, Array.isArray(slackCall.body['blocks'])) ??
            workspace.accept(slackCall, now())
          );
        }, call),
      }),
      charts: { draw: async () => new Uint8Array() },
      log: logOf(invocation),
      ownMetrics: { record: () => {}, publish: () => {} },
    };
  };

  const lambda = createLambda({
    seed,
    scheduler,
    history,
    tell,
    activeFaults: () => active,
    clockOffMs: (name) =>
      plan.reduce((off, each) => (each?.kind === 'clock-off' && each.function === name ? each.byMs : off), 0),
    handlers: createHandlers(
      {
        policy: estate.policy,
        accountId: estate.accountId,
        regions: [estate.region],
        words: options.words,
        reachWords: options.reachWords,
        channel: '#vpn',
      },
      portsOf,
    ),
  });

  for (const event of plan) {
    if (!event || !('atMs' in event)) continue;
    scheduler.at(startAt + event.atMs, () => {
      history.add(now(), `event ${JSON.stringify(event)}`);
      happen(world, event, now(), estate);
    });
  }

  const endAt = startAt + hoursMs(options.hours) + epilogueMs;
  const minute = (count: number): void => {
    const at = startAt + minutesMs(count);
    if (at > endAt) return;
    scheduler.at(at, () => {
      tell({ kind: 'minute' });
      bus.tick(`sweep:${count}`, { task: SweepTask.look });
      if (count % 15 === 0) bus.tick(`alarms:${count}`, { task: SweepTask.alarms });
      minute(count + 1);
    });
  };
  minute(1);
  await scheduler.runUntil(endAt, options.isOver);
  return history;
};

const happen = (
  world: ReturnType<typeof createWorld>,
  event: WorldEvent,
  now: EpochMs,
  estate: Estate,
): void => {
  switch (event.kind) {
    case 'fall':
      world.fall(event.connection, event.tunnel, { kind: event.ailment, until: now + event.forMs });
      return;
    case 'gateway-silent':
      estate.connections.forEach(({ gateway }, connection) => {
        if (gateway !== event.gateway) return;
        for (const tunnel of [0, 1]) {
          world.fall(connection, tunnel, { kind: 'silent', until: now + event.forMs });
        }
      });
      return;
    case 'endpoint-replaced':
      world.replace(event.connection, event.tunnel, event.takesMs);
      return;
    case 'restarted-by-hand': {
      const connection = estate.connections[event.connection];
      const tunnel = connection?.tunnels[event.tunnel];
      if (!connection || !tunnel) return;
      try {
        world.modify(connection.connectionId, tunnel.outsideIp, {});
      } catch (error) {
        if (!(error instanceof SdkError)) throw error;
      }
      return;
    }
    case 'configured':
      world.configure(event.connection, event.tunnel);
      return;
    case 'tagged':
      world.tag(event.connection, event.key, event.value);
      return;
    case 'created':
      world.create(event.connection);
      return;
    case 'deleted':
      world.remove(event.connection);
  }
};
