import { describe, expect, it } from 'vitest';
import type { Cause, Incident, Withheld } from '../../../shared/domain/incident.ts';
import { versioned } from '../../../shared/domain/lifecycle/versioned.ts';
import { at, down, firstIp, follow, lastIncident, secondIp, see } from '../builders.ts';
import { cause, explanation } from '../diagnosis/cases.ts';
import { attempt } from '../restart/cases.ts';

const opened = lastIncident(follow([{ minute: 0, observation: see([down(firstIp), down(secondIp)]) }]));

const ofLog: Cause = cause({ name: 'dead-peer' });
const seen: Cause = { name: 'endpoint-replaced', at: at(0), evidence: 'event-1' };
const withheld = (change: Partial<Withheld> = {}): Withheld => ({
  reason: 'cooldown',
  outsideIp: firstIp,
  at: at(1),
  until: at(9),
  ...change,
});
const notFixable = withheld({ reason: 'cause-not-fixable' });

const stored: Incident = {
  ...opened,
  causes: [ofLog, seen],
  explanation: explanation({ at: at(1) }),
  restarts: [attempt({ hadEffect: false })],
  falls: [
    { outsideIp: firstIp, at: at(0) },
    { outsideIp: secondIp, at: at(0) },
  ],
  withheld: withheld(),
};

describe('an incident that is to be saved', () => {
  it('is not saved where it says the same', () => {
    expect(versioned(structuredClone(stored), stored)).toBeUndefined();
    expect(versioned({ ...stored, falls: stored.falls.slice(1) }, stored)).toBeUndefined();
    expect(
      versioned({ ...stored, falls: stored.falls.map((fall) => ({ ...fall, at: at(1) })) }, stored),
    ).toBe(undefined);
  });

  it('is new where nothing is stored, and told where it is open', () => {
    const fresh = { ...stored, version: 4, revision: 2 };
    expect(versioned(fresh, undefined)).toEqual({ ...fresh, version: 5, revision: 3 });
    const suspected = { ...fresh, openedAt: undefined };
    expect(versioned(suspected, undefined)).toEqual({ ...suspected, version: 5 });
  });

  it.each<[string, Partial<Incident>, Partial<Incident>]>([
    ['one more fall', { falls: [...stored.falls, { outsideIp: firstIp, at: at(1) }] }, {}],
    ['its health', { health: 'degraded' }, {}],
    ['how a restart ended', { restarts: [attempt({ hadEffect: false, result: 'recovered' })] }, {}],
    ['when a cause that shows itself was', { causes: [ofLog, { ...seen, at: at(2) }] }, {}],
    ['the evidence of one', { causes: [ofLog, { ...seen, evidence: 'event-2' }] }, {}],
    ['another cause of the log', { causes: [{ ...ofLog, name: 'pre-shared-key' }, seen] }, {}],
    ['what has been found out', { explanation: { ...explanation(), sentence: 'Otherwise.' } as never }, {}],
    ['that nothing has been found out', { explanation: undefined }, {}],
    ['until when a restart is withheld', { withheld: withheld({ until: at(10) }) }, {}],
    ['that no restart is withheld', { withheld: undefined }, {}],
    ['why a restart is withheld', { withheld: notFixable }, {}],
    ['of which tunnel', { withheld: { ...notFixable, outsideIp: secondIp } }, { withheld: notFixable }],
  ])('is told anew where this differs: %s', (_name, change, before) => {
    const was = { ...stored, ...before };
    expect(versioned({ ...was, ...change }, was)).toEqual({
      ...was,
      ...change,
      version: was.version + 1,
      revision: was.revision + 1,
    });
  });

  it.each<[string, Partial<Incident>, Partial<Incident>]>([
    ['that a restart had an effect', { restarts: [attempt({ hadEffect: true })] }, {}],
    ['that the log says the same again', { causes: [{ ...ofLog, at: at(3), evidence: 'again' }, seen] }, {}],
    ['when somebody was last seen at work', { changingSeenAt: at(3) }, {}],
    ['what was replaced in silence', { quietReplacement: seen }, {}],
    ['when it was last looked into', { explanation: explanation({ at: at(4) }) }, {}],
    [
      'for how long the log forbids a restart',
      { withheld: { ...notFixable, at: at(2), until: at(11) } },
      { withheld: notFixable },
    ],
  ])('is saved and not told anew where this differs: %s', (_name, change, before) => {
    const was = { ...stored, ...before };
    expect(versioned({ ...was, ...change }, was)).toEqual({ ...was, ...change, version: was.version + 1 });
  });
});
