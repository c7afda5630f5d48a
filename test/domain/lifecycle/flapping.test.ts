import { describe, expect, it } from 'vitest';
import type { Fall, Incident } from '../../../shared/domain/incident.ts';
import { addToCourse, hasInCourse } from '../../../shared/domain/lifecycle/course.ts';
import { flaps, markFlapping, recentFalls } from '../../../shared/domain/lifecycle/flapping.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { at, down, firstIp, follow, lastIncident, secondIp, see } from '../builders.ts';

const policy = defaultPolicy.incident;
const incident = lastIncident(follow([{ minute: 0, observation: see([down(firstIp), down(secondIp)]) }]));
const falls = (...minutes: readonly number[]): readonly Fall[] =>
  minutes.map((minute) => ({ outsideIp: firstIp, at: at(minute) }));

describe('the course of an incident', () => {
  it('takes entries in, counts on, and says of each how grave it is', () => {
    const before: Incident = { ...incident, course: [] };
    expect(addToCourse(before, at(1), [])).toBe(before);
    const once = addToCourse(before, at(1), [
      { kind: 'changed' },
      { kind: 'worsened', severity: 'critical', detail: 'outage' },
    ]);
    expect(once).toEqual({
      ...before,
      course: [
        { seq: 1, at: at(1), kind: 'changed', severity: 'info' },
        { seq: 2, at: at(1), kind: 'worsened', severity: 'critical', detail: 'outage' },
      ],
    });
    expect(addToCourse(once, at(2), [{ kind: 'improved' }]).course.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('forgets its beginning when it is long, and counts on', () => {
    const long = Array.from({ length: 61 }).reduce<Incident>(
      (so) => addToCourse(so, at(1), [{ kind: 'changed' }]),
      { ...incident, course: [] },
    );
    expect(long.course.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, index) => index + 2));
  });

  it('knows an entry by its kind and its detail', () => {
    const told = addToCourse(incident, at(1), [{ kind: 'health-echo', detail: 'a' }]);
    expect(hasInCourse(told, 'health-echo', 'a')).toBe(true);
    expect(hasInCourse(told, 'health-echo', 'b')).toBe(false);
    expect(hasInCourse(told, 'change-echo', 'a')).toBe(false);
  });
});

describe('falls', () => {
  it('count for an hour', () => {
    expect(recentFalls(falls(0, 1), policy, at(60))).toEqual(falls(1));
  });

  it.each([
    ['three within the hour', falls(0, 10, 20), 59, true],
    ['one of them too long ago', falls(0, 10, 20), 60, false],
    ['both tunnels within a minute, which is one fall', falls(0, 1, 20), 30, false],
    ['more than a minute apart', falls(0, 1.1, 20), 30, true],
    ['in any order', falls(20, 0, 10), 30, true],
    ['in any order, two of them together', falls(10, 20, 9.5), 30, false],
    ['none', falls(), 30, false],
  ])('flap: %s', (_name, all, minute, expected) => {
    expect(flaps(all, policy, at(minute))).toBe(expected);
  });

  it('mark an incident once, and its settling once', () => {
    const calm: Incident = { ...incident, falls: falls(0, 10, 20), course: [], health: 'degraded' };
    const marked = markFlapping(calm, policy, at(30));
    expect(marked).toEqual({
      ...calm,
      flappingSince: at(30),
      course: [{ seq: 1, at: at(30), kind: 'flapping', severity: 'warning', detail: '3' }],
    });
    expect(markFlapping(marked, policy, at(31))).toBe(marked);
    const settled = markFlapping(marked, policy, at(61));
    expect(settled).toEqual({
      ...calm,
      lastToldAt: at(61),
      course: [
        ...marked.course,
        { seq: 2, at: at(61), kind: 'settled-unhealthy', severity: 'warning', detail: 'degraded' },
      ],
    });
    expect(markFlapping(settled, policy, at(62))).toBe(settled);
    expect(markFlapping({ ...marked, health: 'healthy' }, policy, at(61)).course.at(-1)).toMatchObject({
      kind: 'settled',
      severity: 'info',
    });
  });
});
