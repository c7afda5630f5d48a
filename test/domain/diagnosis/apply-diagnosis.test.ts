import { describe, expect, it } from 'vitest';
import { applyDiagnosis, type Diagnosis } from '../../../shared/domain/diagnosis/apply-diagnosis.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import { at, down, firstIp, follow, lastIncident, secondIp, see } from '../builders.ts';
import { cause, explanation } from './cases.ts';

const outage: Incident = {
  ...lastIncident(follow([{ minute: 0, observation: see([down(firstIp), down(secondIp)]) }])),
  causes: [],
};

const found = (change: Partial<Diagnosis> = {}): Diagnosis => ({
  causes: [cause()],
  explanation: explanation({ facts: [{ label: 'Site', value: 'hq' }] }),
  ...change,
});

const applied = (incident: Incident, diagnosis: Diagnosis, minute = 1): Incident => {
  const next = applyDiagnosis(incident, diagnosis, at(minute));
  if (!next) throw new Error('The diagnosis changed nothing.');
  return next;
};

describe('a diagnosis that is applied', () => {
  it('is saved and told, its cause in the course, and nothing else is touched', () => {
    const next = applied(outage, found());
    expect(next).toEqual({
      ...outage,
      causes: [cause()],
      explanation: found().explanation,
      version: outage.version + 1,
      revision: outage.revision + 1,
      course: [
        ...outage.course,
        { seq: 3, at: at(1), kind: 'cause-found', severity: 'info', detail: 'dead-peer' },
      ],
    });
  });

  it('is applied once, however often it comes', () => {
    expect(applyDiagnosis(applied(outage, found()), found(), at(2))).toBeUndefined();
  });

  it('that says the same later is saved without telling', () => {
    const once = applied(outage, found());
    const later = found({
      causes: [cause({ at: at(9), evidence: 'the same line again' })],
      explanation: { ...found().explanation, at: at(10) },
    });
    const twice = applied(once, later, 10);
    expect(twice).toEqual({ ...once, ...later, version: once.version + 1 });
  });

  it('keeps the newer evidence of a cause', () => {
    const newer = cause({ at: at(5) });
    const once = applied(outage, found({ causes: [newer] }));
    const twice = applied(once, found({ explanation: explanation({ at: at(6) }) }), 6);
    expect(twice.causes).toEqual([newer]);
  });

  it('tells each kind of cause once, though both tunnels have it', () => {
    const both = found({ causes: [cause(), cause({ outsideIp: secondIp })] });
    const next = applied(outage, both);
    expect(next.causes).toHaveLength(2);
    expect(next.course.filter((entry) => entry.kind === 'cause-found')).toHaveLength(1);
  });

  it('is applied if it was made at the same time as the one before, with evidence as old', () => {
    const once = applied(outage, found());
    const again = found({
      causes: [cause({ evidence: 'another line' })],
      explanation: explanation({ facts: [{ label: 'Site', value: 'lab' }] }),
    });
    expect(applied(once, again)).toMatchObject(again);
  });

  it('tells a kind of cause only if nobody knows of it', () => {
    const told = (change: Partial<Incident>) =>
      applied({ ...outage, ...change }, found()).course.filter(({ kind }) => kind === 'cause-found').length;
    expect(told({ causes: [cause({ outsideIp: secondIp })] })).toBe(0);
    expect(told({ causes: [{ name: 'endpoint-replaced', at: at(0), evidence: '' }] })).toBe(1);
    const entry = { seq: 3, at: at(0), kind: 'cause-found', severity: 'info', detail: 'dead-peer' } as const;
    expect(told({ course: [...outage.course, entry] })).toBe(1);
  });

  it('keeps eight causes from logs, however many have shown themselves', () => {
    const causes = (['pre-shared-key', 'dead-peer', 'peer-unreachable', 'no-negotiation'] as const).flatMap(
      (name) => [cause({ name }), cause({ name, outsideIp: secondIp })],
    );
    const seen = { name: 'endpoint-replaced', at: at(9), evidence: 'event' } as const;
    expect(applied({ ...outage, causes: [seen] }, found({ causes })).causes).toEqual([seen, ...causes]);
  });

  it('tells nobody of what is only suspected', () => {
    const suspected: Incident = {
      ...outage,
      phase: 'suspected',
      openedAt: undefined,
      revision: 0,
      course: [],
    };
    expect(applied(suspected, found())).toMatchObject({ revision: 0, course: [], causes: [cause()] });
  });

  it.each([
    ['is over', { ...outage, phase: 'closed' as const }],
    ['is well again', { ...outage, health: 'healthy' as const }],
    ['has been explained by a later one', { ...outage, explanation: explanation({ at: at(2) }) }],
  ])('leaves an incident alone that %s', (_name, incident) => {
    expect(applyDiagnosis(incident, found(), at(3))).toBeUndefined();
  });

  it('forgets the oldest of very many causes, and no cause that showed itself', () => {
    const names = [
      'pre-shared-key',
      'dead-peer',
      'peer-unreachable',
      'no-negotiation',
      'authentication',
    ] as const;
    const causes = names.flatMap((name, index) => [
      cause({ name, at: at(index) }),
      cause({ name, at: at(index), outsideIp: secondIp }),
    ]);
    const seen = { name: 'endpoint-replaced', at: at(-9), evidence: 'event' } as const;
    const next = applied({ ...outage, causes: [seen] }, found({ causes }));
    expect(next.causes).toEqual([seen, ...causes.slice(2)]);
  });
});
