import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blindReasonOf } from '../../../shared/domain/reach/blind-reason.ts';
import { planReach, type Sight } from '../../../shared/domain/reach/plan-reach.ts';
import {
  isReachUnannounced,
  markReachAnnounced,
  type RegionReach,
  reachExpiry,
} from '../../../shared/domain/reach/reach.ts';
import { daysMs, hoursMs, minutesMs } from '../../../shared/domain/time.ts';
import { start } from '../builders.ts';

const region = 'us-west-2';
const seen: Sight = { region, seen: true };
const denied: Sight = { region, seen: false, reason: 'denied', code: 'UnauthorizedOperation' };
const silent: Sight = { region, seen: false, reason: 'no-answer', code: '' };
const remindEveryMs = hoursMs(4);

/** One look a minute; people are told at once. */
const play = (sights: readonly Sight[], everyMs = minutesMs(1)) => {
  const reasons: string[] = [];
  let reach: RegionReach | undefined;
  let writes = 0;
  for (const [index, sight] of sights.entries()) {
    const plan = planReach(reach, sight, remindEveryMs, start + index * everyMs);
    reasons.push(plan.reason);
    if (!('reach' in plan)) continue;
    expect(plan.reach.version).toBe((reach?.version ?? 0) + 1);
    writes += 1;
    reach = isReachUnannounced(plan.reach) ? markReachAnnounced(plan.reach) : plan.reach;
  }
  return { reasons, reach, writes };
};

describe('a region that cannot be looked at', () => {
  it('is told after the third look in vain, and that it is back', () => {
    expect(play([seen, denied, denied, denied, denied, denied, seen, seen]).reasons).toEqual([
      'always-seen',
      'counted',
      'counted',
      'told-blind',
      'still-blind',
      'still-blind',
      'told-back',
      'always-seen',
    ]);
  });

  it('is not told where a look in between succeeds: the count begins anew', () => {
    expect(play([denied, denied, seen, denied, denied, seen]).reasons).toEqual([
      'counted',
      'counted',
      'recovered-unnoticed',
      'counted',
      'counted',
      'recovered-unnoticed',
    ]);
  });

  it('is told again as often as an outage, with what is the matter by then', () => {
    const sights = [denied, denied, denied, denied, denied, denied, silent, silent];
    const { reasons, reach } = play(sights, hoursMs(1));
    expect(reasons.slice(2)).toEqual([
      'told-blind',
      'still-blind',
      'still-blind',
      'still-blind',
      'reminder',
      'still-blind',
    ]);
    expect(reach).toMatchObject({ reason: 'no-answer', since: start, failures: 3, revision: 2 });
  });

  it('is another case when it comes again', () => {
    const { reach } = play([denied, denied, denied, seen, silent, silent, silent]);
    expect(reach).toMatchObject({ reason: 'no-answer', since: start + minutesMs(4), revision: 1 });
  });
});

it('what is remembered of it is exactly this', () => {
  const counted = {
    region,
    version: 1,
    failures: 1,
    since: start,
    reason: 'denied',
    code: 'UnauthorizedOperation',
    backAt: undefined,
    revision: 0,
    announcedRevision: 0,
    revisedAt: start,
  };
  expect(play([denied]).reach).toEqual(counted);
  expect(play([denied, silent]).reach).toEqual({
    ...counted,
    version: 2,
    failures: 2,
    reason: 'no-answer',
    code: '',
  });
  const told = { ...counted, version: 4, failures: 3, revision: 1, announcedRevision: 1 };
  expect(play([denied, denied, denied]).reach).toEqual({ ...told, revisedAt: start + minutesMs(2) });
  expect(play([denied, denied, denied, seen]).reach).toEqual({
    ...told,
    version: 6,
    revision: 2,
    announcedRevision: 2,
    revisedAt: start + minutesMs(3),
    backAt: start + minutesMs(3),
  });
});

it('is kept while it is blind, for a day where it was told, and no longer where it was not', () => {
  const expiryAfter = (...sights: readonly Sight[]) => {
    const { reach } = play(sights);
    return reach && reachExpiry(reach);
  };
  expect(expiryAfter(denied)).toBeUndefined();
  expect(expiryAfter(denied, denied, denied)).toBeUndefined();
  expect(expiryAfter(denied, seen)).toBe(start + minutesMs(1));
  expect(expiryAfter(denied, denied, denied, seen)).toBe(start + minutesMs(3) + daysMs(1));
});

it('of a region that is well nothing is ever written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), (looks) => {
      expect(play(Array.from({ length: looks }, () => seen)).writes).toBe(0);
    }),
  );
});

it('who has been told that it is blind is told that it is back, and nobody else is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(seen, denied, silent), { maxLength: 60 }), (sights) => {
      const told = play([...sights, seen]).reasons.filter((reason) => reason.startsWith('told-'));
      expect(told.length % 2).toBe(0);
      for (const [index, reason] of told.entries()) {
        expect(reason).toBe(index % 2 === 0 ? 'told-blind' : 'told-back');
      }
    }),
  );
});

it('three looks in vain in a row are told, always', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(seen, denied), { maxLength: 40 }), (sights) => {
      const { reach } = play([...sights, denied, denied, denied]);
      expect(reach?.backAt).toBeUndefined();
      expect(reach?.announcedRevision).toBeGreaterThan(0);
    }),
  );
});

describe('why a region cannot be looked at', () => {
  it.each([
    ['OptInRequired', 'failed', 'region-disabled'],
    ['AuthFailure', 'denied', 'region-disabled'],
    ['UnrecognizedClientException', 'failed', 'region-disabled'],
    ['InvalidClientTokenId', 'denied', 'region-disabled'],
    ['NoAuthFailure', 'denied', 'denied'],
    ['UnauthorizedOperation', 'denied', 'denied'],
    ['AccessDenied', 'denied', 'denied'],
    ['RequestLimitExceeded', 'throttled', 'throttled'],
    ['ENOTFOUND', 'failed', 'region-unknown'],
    ['ETIMEDOUT', 'timed-out', 'no-answer'],
    ['', 'timed-out', 'no-answer'],
    ['InternalError', 'failed', 'failed'],
    ['', 'failed', 'failed'],
  ] as const)('%s (%s): %s', (code, why, expected) => {
    expect(blindReasonOf({ code, why })).toBe(expected);
  });
});
