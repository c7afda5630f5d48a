import type { Quiescence } from '../clock/quiescence.ts';
import type { EpochMs } from '../contract.ts';
import type { ObservedActivity } from './activity.ts';
import type { Probe } from './sandbox/messages.ts';
import type { Sandbox } from './sandbox-worker.ts';

/** Real time after which a function that waits for nothing we know of counts as stuck. Its time-out then ends it. */
const stuckAfterMs = 2_000;

const betweenProbesMs = 1;

/** What one look at all functions showed. Two equal looks in a row mean that nothing moves. */
interface Look {
  readonly quiet: boolean;
  readonly stuck: boolean;
  readonly fingerprint: string;
  readonly timers: ReadonlyMap<Sandbox, EpochMs>;
}

/** Knows when every unfinished invocation waits for virtual time or for an answer that never comes. */
export function createWorkerQuiescence(
  activity: ObservedActivity,
  time: SharedArrayBuffer,
  sandboxes: () => readonly Sandbox[],
): Quiescence {
  const clockCell = new Float64Array(time);
  let timers: ReadonlyMap<Sandbox, EpochMs> = new Map();

  const look = async (): Promise<Look> => {
    const watched = sandboxes().filter(({ busy, leftOverRequests }) => busy || leftOverRequests > 0);
    if (activity.busy > 0) return unquiet;
    const changes = activity.changes;
    const probes = await Promise.all(
      watched.map(async (sandbox) => [sandbox, await sandbox.probe()] as const),
    );
    return judge(probes, activity, changes);
  };

  const settled: Quiescence['settled'] = async (isOver = () => false) => {
    await turn();
    const startedAt = performance.now();
    let last: Look | undefined;
    for (;;) {
      if (isOver()) return;
      const present = await look();
      const agrees = last !== undefined && last.fingerprint === present.fingerprint;
      const givenUp = present.stuck && performance.now() - startedAt > stuckAfterMs;
      if (present.quiet && agrees && (!present.stuck || givenUp)) {
        timers = present.timers;
        return;
      }
      last = present;
      await (present.quiet && !present.stuck ? turn() : pause());
    }
  };

  return {
    settled,
    get invoking() {
      return sandboxes().some(({ busy }) => busy);
    },
    nextDueAt: () => {
      const dueTimes = [...timers].filter(([{ busy }]) => busy).map(([, dueAt]) => dueAt);
      return dueTimes.length > 0 ? Math.min(...dueTimes) : undefined;
    },
    advanceTo: (now) => {
      clockCell[0] = now;
    },
    fireDue: () => {
      const now = clockCell[0] ?? 0;
      for (const [sandbox, dueAt] of timers) if (sandbox.busy && dueAt <= now) sandbox.fireDue();
      timers = new Map();
    },
  };
}

const unquiet: Look = { quiet: false, stuck: false, fingerprint: '', timers: new Map() };

function judge(
  probes: readonly (readonly [Sandbox, Probe | undefined])[],
  activity: ObservedActivity,
  changesBefore: number,
): Look {
  const timers = new Map<Sandbox, EpochMs>();
  let outstanding = 0;
  let pending = 0;
  let stuck = false;
  for (const [sandbox, probe] of probes) {
    if (!probe) continue;
    outstanding += probe.outstandingRequests;
    pending += probe.pendingOperations;
    if (!sandbox.busy) continue;
    if (probe.nextTimerDueAt !== undefined) timers.set(sandbox, probe.nextTimerDueAt);
    stuck ||= probe.nextTimerDueAt === undefined && probe.outstandingRequests === 0;
  }
  const { busy, held, changes } = activity;
  return {
    quiet: busy === 0 && outstanding === held && pending === 0 && changes === changesBefore,
    stuck,
    fingerprint: JSON.stringify([changes, probes.map(([{ busy: invoking }, probe]) => [invoking, probe])]),
    timers,
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, betweenProbesMs));
}
