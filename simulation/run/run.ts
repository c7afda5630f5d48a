import { ReviewTask, SweepTask } from '../../shared/contracts/schedule.ts';
import { type EpochMs, hoursMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import { allRegions, type Estate, findsOthers, namedRegions, regionOf } from '../estate/estate.ts';
import type { Fact, Watch } from '../facts.ts';
import { createHandlers } from '../functions/handlers.ts';
import { createPortsOf, type Stage } from '../functions/ports-of.ts';
import type { Language } from '../functions/words.ts';
import { createHistory, type History } from '../kernel/history.ts';
import { createRandom } from '../kernel/random.ts';
import { createScheduler, type Scheduler } from '../kernel/scheduler.ts';
import type { Disturbance } from '../plan/disturbance.ts';
import { type Bus, createBus } from '../platform/bus.ts';
import { type FunctionName, functionNames } from '../platform/function-name.ts';
import { createInForce } from '../platform/in-force.ts';
import { createLambda, type Handler, type Lambda } from '../platform/lambda.ts';
import { createQueue } from '../platform/queue.ts';
import { queueOptions } from '../platform/queues.ts';
import { createTopic } from '../platform/topic.ts';
import { setupRequest } from '../ports/cloud-formation.ts';
import { createPace } from '../slack/pace.ts';
import { createWorkspace, defaultChannel } from '../slack/workspace.ts';
import { createTable } from '../store/table.ts';
import { createAlarmMonitor } from '../world/alarm-monitor.ts';
import { apiChangeEvent } from '../world/cloudtrail.ts';
import { healthEvent, replacementCode } from '../world/events.ts';
import { createWorld } from '../world/world.ts';
import { disturb } from './disturb.ts';
import { createQuiet, isSweepId } from './quiet.ts';
import { createQuietReviews, isTrafficReviewId } from './quiet-reviews.ts';

export interface RunOptions {
  readonly seed: number;
  readonly hours: number;
  readonly estate: Estate;
  /** Undefined: left out. */
  readonly plan: readonly (Disturbance | undefined)[];
  readonly language: Language;
  readonly watch: Watch;
  /** Asked after every step. */
  readonly isOver: () => boolean;
  /** AWS never takes longer than four minutes to replace an endpoint. @default false */
  readonly isPrompt?: boolean;
  /** Nothing of the product is there: the world alone. @default false */
  readonly isUnwatched?: boolean;
  /** Runs sweeps too of which it is known that they would do nothing. @default false */
  readonly everySweep?: boolean;
}

/** When every run begins: 2026-01-05T00:00:00Z, a Monday. */
export const startAt: EpochMs = 1_767_571_200_000;

/** After the last disturbance a run goes on for this long, so that what is under way can come to its end. */
export const epilogueMs = minutesMs(90);

/** Lets a plan happen to an estate that the product watches. */
export const run = async (options: RunOptions): Promise<History> => {
  const scheduler = createScheduler(startAt);
  const history = createHistory();
  const stage = createStage(options, scheduler, history);
  disturb(stage, options);
  const endAt = startAt + hoursMs(options.hours) + epilogueMs;
  if (!options.isUnwatched) startSchedules(stage, namedRegions(options.estate), endAt);
  const { stackTraceLimit } = Error;
  // Where the sources lie is no part of a history, and looking for it takes time.
  Error.stackTraceLimit = 0;
  try {
    await scheduler.runUntil(endAt, options.isOver);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return history;
};

/** Everything put together, at the moment before anything has happened. */
const createStage = (
  options: RunOptions,
  scheduler: Scheduler,
  history: History,
): Stage & { bus: Bus; lambda: Lambda } => {
  const { seed, estate, plan } = options;
  const { now } = scheduler;
  const tell = (fact: Fact): void => {
    quiet.learn(fact);
    quietReviews.learn(fact);
    options.watch(fact, now());
  };
  const inForce = createInForce(plan, scheduler, startAt);
  const lambdaOf = (): Lambda => lambda;
  const isIdle = (id: string): boolean => {
    if (options.everySweep) return false;
    if (isTrafficReviewId(id)) return quietReviews.wouldDoNothing() && !world.isAnySilent();
    return isSweepId(id) && quiet.wouldDoNothing();
  };
  const bus = createBus({ seed, scheduler, history, lambda: lambdaOf, inForce, isIdle });
  const monitor = createAlarmMonitor({
    seed,
    regionOf: (connectionId) => regionOf(estate, connectionId),
    scheduler,
    bus,
    isUp: (outsideIp) => world.isUp(outsideIp),
  });
  const world = createWorld({
    seed,
    estate,
    scheduler,
    isPrompt: options.isPrompt ?? false,
    tell: (fact) => {
      describe(history, fact, now());
      if (fact.kind === 'tunnel') monitor.changed(fact.connectionId, fact.outsideIp, fact.up);
      tell(fact);
    },
    telemetryLagMs: () =>
      inForce.of('telemetry-late').reduce((lag, { fault }) => Math.max(lag, fault.byMs), secondsMs(1)),
    trail: (change) => {
      const at = now();
      const id = `change:${change.connectionId}/${at}`;
      const delayMs = createRandom(seed, 'trail', id).whole(secondsMs(2), minutesMs(8));
      const event = apiChangeEvent(regionOf(estate, change.connectionId), estate.accountId, change, at);
      scheduler.at(at + delayMs, () => bus.event('vpn-change', id, event));
    },
    sendHealthNews: ({ plan: { connectionId } }, startedAt) => {
      const id = `${connectionId}-${startedAt}`;
      const delayMs = createRandom(seed, 'health', id).whole(secondsMs(5), minutesMs(20));
      scheduler.at(now() + delayMs, () => {
        const region = regionOf(estate, connectionId);
        const { accountId } = estate;
        const told = { region, accountId, connectionId, code: replacementCode, id, startedAt, sentAt: now() };
        const { code } = told;
        tell({ kind: 'health-sent', id: `health:${id}`, connectionId, code, startedAt, foreign: false });
        bus.event('health-event', `health:${id}`, healthEvent(told));
      });
    },
  });
  const table = createTable({
    now,
    written: (group, key, text) => {
      history.add(now(), `row ${group}/${key} ${text.length}`);
      tell({ kind: 'text', where: `row ${group}/${key}`, text });
    },
  });
  const quiet = createQuiet({ scheduler, inForce, table, regions: allRegions(estate) });
  const quietReviews = createQuietReviews(scheduler, inForce);
  const queueDeps = { scheduler, history, lambda: lambdaOf, tell };
  const queues = {
    restarts: createQueue(queueOptions.restarts, queueDeps),
    diagnoses: createQueue(queueOptions.diagnoses, queueDeps),
    slack: createQueue(queueOptions.slack, queueDeps),
  };
  const stage = {
    seed,
    scheduler,
    history,
    tell,
    inForce,
    bus,
    world,
    regions: allRegions(estate),
    barred: estate.barred,
    monitor,
    table,
    slackMode: estate.slackMode,
    workspace: createWorkspace(),
    pace: createPace(seed),
    queues,
    publish: createTopic({ seed, scheduler, inForce, queue: queues.slack }),
  };
  const handlers = createHandlers(
    {
      policy: estate.policy,
      accountId: estate.accountId,
      regions: namedRegions(estate),
      findsOthers: findsOthers(estate),
      ...options.language,
      channel: defaultChannel,
    },
    createPortsOf(stage),
  );
  const lambda = createLambda({
    seed,
    scheduler,
    history,
    tell,
    inForce,
    handlers: options.isUnwatched ? nobody : handlers,
  });
  world.begin();
  return { ...stage, lambda };
};

const nobody = Object.fromEntries(
  functionNames.map((name): [FunctionName, Handler] => [name, () => async () => {}]),
) as Readonly<Record<FunctionName, Handler>>;

/** Away from the sweeps. */
const reviewsAfterMs = secondsMs(20);

/** Every minute a sweep, every 15 minutes one that keeps the alarms; every five a review of the traffic, every hour one of the set-up. */
const startSchedules = (
  { seed, scheduler, bus, lambda, tell }: Stage & { bus: Bus; lambda: Lambda },
  regions: readonly string[],
  endAt: EpochMs,
): void => {
  const review = (count: number): void => {
    bus.tick('review', `traffic:${count}`, { task: ReviewTask.traffic });
    if (count % 60 === 3) bus.tick('review', `posture:${count}`, { task: ReviewTask.posture });
  };
  const setUp = (type: 'Create' | 'Update', at: EpochMs): void => {
    scheduler.at(at, () =>
      lambda.invokeEvent('setup', `setup:${type}`, setupRequest(type, regions), hoursMs(6)),
    );
  };
  const minute = (count: number): void => {
    const at = startAt + minutesMs(count);
    if (at > endAt) return;
    scheduler.at(at, () => {
      tell({ kind: 'minute' });
      bus.tick('sweep', `sweep:${count}`, { task: SweepTask.look });
      if (count % 15 === 0) bus.tick('sweep', `alarms:${count}`, { task: SweepTask.alarms });
      if (count % 5 === 3) scheduler.at(at + reviewsAfterMs, () => review(count));
      minute(count + 1);
    });
  };
  minute(1);
  setUp('Create', startAt + secondsMs(5));
  const random = createRandom(seed, 'setup');
  if (random.chance(0.4)) setUp('Update', random.whole(startAt + minutesMs(10), endAt - epilogueMs));
};

const describe = (history: History, fact: Fact, at: EpochMs): void => {
  switch (fact.kind) {
    case 'tunnel':
      history.add(at, `${fact.outsideIp} is ${fact.up ? 'up' : 'down'}`);
      return;
    case 'view': {
      const tunnels = fact.view?.tunnels.map(({ ipsec }) => ipsec).join('/') ?? '';
      history.add(at, `${fact.connectionId} is shown ${fact.view?.state ?? 'gone'} ${tunnels}`);
      return;
    }
    case 'restart-call': {
      const by = fact.by === 'person' ? 'a person' : fact.by.invocation;
      history.add(at, `ModifyVpnTunnelOptions ${fact.outsideIp} by ${by}: ${fact.effect}`);
    }
  }
};
