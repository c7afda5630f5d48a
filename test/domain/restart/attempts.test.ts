import { describe, expect, it } from 'vitest';
import { intendRestart, nextAttempt, recordOutcome } from '../../../shared/domain/restart/attempt.ts';
import { dpdTimeoutToSend } from '../../../shared/domain/restart/attempts.ts';
import { at, down, firstIp, follow, kinds, lastIncident, secondIp, see } from '../builders.ts';
import { attempt } from './cases.ts';

const incident = lastIncident(follow([{ minute: 0, observation: see([down(firstIp), down(secondIp)]) }]));
const tried = (...attempts: Parameters<typeof attempt>) => ({ ...incident, restarts: attempts.map(attempt) });

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

  it('is not moved for what AWS was too busy to do, nor for the other tunnel', () => {
    expect(dpdTimeoutToSend(tried({ hadEffect: false, call: 'busy' }), firstIp, 40)).toBe(40);
    expect(dpdTimeoutToSend(tried({ hadEffect: false }), secondIp, 40)).toBe(40);
  });
});

describe('an attempt', () => {
  const next = nextAttempt(incident, down(firstIp), at(5));
  const intended = intendRestart(incident, next);

  it('is saved as an intent, whose outcome is unknown, before the call', () => {
    expect(intended.restarts.at(-1)).toMatchObject({
      call: 'intended',
      result: 'pending',
      requestedAt: at(5),
    });
    expect(intended.version).toBe(incident.version + 1);
  });

  it('gets an id that no later attempt shares', () => {
    expect(nextAttempt(intended, down(firstIp), at(50)).attemptId).not.toBe(next.attemptId);
    expect(nextAttempt(incident, down(firstIp), at(6)).attemptId).toBe(next.attemptId);
  });

  it.each([
    ['accepted', 'pending', 'restart-started'],
    ['uncertain', 'pending', 'restart-uncertain'],
    ['busy', 'failed', 'restart-busy'],
    ['rejected', 'failed', 'restart-rejected'],
  ] as const)('that AWS %s is %s and told as %s', (call, result, kind) => {
    const known = recordOutcome(intended, next.attemptId, { call, errorCode: 'Code' }, at(5));
    expect(known.restarts.at(-1)).toMatchObject({ call, result });
    expect(kinds(known).at(-1)).toBe(kind);
    expect(known.revision).toBe(intended.revision + 1);
  });

  it('keeps the first outcome that is recorded', () => {
    const known = recordOutcome(intended, next.attemptId, { call: 'accepted' }, at(5));
    expect(recordOutcome(known, next.attemptId, { call: 'rejected' }, at(6))).toBe(known);
    expect(recordOutcome(known, 'another', { call: 'rejected' }, at(6))).toBe(known);
  });
});
