import { describe, expect, it } from 'vitest';
import type { Cause, Incident } from '../../../shared/domain/incident.ts';
import { adviseRestart, verdictOn, withhold } from '../../../shared/domain/lifecycle/restart-advice.ts';
import { at, connection, down, firstIp, secondIp, up } from '../builders.ts';
import { type CaseChange, restartCase } from '../restart/cases.ts';

const leave = (outsideIp: string): Cause => ({
  name: 'ike-sa-deleted',
  at: at(1),
  evidence: 'line',
  outsideIp,
});
const bothDown: CaseChange = {
  connection: { tunnels: [down(firstIp, 1), down(secondIp, 0)] },
  incident: { causes: [leave(firstIp), leave(secondIp)] },
};
const wrongKey = (outsideIp: string): Cause => ({
  name: 'pre-shared-key',
  at: at(2),
  evidence: 'line',
  outsideIp,
});

const advised = (change: CaseChange) => {
  const { incident, observation, policy, now } = restartCase(change);
  return { before: incident, ...adviseRestart(incident, observation, policy, now) };
};

describe('a restart is advised', () => {
  it('of the tunnel that is down, and the incident stays as it is', () => {
    const { before, incident, advice } = advised({});
    expect(advice).toEqual({ outsideIp: firstIp });
    expect(incident).toBe(before);
  });

  it('of the one that has been down longest', () => {
    expect(advised(bothDown).advice).toEqual({ outsideIp: secondIp });
  });

  it('of the next one, where that one may not be restarted', () => {
    const exhausted = [1, 2, 3].map(() => ({ outsideIp: secondIp, requestedAt: at(-600) }));
    const { before, incident, advice } = advised({ ...bothDown, restarts: exhausted });
    expect(advice).toEqual({ outsideIp: firstIp });
    expect(incident).toBe(before);
  });

  it.each(['suspected', 'closed'] as const)('of no connection whose incident is %s', (phase) => {
    const { before, incident, advice } = advised({ incident: { phase } });
    expect(advice).toBeUndefined();
    expect(incident).toBe(before);
  });

  it.each(['intended', 'accepted', 'uncertain'] as const)(
    'of no tunnel whose restart is under way, and none is withheld: %s',
    (call) => {
      const stale = { reason: 'cooldown', outsideIp: firstIp, at: at(1), until: at(2) } as const;
      const restarts = [{ requestedAt: at(10), result: 'pending' as const, call }];
      const { before, incident, advice } = advised({ restarts, incident: { withheld: stale } });
      expect(advice).toBeUndefined();
      expect(incident.withheld).toBeUndefined();
      expect(incident.course).toBe(before.course);
    },
  );

  it.each(['busy', 'rejected'] as const)('again, by and by, of one whose call was %s', (call) => {
    const restarts = [{ requestedAt: at(18), result: 'pending' as const, call }];
    expect(advised({ restarts }).incident.withheld).toMatchObject({ reason: 'cooldown' });
  });
});

describe('a refusal', () => {
  it('is that of the tunnel that has been down longest', () => {
    const causes = [wrongKey(firstIp), wrongKey(secondIp)];
    const { incident, advice } = advised({ ...bothDown, incident: { causes } });
    expect(advice).toBeUndefined();
    expect(incident.withheld).toEqual({
      reason: 'cause-not-fixable',
      outsideIp: secondIp,
      at: at(20),
      until: at(62),
    });
  });

  it('is told once for each reason, and keeps its time as long as it is the same', () => {
    const before: Incident = { ...restartCase().incident, course: [], withheldTold: [] };
    const once = withhold(before, firstIp, 'cooldown', at(30), at(1));
    expect(once).toEqual({
      ...before,
      withheld: { reason: 'cooldown', outsideIp: firstIp, at: at(1), until: at(30) },
      withheldTold: ['cooldown'],
      course: [
        { seq: 1, at: at(1), kind: 'withheld', severity: 'info', outsideIp: firstIp, detail: 'cooldown' },
      ],
    });
    expect(withhold(once, firstIp, 'cooldown', at(30), at(2))).toEqual(once);
    for (const [outsideIp, until] of [
      [firstIp, at(31)],
      [secondIp, at(30)],
    ] as const) {
      expect(withhold(once, outsideIp, 'cooldown', until, at(2))).toEqual({
        ...once,
        withheld: { reason: 'cooldown', outsideIp, at: at(2), until },
      });
    }
    const other = withhold(once, firstIp, 'flapping', at(30), at(2));
    expect(other.withheld?.at).toBe(at(2));
    expect(other.withheldTold).toEqual(['cooldown', 'flapping']);
    expect(other.course).toHaveLength(2);
  });

  it('stands for what AWS does not list, or nobody has recorded', () => {
    const { incident, observation, policy, now } = restartCase();
    const refusal = { allowed: false, reason: 'connection-busy', until: undefined };
    const unlisted = { ...observation, connection: undefined };
    expect(verdictOn(incident, unlisted, firstIp, policy, now)).toEqual(refusal);
    expect(verdictOn(incident, observation, '203.0.113.9', policy, now)).toEqual(refusal);
    const bare = { ...observation, connection: { ...connection(), tunnels: [up(secondIp)] } };
    expect(verdictOn(incident, bare, firstIp, policy, now)).toEqual(refusal);
    expect(verdictOn({ ...incident, tunnels: [] }, observation, firstIp, policy, now)).toEqual(refusal);
    const second = restartCase({ connection: { tunnels: [up(firstIp), down(secondIp)] } });
    expect(verdictOn(second.incident, second.observation, secondIp, policy, now)).toEqual({ allowed: true });
  });
});
