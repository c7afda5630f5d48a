import { describe, expect, it } from 'vitest';
import { noteReturn } from '../../../shared/domain/lifecycle/came-back.ts';
import { suspectIncident } from '../../../shared/domain/lifecycle/start.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import {
  at,
  changedAt,
  connection,
  down,
  firstIp,
  follow,
  lastIncident,
  secondIp,
  see,
  up,
} from '../builders.ts';
import { type CaseChange, restartCase } from '../restart/cases.ts';

const policy = defaultPolicy.restart;
const back = (minute: number, change: CaseChange = {}, outsideIp = firstIp) => {
  const { incident, observation } = restartCase(change);
  return noteReturn(incident, { risen: [outsideIp] }, observation, policy, at(minute)).cameBackAt;
};

describe('that a tunnel came back by itself', () => {
  it('is remembered where it was soon, and nobody had a hand in it', () => {
    expect(back(4)).toBe(at(4));
    expect(back(15)).toBe(at(15));
    expect(back(16)).toBeUndefined();
  });

  it.each<[string, CaseChange]>([
    ['it was restarted', { restarts: [{ requestedAt: at(3) }] }],
    ['somebody changed the connection', { observation: { changes: [changedAt(1)] } }],
    ['AWS was seen at work for somebody', { incident: { changingSeenAt: at(2) } }],
  ])('is not, where %s', (_name, change) => {
    expect(back(4, change)).toBeUndefined();
  });

  it.each<[string, CaseChange]>([
    ['the other one was restarted', { restarts: [{ outsideIp: secondIp, requestedAt: at(3) }] }],
    ['it had been restarted before', { restarts: [{ requestedAt: at(-60) }] }],
  ])('is, though %s', (_name, change) => {
    expect(back(4, change)).toBe(at(4));
  });

  it('is not of one that has not come back, and what was known stays', () => {
    const { incident, observation } = restartCase({ incident: { cameBackAt: at(-50) } });
    expect(noteReturn(incident, { risen: [] }, observation, policy, at(4))).toBe(incident);
  });

  it('is known in the next incident, and withholds a restart there for a while', () => {
    const bothDown = see([down(firstIp), down(secondIp)]);
    const later = see([down(firstIp, 60), down(secondIp, 60)]);
    const decisions = follow([
      { minute: 0, observation: bothDown },
      { minute: 2, observation: see([up(firstIp, 1), up(secondIp, 1)]) },
      { minute: 6, observation: see([up(firstIp, 1), up(secondIp, 1)]) },
      { minute: 61, observation: later },
      { minute: 65, observation: later },
    ]);
    expect(lastIncident(decisions).withheld).toMatchObject({ reason: 'left-to-gateway', until: at(75) });
  });

  it('is read of rows that know nothing of it', () => {
    const { cameBackAt: _, ...old } = restartCase().incident;
    expect(suspectIncident(connection(), new Set(), old, at(90)).cameBackAt).toBeUndefined();
  });
});
