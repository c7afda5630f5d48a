import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConnectionChange } from '../../shared/domain/change.ts';
import { type Decision, decide } from '../../shared/domain/decide.ts';
import { applyDiagnosis } from '../../shared/domain/diagnosis/apply-diagnosis.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import { defaultPolicy } from '../../shared/domain/policy.ts';
import { intendRestart, nextAttempt, recordOutcome } from '../../shared/domain/restart/attempt.ts';
import type { Signal } from '../../shared/domain/signal.ts';
import { hoursMs, minutesMs } from '../../shared/domain/time.ts';
import {
  alarm,
  at,
  changedAt,
  connection,
  firstIp,
  observation,
  replaced,
  secondIp,
  tunnel,
} from './builders.ts';
import { cause, explanation } from './diagnosis/cases.ts';

interface Step {
  readonly minutes: number;
  readonly first: boolean;
  readonly second: boolean;
  readonly state: string;
  readonly signal: 'tick' | 'alarm' | 'ok' | 'replaced';
  readonly gone: boolean;
  /** Somebody has made a call so many minutes before; CloudTrail tells of it now. */
  readonly changed: number | undefined;
  /** What a diagnosis finds in the log of the first tunnel after the look. */
  readonly log: 'nothing' | 'pre-shared-key' | 'dead-peer';
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  minutes: fc.integer({ min: 1, max: 40 }),
  first: fc.boolean(),
  second: fc.boolean(),
  state: fc.constantFrom('available', 'available', 'available', 'modifying', 'pending', 'deleting'),
  signal: fc.constantFrom('tick', 'tick', 'alarm', 'ok', 'replaced'),
  gone: fc.constantFrom(false, false, false, false, true),
  changed: fc.constantFrom(undefined, undefined, undefined, undefined, 0, 3, 12),
  log: fc.constantFrom('nothing', 'nothing', 'nothing', 'pre-shared-key', 'dead-peer'),
});

interface Moment {
  readonly minute: number;
  readonly before: Incident | undefined;
  readonly decision: Decision;
  readonly step: Step;
  readonly changes: readonly ConnectionChange[];
}

/** Plays a course of events; every restart that is advised is made, and AWS accepts it. */
const play = (steps: readonly Step[]): readonly Moment[] => {
  let minute = 0;
  let stored: Incident | undefined;
  const statusChangedAt = [-10_000, -10_000];
  let last = [true, true];
  const changes: ConnectionChange[] = [];
  return steps.map((step) => {
    minute += step.minutes;
    if (step.changed !== undefined) {
      changes.push(changedAt(minute - step.changed, { changeId: `call-${changes.length}` }));
    }
    const now = [step.first, step.second];
    now.forEach((isUp, index) => {
      if (isUp !== last[index]) statusChangedAt[index] = minute;
    });
    last = now;
    const seen = observationOf(step, statusChangedAt, changes);
    const before = stored;
    const decision = decide(seen, before, [signalOf(step, minute)], defaultPolicy, at(minute));
    stored = decision.incident;
    const restarted = seen.connection?.tunnels.find(
      (candidate) => candidate.outsideIp === decision.restart?.outsideIp,
    );
    if (stored && restarted) {
      const attempt = nextAttempt(stored, restarted, { method: 'initiate' }, at(minute));
      stored = recordOutcome(
        intendRestart(stored, attempt),
        attempt.attemptId,
        { call: 'accepted' },
        at(minute),
      );
    }
    stored = diagnosed(stored, step, minute);
    return { minute, before, decision, step, changes: [...changes] };
  });
};

/** A diagnosis may come between any two looks. */
const diagnosed = (stored: Incident | undefined, { log }: Step, minute: number): Incident | undefined => {
  if (!stored || log === 'nothing') return stored;
  const causes = [cause({ name: log, at: at(minute) })];
  return (
    applyDiagnosis(stored, { causes, explanation: explanation({ at: at(minute) }) }, at(minute)) ?? stored
  );
};

const observationOf = (
  step: Step,
  statusChangedAt: readonly number[],
  changes: readonly ConnectionChange[],
) =>
  observation({
    changes: [...changes],
    connection: step.gone
      ? undefined
      : connection({
          state: step.state,
          tunnels: [
            tunnel(firstIp, {
              ipsec: step.first ? 'up' : 'down',
              lastStatusChangeAt: at(statusChangedAt[0] ?? 0),
            }),
            tunnel(secondIp, {
              ipsec: step.second ? 'up' : 'down',
              lastStatusChangeAt: at(statusChangedAt[1] ?? 0),
            }),
          ],
        }),
  });

const signalOf = (step: Step, minute: number): Signal => {
  if (step.signal === 'alarm') return alarm('ALARM');
  if (step.signal === 'ok') return alarm('OK');
  if (step.signal === 'replaced') return replaced(minute - 1, `event-${minute}`);
  return { kind: 'tick' };
};

const always = (check: (moments: readonly Moment[]) => void): void => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => check(play(steps))),
    { numRuns: 300 },
  );
};

/** AWS lists it as being modified while something is wrong with it, and no restart of ours is less than an hour old. */
const isChangedByOthers = ({ minute, decision, step }: Moment): boolean =>
  step.state === 'modifying' &&
  !step.gone &&
  decision.incident !== undefined &&
  decision.incident.phase !== 'closed' &&
  decision.incident.restarts.every((attempt) => at(minute) - attempt.requestedAt > hoursMs(1));

describe('whatever happens', () => {
  it('no restart is ever advised for a tunnel that is up, nor while AWS is busy', () => {
    always((moments) => {
      for (const { decision, step } of moments) {
        if (!decision.restart) continue;
        expect(step.state).toBe('available');
        expect(decision.restart.outsideIp === firstIp ? step.first : step.second).toBe(false);
      }
    });
  });

  it('no restart is advised while another is not verified', () => {
    always((moments) => {
      for (const { decision } of moments) {
        if (!decision.restart) continue;
        expect(decision.incident?.restarts.some((attempt) => attempt.result === 'pending')).toBe(false);
      }
    });
  });

  it('no restart is advised while the log of the tunnel has shown a wrong key within the hour', () => {
    always((moments) => {
      for (const { minute, before, decision } of moments) {
        if (decision.restart?.outsideIp !== firstIp || before?.phase !== 'open') continue;
        const fault = before.causes.find(({ name }) => name === 'pre-shared-key');
        const since = decision.incident?.tunnels.find(({ outsideIp }) => outsideIp === firstIp)?.since ?? 0;
        if (!fault || fault.at < since) continue;
        expect(at(minute) - fault.at).toBeGreaterThanOrEqual(hoursMs(1));
      }
    });
  });

  it('no restart is advised within a quarter of an hour of a call by somebody else', () => {
    always((moments) => {
      for (const { minute, decision, changes } of moments) {
        if (!decision.restart) continue;
        const last = Math.max(0, ...changes.map((change) => change.at));
        expect(at(minute) - last).toBeGreaterThanOrEqual(minutesMs(15));
      }
    });
  });

  it('no restart is advised within a quarter of an hour of somebody else changing what is down, trail or not', () => {
    always((moments) => {
      for (const [index, { minute, decision }] of moments.entries()) {
        if (!decision.restart) continue;
        const sightings = moments.slice(0, index).filter(isChangedByOthers);
        const last = Math.max(-15, ...sightings.map((moment) => moment.minute));
        expect(minute - last).toBeGreaterThanOrEqual(15);
      }
    });
  });

  it('a diagnosis is asked for whenever nobody has looked into what is less than healthy, and never else', () => {
    always((moments) => {
      for (const { decision } of moments) {
        const { incident } = decision;
        const isWell = !incident || incident.phase === 'closed' || incident.health === 'healthy';
        if (isWell) expect(decision.diagnose).toBe(false);
        else if (!incident.explanation && decision.reason !== 'being-created')
          expect(decision.diagnose).toBe(true);
      }
    });
  });

  it('an incident has at most three restarts', () => {
    always((moments) => {
      const counts = new Map<string, number>();
      for (const { decision } of moments) {
        if (!decision.restart || !decision.incident) continue;
        const { incidentId } = decision.incident;
        counts.set(incidentId, (counts.get(incidentId) ?? 0) + 1);
      }
      expect(Math.max(0, ...counts.values())).toBeLessThanOrEqual(3);
    });
  });

  it('an outage of a connection that exists is told at the first sight of it', () => {
    always((moments) => {
      for (const { decision, step } of moments) {
        if (step.gone || step.state === 'pending' || step.state === 'deleting' || step.first || step.second)
          continue;
        expect(decision.incident).toMatchObject({ phase: 'open', health: 'outage' });
        expect(decision.incident?.revision).toBeGreaterThan(0);
      }
    });
  });

  it('versions and revisions only grow, and by one', () => {
    always((moments) => {
      for (const { before, decision } of moments) {
        const stored = before?.version ?? 0;
        expect((decision.incident?.version ?? 0) - stored).toBe(decision.changed ? 1 : 0);
        if (before && before.incidentId === decision.incident?.incidentId) {
          expect(decision.incident.revision).toBeGreaterThanOrEqual(before.revision);
        }
      }
    });
  });

  it('looking again at the same thing at the same moment changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 1, maxLength: 40 }), (steps) => {
        const moments = play(steps);
        const last = moments.at(-1);
        if (!last) return;
        const seen = observationOf(last.step, [last.minute, last.minute], last.changes);
        const signals = [signalOf(last.step, last.minute)];
        const once = decide(seen, last.decision.incident, signals, defaultPolicy, at(last.minute));
        const twice = decide(seen, once.incident, signals, defaultPolicy, at(last.minute));
        const thrice = decide(seen, twice.incident, signals, defaultPolicy, at(last.minute));
        expect(thrice.changed).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('the record stays small', () => {
    always((moments) => {
      for (const { decision } of moments) {
        expect(JSON.stringify(decision.incident ?? {}).length).toBeLessThan(40_000);
      }
    });
  });
});
