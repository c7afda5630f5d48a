import { describe, expect, it } from 'vitest';
import type { Incident, RestartAttempt } from '../../../shared/domain/incident.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { intendRestart, nextAttempt, recordOutcome } from '../../../shared/domain/restart/attempt.ts';
import { cooldownUntil, dpdTimeoutToSend } from '../../../shared/domain/restart/attempts.ts';
import { at, down, firstIp, follow, lastIncident, secondIp, see, tunnel } from '../builders.ts';
import { attempt } from './cases.ts';

const incident = lastIncident(follow([{ minute: 0, observation: see([down(firstIp), down(secondIp)]) }]));
const tried = (...attempts: readonly Partial<RestartAttempt>[]): Incident => ({
  ...incident,
  restarts: attempts.map((change) => attempt(change)),
});

describe('the DPD time-out that is sent', () => {
  it('is the present one at the first attempt', () => {
    expect(dpdTimeoutToSend(incident, firstIp, 40)).toBe(40);
  });

  it('stays after an attempt that had an effect', () => {
    expect(dpdTimeoutToSend(tried({ hadEffect: true }), firstIp, 40)).toBe(40);
  });

  it('moves by one after an attempt without effect, and back the time after', () => {
    const once = tried({ hadEffect: false });
    expect(dpdTimeoutToSend(once, firstIp, 40)).toBe(41);
    const twice = {
      ...once,
      restarts: [...once.restarts, attempt({ sentDpdTimeoutSeconds: 41, hadEffect: false })],
    };
    expect(dpdTimeoutToSend(twice, firstIp, 41)).toBe(40);
  });

  it('moves up again where the last one went back, or was not moved by us', () => {
    const without = (...sent: readonly number[]) =>
      tried(...sent.map((sentDpdTimeoutSeconds) => ({ sentDpdTimeoutSeconds, hadEffect: false })));
    expect(dpdTimeoutToSend(without(40, 41, 40), firstIp, 40)).toBe(41);
    expect(dpdTimeoutToSend(without(40, 41), firstIp, 60)).toBe(61);
    expect(dpdTimeoutToSend(without(41), firstIp, 41)).toBe(42);
    expect(dpdTimeoutToSend(without(41, 41), firstIp, 41)).toBe(42);
    expect(dpdTimeoutToSend(without(41, 40), firstIp, 40)).toBe(41);
  });

  it('moves back in spite of what happened to the other tunnel, or while AWS was busy', () => {
    const moved = [
      { hadEffect: false },
      { outsideIp: secondIp },
      { call: 'busy' as const, sentDpdTimeoutSeconds: 70 },
      { sentDpdTimeoutSeconds: 41, hadEffect: false },
    ];
    expect(dpdTimeoutToSend(tried(...moved), firstIp, 41)).toBe(40);
  });

  it('is not moved for what AWS was too busy to do, nor for the other tunnel', () => {
    expect(dpdTimeoutToSend(tried({ hadEffect: false, call: 'busy' }), firstIp, 40)).toBe(40);
    expect(dpdTimeoutToSend(tried({ hadEffect: false }), secondIp, 40)).toBe(40);
  });
});

describe('an attempt', () => {
  const next = nextAttempt(incident, down(firstIp), { method: 'initiate' }, at(5));
  const intended = intendRestart(incident, next);

  it('is saved as an intent, whose outcome is unknown, before the call', () => {
    const before = {
      ...tried({}),
      withheld: { reason: 'cooldown', outsideIp: firstIp, at: at(1), until: at(2) },
    };
    expect(intendRestart(before as Incident, next)).toEqual({
      ...before,
      version: incident.version + 1,
      withheld: undefined,
      restarts: [
        ...before.restarts,
        {
          attemptId: `${incident.incidentId}/${firstIp}/1`,
          incidentId: incident.incidentId,
          outsideIp: firstIp,
          requestedAt: at(5),
          call: 'intended',
          errorCode: undefined,
          sentDpdTimeoutSeconds: 40,
          sent: { method: 'modify', options: { dpdTimeoutAction: 'restart' } },
          before: { dpdTimeoutAction: 'clear' },
          hadEffect: false,
          result: 'pending',
          resultAt: undefined,
        },
      ],
    });
  });

  it('gets an id that no later attempt shares', () => {
    expect(nextAttempt(intended, down(firstIp), { method: 'initiate' }, at(50)).attemptId).toBe(
      `${incident.incidentId}/${firstIp}/2`,
    );
    expect(nextAttempt(incident, down(firstIp), { method: 'initiate' }, at(6)).attemptId).toBe(
      next.attemptId,
    );
    const ofEarlier = tried({ incidentId: 'an earlier one' });
    expect(nextAttempt(ofEarlier, down(firstIp), { method: 'initiate' }, at(6)).attemptId).toBe(
      next.attemptId,
    );
  });

  it('moves the time-out from zero where AWS lists no options', () => {
    const bare = tunnel(firstIp, { options: undefined });
    expect(nextAttempt(incident, bare, { method: 'initiate' }, at(5)).sentDpdTimeoutSeconds).toBe(0);
  });

  it.each([
    ['accepted', { result: 'pending', resultAt: undefined }, 'restart-started', 'info'],
    ['uncertain', { result: 'pending', resultAt: undefined }, 'restart-uncertain', 'info'],
    ['busy', { result: 'failed', resultAt: at(6) }, 'restart-busy', 'info'],
    ['rejected', { result: 'failed', resultAt: at(6) }, 'restart-rejected', 'warning'],
  ] as const)('that AWS %s is %j and told as %s', (call, result, kind, severity) => {
    const stored = { ...intended, restarts: [attempt(), ...intended.restarts] };
    const { course, ...known } = recordOutcome(stored, next.attemptId, { call, errorCode: 'Code' }, at(6));
    expect(known).toEqual({
      ...stored,
      course: undefined,
      version: stored.version + 1,
      revision: stored.revision + 1,
      restarts: [attempt(), { ...next, call, errorCode: 'Code', ...result }],
    });
    expect(course.slice(0, -1)).toEqual(stored.course);
    expect(course.at(-1)).toEqual({
      seq: (stored.course.at(-1)?.seq ?? 0) + 1,
      at: at(6),
      kind,
      severity,
      outsideIp: firstIp,
      detail: 'Code',
    });
  });

  it('is told without a detail where AWS gave no error', () => {
    const { course } = recordOutcome(intended, next.attemptId, { call: 'accepted' }, at(6));
    expect(course.at(-1)).not.toHaveProperty('detail');
  });

  it('keeps the first outcome that is recorded', () => {
    const known = recordOutcome(intended, next.attemptId, { call: 'accepted' }, at(5));
    expect(recordOutcome(known, next.attemptId, { call: 'rejected' }, at(6))).toBe(known);
    expect(recordOutcome(known, 'another', { call: 'rejected' }, at(6))).toBe(known);
  });
});

describe('a tunnel is left alone after an attempt', () => {
  const until = (...attempts: readonly Partial<RestartAttempt>[]) =>
    cooldownUntil(tried(...attempts), firstIp, defaultPolicy.restart, at(1));
  const earlier = { incidentId: 'an earlier one', requestedAt: at(-1440) };
  const earlierToday = { incidentId: 'an earlier one', requestedAt: at(-1438) };

  it('for twice as long with each further one on it, of this incident or of the last day', () => {
    expect(until()).toBeUndefined();
    expect(until({ outsideIp: secondIp })).toBeUndefined();
    expect(until({})).toBe(at(30));
    expect(until({}, {})).toBe(at(60));
    expect(until({}, {}, {})).toBe(at(120));
    expect(until(earlier, earlier, {})).toBe(at(30));
    expect(until(earlierToday, earlierToday, {})).toBe(at(120));
    expect(until({ requestedAt: at(-1440) }, {})).toBe(at(60));
    expect(until(earlier, {})).toBe(at(30));
    expect(until({}, { outsideIp: secondIp })).toBe(at(30));
    expect(until({ outsideIp: secondIp }, {})).toBe(at(30));
  });

  it('for moments only, where AWS was busy, which counts as none', () => {
    expect(until({}, { call: 'busy', requestedAt: at(40) })).toBe(at(45));
    expect(until({ call: 'busy' }, {})).toBe(at(30));
  });
});
