import { describe, expect, it } from 'vitest';
import type { Health } from '../../../shared/domain/health.ts';
import type { Cause, Incident } from '../../../shared/domain/incident.ts';
import type { WithholdReason } from '../../../shared/domain/restart/withhold-reason.ts';
import { mostMembersShown, pictureOf } from '../../../shared/domain/storm/picture.ts';
import type { Storm } from '../../../shared/domain/storm/storm.ts';
import { at, firstIp } from '../builders.ts';
import { cause } from '../diagnosis/cases.ts';
import { attempt } from '../restart/cases.ts';
import { idOf, look, many, opened, recovered } from './cases.ts';

const [ofGateway] = look([], many(6), 0).storms as readonly [Storm];
const ofRegion: Storm = { ...ofGateway, customerGatewayId: undefined };

const withCauses = (...causes: readonly Cause['name'][]): readonly Incident[] =>
  causes.map((name, index) => opened(index, 0, { causes: [cause({ name })] }));

const withheldFor = (...reasons: readonly WithholdReason[]): readonly Incident[] =>
  reasons.map((reason, index) =>
    opened(index, 0, { withheld: { reason, outsideIp: firstIp, at: at(0), until: undefined } }),
  );

describe('the picture of a storm', () => {
  it('shows who is open, the gravest first, then the longest, then by id', () => {
    const member = (number: number, health: Health, minute: number): Incident =>
      opened(number, 0, { health, healthSince: at(minute) });
    const members = [
      member(1, 'healthy', 0),
      member(2, 'degraded', 3),
      member(4, 'outage', 5),
      member(3, 'outage', 5),
      member(5, 'outage', 4),
      member(6, 'degraded', 2),
      recovered(member(7, 'outage', 0), 6),
    ];
    const { gravest, counts } = pictureOf(ofGateway, members);
    expect(gravest).toEqual([
      { connectionId: idOf(5), name: 'site-5', health: 'outage', healthSince: at(4) },
      { connectionId: idOf(3), name: 'site-3', health: 'outage', healthSince: at(5) },
      { connectionId: idOf(4), name: 'site-4', health: 'outage', healthSince: at(5) },
      { connectionId: idOf(6), name: 'site-6', health: 'degraded', healthSince: at(2) },
      { connectionId: idOf(2), name: 'site-2', health: 'degraded', healthSince: at(3) },
      { connectionId: idOf(1), name: 'site-1', health: 'healthy', healthSince: at(0) },
    ]);
    expect(counts).toEqual({ total: 7, outage: 3, degraded: 2, settling: 1 });
    expect(pictureOf(ofGateway, members.toReversed()).gravest).toEqual(gravest);
  });

  it('shows no more than fit', () => {
    expect(pictureOf(ofGateway, many(mostMembersShown + 1)).gravest).toHaveLength(mostMembersShown);
  });

  it('spans all openings that it has seen', () => {
    const before = {
      ...ofGateway,
      picture: { ...ofGateway.picture, firstOpenedAt: at(2), lastOpenedAt: at(7) },
    };
    const spanOf = (...minutes: readonly number[]) => {
      const picture = pictureOf(
        before,
        minutes.map((minute, index) => opened(index, minute)),
      );
      return [picture.firstOpenedAt, picture.lastOpenedAt];
    };
    expect(spanOf(3, 5)).toEqual([at(2), at(7)]);
    expect(spanOf(1, 9, 4)).toEqual([at(1), at(9)]);
    expect(spanOf()).toEqual([at(2), at(7)]);
    const unopened = pictureOf(before, [opened(1, 3, { openedAt: undefined })]);
    expect([unopened.firstOpenedAt, unopened.lastOpenedAt]).toEqual([at(2), at(7)]);
  });

  it('keeps the last cause when all have recovered', () => {
    const known = { cause: cause({ name: 'dead-peer' }), count: 4 };
    const before = { ...ofGateway, picture: { ...ofGateway.picture, cause: known } };
    expect(
      pictureOf(
        before,
        many(6).map((each) => recovered(each, 5)),
      ).cause,
    ).toEqual(known);
    expect(pictureOf(ofRegion, many(2)).cause).toBeUndefined();
  });

  it.each([
    ['the commonest', ['dead-peer', 'pre-shared-key', 'dead-peer'], 'dead-peer', 2],
    [
      'that which explains more, of two that are as common',
      ['dead-peer', 'pre-shared-key'],
      'pre-shared-key',
      1,
    ],
    ['that which explains more, in any order', ['pre-shared-key', 'dead-peer'], 'pre-shared-key', 1],
  ] as const)('says as the cause %s', (_name, names, expected, count) => {
    for (const storm of [ofGateway, ofRegion]) {
      expect(pictureOf(storm, withCauses(...names)).cause).toMatchObject({
        cause: { name: expected },
        count,
      });
    }
  });

  it('says of one gateway that it is the cause of all, and of a region of how many', () => {
    const members = [...withCauses('gateway-wide', 'gateway-wide'), opened(9)];
    expect(pictureOf(ofGateway, members).cause).toEqual({
      cause: { name: 'gateway-wide', at: ofGateway.openedAt, evidence: '6' },
      count: 3,
    });
    expect(pictureOf(ofRegion, members).cause).toEqual({ cause: cause({ name: 'gateway-wide' }), count: 2 });
  });

  it('counts refusals of restarts, the most frequent first, then by their word', () => {
    const members = withheldFor('tunnel-unused', 'cooldown', 'flapping', 'cooldown', 'auto-restart-off');
    expect(pictureOf(ofGateway, [...members, opened(9)]).withheld).toEqual([
      { reason: 'cooldown', count: 2 },
      { reason: 'auto-restart-off', count: 1 },
      { reason: 'flapping', count: 1 },
      { reason: 'tunnel-unused', count: 1 },
    ]);
    const sorted = withheldFor('auto-restart-off', 'cooldown', 'cooldown', 'flapping', 'tunnel-unused');
    expect(pictureOf(ofGateway, sorted).withheld).toEqual(pictureOf(ofGateway, members).withheld);
    expect(
      pictureOf(
        ofGateway,
        members.map((each) => recovered(each, 1)),
      ).withheld,
    ).toEqual([]);
  });

  it('counts what has come of the restarts of these incidents, which AWS was not too busy for', () => {
    const one = opened(1);
    const own = { incidentId: one.incidentId };
    const restarts = [
      attempt({ ...own, result: 'pending' }),
      attempt({ ...own, result: 'recovered' }),
      attempt({ ...own, result: 'recovered' }),
      attempt({ ...own, result: 'failed' }),
      attempt({ ...own, result: 'failed', call: 'busy' }),
      attempt({ result: 'failed', incidentId: 'an earlier one' }),
    ];
    const other = opened(2);
    const failed = [attempt({ incidentId: other.incidentId }), attempt({ incidentId: other.incidentId })];
    expect(
      pictureOf(ofGateway, [{ ...one, restarts }, recovered({ ...other, restarts: failed }, 3)]).restarts,
    ).toEqual({ pending: 1, recovered: 2, failed: 3 });
  });
});
