import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { mostMembersShown } from '../../../shared/domain/storm/picture.ts';
import { at, gateway } from '../builders.ts';
import { cause } from '../diagnosis/cases.ts';
import { gatewayId, idOf, kindsOf, look, many, opened, recovered, toldAlone } from './cases.ts';

describe('incidents that open together', () => {
  it('are told one by one as long as they are few', () => {
    expect(look([], many(5), 0).storms).toEqual([]);
  });

  it('are gathered by their customer gateway if they are more', () => {
    const { storms, incidents } = look([], many(6), 0);
    expect(storms).toMatchObject([{ customerGatewayId: gatewayId, customerGateway: gateway, revision: 1 }]);
    expect(new Set(incidents.map(({ gatheredIn }) => gatheredIn))).toEqual(new Set([storms[0]?.stormId]));
  });

  it('are gathered by region if too few share a gateway', () => {
    const mixed = many(6).map((each, index) => ({ ...each, customerGatewayId: `cgw-${index % 2}` }));
    const { storms, incidents } = look([], mixed, 0);
    expect(storms).toMatchObject([{ customerGatewayId: undefined }]);
    expect(incidents.every(({ gatheredIn }) => gatheredIn === storms[0]?.stormId)).toBe(true);
  });

  it('of one gateway leave the others of the region to be counted for themselves', () => {
    const others = [6, 7, 8].map((number) => opened(number, 0, { customerGatewayId: 'cgw-other' }));
    const { storms, incidents } = look([], [...many(6), ...others], 0);
    expect(storms).toHaveLength(1);
    expect(incidents.filter(({ gatheredIn }) => gatheredIn === undefined)).toHaveLength(3);
  });

  it('are gathered for each channel by itself', () => {
    const own = [6, 7].map((number) => opened(number, 0, { channel: '#berlin' }));
    const { storms, incidents } = look([], [...many(6), ...own], 0);
    expect(storms).toMatchObject([{ channel: undefined, picture: { counts: { total: 6 } } }]);
    expect(incidents.filter(({ gatheredIn }) => gatheredIn === undefined)).toHaveLength(2);
  });

  it('count for two minutes', () => {
    const slow = many(6).map((each, index) => ({ ...each, openedAt: at(index), ...toldAlone }));
    expect(look([], slow, 5).storms).toEqual([]);
  });

  it('keep the message that they have, and are listed all the same', () => {
    const { storms, incidents } = look([], [...many(5, 0, toldAlone), opened(5, 1)], 1);
    expect(storms[0]?.picture.counts.total).toBe(6);
    expect(incidents.filter(({ gatheredIn }) => gatheredIn !== undefined)).toHaveLength(1);
  });

  it('are overlooked until somebody has seen that they last', () => {
    expect(look([], many(9, 0, { phase: 'suspected', openedAt: undefined }), 0).storms).toEqual([]);
  });
});

describe('a storm', () => {
  const first = look([], many(6), 0);

  it('gathers what opens later', () => {
    const next = look(first.storms, [...first.incidents, opened(6, 8)], 8);
    expect(next.incidents.at(-1)?.gatheredIn).toBe(first.storms[0]?.stormId);
    expect(next.storms).toMatchObject([{ picture: { counts: { total: 7 } }, revision: 2 }]);
  });

  it('is calm after ten minutes without another one: then each is told by itself again', () => {
    const calm = look(first.storms, [...first.incidents, opened(6, 10)], 10);
    expect(calm.incidents.at(-1)?.gatheredIn).toBeUndefined();
    expect(kindsOf(calm.storms[0])).toEqual(['opened', 'calm']);
  });

  it('is calm an hour after it opened, however often another one falls', () => {
    let { storms, incidents } = first;
    for (let minute = 1; minute <= 60; minute += 1) {
      ({ storms, incidents } = look(storms, [...incidents, opened(minute + 10, minute)], minute));
    }
    expect(incidents.at(-1)?.gatheredIn).toBeUndefined();
    expect(incidents.at(-2)?.gatheredIn).toBe(storms[0]?.stormId);
  });

  it('tells aloud when it has doubled, and what has joined since after five minutes', () => {
    const doubled = look(first.storms, [...first.incidents, ...many(12, 1).slice(6)], 1);
    expect(kindsOf(doubled.storms[0])).toEqual(['opened', 'grew']);
    const one = look(doubled.storms, [...doubled.incidents, opened(20, 2)], 2);
    expect(kindsOf(one.storms[0])).toEqual(['opened', 'grew']);
    expect(kindsOf(look(one.storms, one.incidents, 6).storms[0])).toEqual(['opened', 'grew', 'grew']);
  });

  it('says how many are out, down to one tunnel, settling, and recovered', () => {
    const [a, b, c, d, ...rest] = first.incidents;
    const states = [
      { ...a, health: 'degraded' },
      { ...b, health: 'healthy' },
      recovered(c as never, 3),
      d,
      ...rest,
    ] as typeof first.incidents;
    const { storms } = look(first.storms, states, 3);
    expect(storms[0]?.picture.counts).toEqual({ total: 6, outage: 3, degraded: 1, settling: 1 });
  });

  it('tells aloud that another one has lost its last tunnel', () => {
    const degraded = first.incidents.map((each) => ({ ...each, health: 'degraded' as const }));
    const better = look(first.storms, degraded, 1);
    const [one, ...rest] = better.incidents;
    const worse = look(better.storms, [{ ...one, health: 'outage' } as never, ...rest], 2);
    expect(kindsOf(worse.storms[0])).toEqual(['opened', 'worsened']);
  });

  it('reminds of what is still broken', () => {
    const calm = look(first.storms, first.incidents, 20);
    const later = look(calm.storms, calm.incidents, 240);
    expect(kindsOf(later.storms[0])).toEqual(['opened', 'calm', 'reminder']);
    expect(kindsOf(look(later.storms, later.incidents, 300).storms[0])).toHaveLength(3);
  });

  it('closes with its last incident, and gathers no more', () => {
    const over = look(
      first.storms,
      first.incidents.map((each) => recovered(each, 5)),
      5,
    );
    expect(over.storms).toMatchObject([{ closedAt: at(5), picture: { counts: { total: 6, outage: 0 } } }]);
    expect(kindsOf(over.storms[0])).toEqual(['opened', 'closed']);
    const next = look(over.storms, [...over.incidents, opened(9, 6)], 6);
    expect(next.incidents.at(-1)?.gatheredIn).toBeUndefined();
  });

  it('opens again, aloud, for one that a late look has still gathered', () => {
    const over = look(
      first.storms,
      first.incidents.map((each) => recovered(each, 5)),
      5,
    );
    const late = opened(9, 5, { gatheredIn: over.storms[0]?.stormId ?? '' });
    const again = look(over.storms, [...over.incidents, late], 6);
    expect(again.storms).toMatchObject([{ closedAt: undefined, picture: { counts: { outage: 1 } } }]);
    expect(kindsOf(again.storms[0])).toEqual(['opened', 'closed', 'worsened']);
  });

  it('takes an incident whose connection has fallen anew since as recovered', () => {
    const [, ...rest] = first.incidents;
    const anew = look(first.storms, [opened(0, 30), ...rest], 30);
    expect(anew.storms[0]?.picture.counts).toMatchObject({ total: 6, outage: 5 });
  });

  it('is forgotten a day after it is over', () => {
    const over = look(
      first.storms,
      first.incidents.map((each) => recovered(each, 5)),
      5,
    );
    expect(look(over.storms, over.incidents, 5 + 24 * 60 - 1).storms).toHaveLength(1);
    expect(look(over.storms, over.incidents, 5 + 24 * 60).storms).toEqual([]);
    const untold = over.storms.map((storm) => ({ ...storm, announcedRevision: 0 }));
    expect(look(untold, over.incidents, 5 + 24 * 60).storms).toHaveLength(1);
  });

  it('is the same as long as nothing changes', () => {
    expect(look(first.storms, first.incidents, 1).storms).toEqual(first.storms);
  });

  it('takes precedence over the region for what falls at its gateway', () => {
    const elsewhere = Array.from({ length: 6 }, (_, index) =>
      opened(20 + index, 1, { customerGatewayId: `cgw-${index}` }),
    );
    const both = look(first.storms, [...first.incidents, ...elsewhere, opened(6, 1)], 1);
    expect(both.storms.map(({ customerGatewayId }) => customerGatewayId)).toEqual([gatewayId, undefined]);
    expect(both.incidents.at(-1)?.gatheredIn).toBe(first.storms[0]?.stormId);
    expect(both.incidents.at(-2)?.gatheredIn).toBe(both.storms[1]?.stormId);
  });
});

describe('the picture of a storm', () => {
  it('lists the gravest first, and not all of very many', () => {
    const members = many(100).map((each, index) => ({
      ...each,
      health: index === 99 ? ('outage' as const) : ('degraded' as const),
    }));
    const [storm] = look([], members, 0).storms;
    expect(storm?.picture.gravest).toHaveLength(mostMembersShown);
    expect(storm?.picture.gravest[0]).toMatchObject({ connectionId: idOf(99), name: 'site-99' });
  });

  it('says of one gateway that the device or its line is the cause, unless most have another', () => {
    expect(look([], many(6), 0).storms[0]?.picture.cause).toMatchObject({
      cause: { name: 'gateway-wide', evidence: '6' },
      count: 6,
    });
    const key = cause({ name: 'pre-shared-key' });
    const explained = many(6).map((each) => ({ ...each, causes: [key] }));
    expect(look([], explained, 0).storms[0]?.picture.cause).toMatchObject({ cause: key, count: 6 });
  });

  it('counts why restarts are withheld, and what has come of those that were made', () => {
    const members = many(6).map((each, index) => ({
      ...each,
      withheld: {
        reason: index === 0 ? ('cooldown' as const) : ('gateway-wide' as const),
        outsideIp: '203.0.113.1',
        at: at(0),
        until: undefined,
      },
    }));
    expect(look([], members, 0).storms[0]?.picture.withheld).toEqual([
      { reason: 'gateway-wide', count: 5 },
      { reason: 'cooldown', count: 1 },
    ]);
  });
});

it('the number that makes a storm is policy', () => {
  const policy = { ...defaultPolicy, storm: { ...defaultPolicy.storm, incidents: 2 } };
  expect(look([], many(3), 0, policy).storms).toHaveLength(1);
});
