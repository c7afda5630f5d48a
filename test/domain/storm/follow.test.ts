import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../shared/domain/incident.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { followStorms, openStorms } from '../../../shared/domain/storm/follow.ts';
import type { Storm } from '../../../shared/domain/storm/storm.ts';
import { at, gateway } from '../builders.ts';
import {
  gatewayId,
  idOf,
  kindsOf,
  look,
  many,
  opened,
  recovered,
  region,
  toldAlone,
  weather,
} from './cases.ts';

const first = look([], many(6), 0);
const [firstStorm] = first.storms as readonly [Storm];

const as = (health: Incident['health'], incidents: readonly Incident[]): readonly Incident[] =>
  incidents.map((each) => ({ ...each, health }));

/** What one look tells of the first storm, the kinds that are new in its course. */
const newKinds = (before: readonly Storm[], incidents: readonly Incident[], minute: number) =>
  kindsOf(look(before, incidents, minute).storms[0]).slice(before[0]?.course.length);

describe('a storm that opens', () => {
  it('begins with the first of its incidents, and shows nothing before it is followed', () => {
    const members = [opened(3, 1), ...many(6, 2)];
    const [storm, ...more] = openStorms([], weather(members), defaultPolicy, at(2));
    expect(more).toEqual([]);
    expect(storm).toEqual({
      stormId: `storm/${region}/${at(2)}/${idOf(3)}`,
      region,
      channel: undefined,
      customerGatewayId: gatewayId,
      customerGateway: undefined,
      from: at(1),
      openedAt: at(2),
      gathersUntil: at(12),
      closedAt: undefined,
      picture: {
        counts: { total: 0, outage: 0, degraded: 0, settling: 0 },
        firstOpenedAt: at(2),
        lastOpenedAt: at(2),
        gravest: [],
        cause: undefined,
        withheld: [],
        restarts: { pending: 0, recovered: 0, failed: 0 },
      },
      told: { total: 0, outage: 0, at: at(2) },
      course: [],
      revision: 0,
      announcedRevision: 0,
      announcedSeq: 0,
    });
  });

  it('is told with what it counts', () => {
    const counts = { total: 6, outage: 6, degraded: 0, settling: 0 };
    expect(firstStorm).toMatchObject({
      course: [{ seq: 1, at: at(0), kind: 'opened', counts }],
      told: { total: 6, outage: 6, at: at(0) },
      customerGateway: gateway,
      revision: 1,
    });
  });

  it.each([
    ['two minutes after the first', 2, 1],
    ['not later', 2.1, 0],
  ])('opens %s', (_name, minute, count) => {
    expect(openStorms([], weather(many(6, 0, toldAlone)), defaultPolicy, at(minute))).toHaveLength(count);
  });

  it('is of the region for those whose gateway is not known', () => {
    const storms = openStorms([], weather(many(6, 0, { customerGatewayId: '' })), defaultPolicy, at(0));
    expect(storms.map(({ customerGatewayId }) => customerGatewayId)).toEqual([undefined]);
  });

  it.each([
    [5, [gatewayId]],
    [6, [gatewayId, undefined]],
  ])('leaves those of one gateway out of the region: %i others', (others, expected) => {
    const loose = many(others).map((each, index) => ({
      ...each,
      connectionId: idOf(50 + index),
      customerGatewayId: `cgw-${index}`,
    }));
    const storms = openStorms([], weather([...many(6), ...loose]), defaultPolicy, at(0));
    expect(storms.map(({ customerGatewayId }) => customerGatewayId)).toEqual(expected);
  });

  it('does not open for those that are well again', () => {
    const [one, ...rest] = many(6) as readonly [Incident];
    const storms = openStorms([], weather([recovered(one, 1), ...rest]), defaultPolicy, at(1));
    expect(storms).toEqual([]);
  });

  it('does not open for those that another shows or will gather, and leaves the others as they are', () => {
    const storms = [firstStorm];
    expect(openStorms(storms, weather(first.incidents), defaultPolicy, at(1))).toBe(storms);
    expect(openStorms(storms, weather(many(6, 1)), defaultPolicy, at(1))).toBe(storms);
    const elsewhere = many(6, 1, { channel: '#berlin' });
    expect(openStorms(storms, weather(elsewhere), defaultPolicy, at(1))).toMatchObject([
      firstStorm,
      { channel: '#berlin' },
    ]);
  });
});

describe('a storm gathers', () => {
  it('until ten minutes after the last that opened, also of those that are up again', () => {
    const gathersUntil = (...incidents: readonly Incident[]) =>
      look(first.storms, [...first.incidents, ...incidents], 9).storms[0]?.gathersUntil;
    const joined = opened(7, 4, { gatheredIn: firstStorm.stormId });
    expect(gathersUntil()).toBe(at(10));
    expect(gathersUntil(joined)).toBe(at(14));
    expect(gathersUntil(recovered(joined, 8), opened(8, 2, { gatheredIn: firstStorm.stormId }))).toBe(at(14));
  });

  it('for an hour at most', () => {
    const late = { ...firstStorm, gathersUntil: at(59) };
    const joined = opened(7, 58, { gatheredIn: firstStorm.stormId });
    expect(look([late], [...first.incidents, joined], 58).storms[0]?.gathersUntil).toBe(at(60));
  });
});

describe('a storm tells aloud', () => {
  it.each([
    [11, 1, []],
    [12, 1, ['grew']],
    [7, 4.9, []],
    [7, 5, ['grew']],
    [6, 5, []],
  ])('that %i connections have joined at minute %d: %j', (count, minute, expected) => {
    const joined = many(count, 1).slice(6);
    expect(newKinds(first.storms, [...first.incidents, ...joined], minute)).toEqual(expected);
  });

  it.each([
    [3, 1, []],
    [4, 1, ['worsened']],
    [3, 5, []],
    [3, 6, ['worsened']],
    [2, 6, []],
  ])('that %i are out, of whom two were, at minute %d: %j', (count, minute, expected) => {
    const incidents = [...first.incidents.slice(0, count), ...as('degraded', first.incidents.slice(count))];
    const before = { ...firstStorm, told: { total: 6, outage: 2, at: at(1) } };
    expect(newKinds([before], incidents, minute)).toEqual(expected);
  });

  it('what it has told counts from then on, and being calm is not aloud', () => {
    const joined = [...first.incidents, ...many(12, 1).slice(6)];
    const grown = look(first.storms, joined, 1);
    expect(grown.storms[0]?.told).toEqual({ total: 12, outage: 12, at: at(1) });
    const calm = look(grown.storms, grown.incidents, 20);
    expect(calm.storms[0]?.told).toEqual({ total: 12, outage: 12, at: at(1) });
    expect(calm.storms[0]?.course.map(({ seq, at: when, kind }) => [seq, when, kind])).toEqual([
      [1, at(0), 'opened'],
      [2, at(1), 'grew'],
      [3, at(20), 'calm'],
    ]);
  });

  it.each([
    ['an outage', 'outage', 240],
    ['what is degraded', 'degraded', 24 * 60],
  ] as const)('that there is still %s, as often as incidents do', (_name, health, everyMinutes) => {
    const calm = look(first.storms, as(health, first.incidents), 20);
    expect(newKinds(calm.storms, calm.incidents, everyMinutes - 0.1)).toEqual([]);
    expect(newKinds(calm.storms, calm.incidents, everyMinutes)).toEqual(['reminder']);
  });

  it('nothing of those that are up and only settle', () => {
    const settling = look(first.storms, as('healthy', first.incidents), 20);
    expect(newKinds(settling.storms, settling.incidents, 48 * 60)).toEqual([]);
  });

  it('and says in the same breath that it is calm', () => {
    const joined = [...first.incidents, opened(7, 5, { gatheredIn: firstStorm.stormId })];
    const [storm] = look(first.storms, joined, 30).storms;
    expect(storm?.course.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'opened'],
      [2, 'grew'],
      [3, 'calm'],
    ]);
    expect(storm?.told).toEqual({ total: 7, outage: 7, at: at(30) });
  });

  it('forgets the beginning of a long course, and counts on', () => {
    const course = Array.from({ length: 60 }, (_, index) => ({
      ...(firstStorm.course[0] as Storm['course'][number]),
      seq: index + 1,
    }));
    const [storm] = look([{ ...firstStorm, course }], first.incidents, 20).storms;
    expect(storm?.course.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, index) => index + 2));
  });
});

describe('a storm that is followed', () => {
  const follow = (storms: readonly Storm[], incidents: readonly Incident[], minute: number) =>
    followStorms(storms, weather(incidents), defaultPolicy, at(minute));
  const over = first.incidents.map((each) => recovered(each, 5));
  const closed = look(first.storms, over, 5).storms;

  it('keeps what was known of its gateway', () => {
    const seen = { ...weather(first.incidents), customerGateways: new Map() };
    expect(followStorms(first.storms, seen, defaultPolicy, at(1))[0]?.customerGateway).toEqual(gateway);
  });

  it('stays as it was closed, however its incidents are remembered', () => {
    const [again] = follow(closed, over.slice(1), 6);
    expect(again).toMatchObject({ closedAt: at(5), revision: closed[0]?.revision });
    expect(again?.picture).toEqual(closed[0]?.picture);
    expect(follow(closed, [], 6)[0]?.picture).toEqual(closed[0]?.picture);
  });

  it('is open as long as one of its incidents is, be it up or down', () => {
    for (const health of ['outage', 'degraded', 'healthy'] as const) {
      const [last, ...rest] = first.incidents as readonly [Incident];
      const left = [{ ...last, health }, ...rest.map((each) => recovered(each, 5))];
      expect(follow(first.storms, left, 6)[0]?.closedAt).toBeUndefined();
    }
  });

  it('is open as long as any is, however many only settle', () => {
    const [out, settling, ...rest] = first.incidents as readonly [Incident, Incident];
    const left = [
      out,
      { ...settling, health: 'healthy' as const },
      ...rest.map((each) => recovered(each, 5)),
    ];
    expect(follow(first.storms, left, 6)[0]?.closedAt).toBeUndefined();
  });

  it('stays open while AWS says nothing of what is in it, and is not told again for that', () => {
    const silent = as('unknown', many(6));
    const later = look(first.storms, silent, 6);
    expect(later.storms[0]?.closedAt).toBeUndefined();
    expect(newKinds(later.storms, silent, 7)).toEqual([]);
  });

  it('is over when all its incidents have made room for others', () => {
    const [storm] = follow(first.storms, [], 6);
    expect(storm).toMatchObject({ closedAt: at(6), picture: { counts: { total: 6, outage: 0 } } });
  });

  it('opens again, aloud, for a late one that is only degraded', () => {
    const late = opened(5, 5, { health: 'degraded', gatheredIn: firstStorm.stormId });
    const [again] = follow(closed, [...over.slice(0, 5), late], 6);
    expect(again?.closedAt).toBeUndefined();
    expect(kindsOf(again)).toEqual(['opened', 'closed', 'worsened']);
  });

  it('shows already who is about to be gathered, and is redrawn for it', () => {
    const [storm] = follow(first.storms, [...first.incidents, opened(7, 1)], 1);
    expect(storm).toMatchObject({ picture: { counts: { total: 7 } }, revision: 2 });
    expect(storm?.course).toEqual(firstStorm.course);
  });

  it('is not redrawn for what is not shown', () => {
    expect(follow([{ ...firstStorm, gathersUntil: at(5) }], first.incidents, 1)[0]?.revision).toBe(1);
  });

  it('lowers what has been told of outages as they end, so that a new one is told', () => {
    const [storm] = follow(first.storms, as('degraded', first.incidents), 1);
    expect(storm?.told).toEqual({ total: 6, outage: 0, at: at(0) });
  });
});
