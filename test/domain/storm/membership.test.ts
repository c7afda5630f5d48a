import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../shared/domain/incident.ts';
import { expiryOf, forgottenAt } from '../../../shared/domain/storm/forget.ts';
import { gatherInto, isUntold, stormOf, stormToJoin } from '../../../shared/domain/storm/membership.ts';
import { isGathering, type Storm } from '../../../shared/domain/storm/storm.ts';
import { daysMs, secondsMs } from '../../../shared/domain/time.ts';
import { at } from '../builders.ts';
import { look, many, opened, recovered, region, toldAlone } from './cases.ts';

/** Opened at minute 5, about what has opened since minute 3, and gathers until minute 15. */
const storm: Storm = { ...(look([], many(6, 5), 5).storms as readonly [Storm])[0], from: at(3) };
const ofRegion: Storm = { ...storm, stormId: 'storm/of/region', customerGatewayId: undefined };

describe('an incident joins a storm', () => {
  it.each<[string, number, Partial<Incident>, number, boolean]>([
    ['that still gathers', 9, {}, 9, true],
    ['that began at the moment it opened', 3, {}, 9, true],
    ['not one that began later', 2.9, {}, 9, false],
    ['in its last moment', 14.9, {}, 14.9, true],
    ['not when it gathers no more', 14.9, {}, 15, false],
    ['not if it opens when it gathers no more', 15, {}, 14.9, false],
    ['not if it is told', 9, toldAlone, 9, false],
    ['not if it is gathered already', 9, { gatheredIn: 'another' }, 9, false],
    ['not if it is only suspected', 9, { phase: 'suspected' }, 9, false],
    ['not of another channel', 9, { channel: '#berlin' }, 9, false],
    ['not of another gateway', 9, { customerGatewayId: 'cgw-other' }, 9, false],
  ])('%s', (_name, minute, change, nowMinute, joins) => {
    const found = stormToJoin([storm], opened(9, minute, change), at(nowMinute));
    expect(found).toBe(joins ? storm : undefined);
  });

  it('of its gateway before that of the region, whichever came first', () => {
    expect(stormToJoin([ofRegion, storm], opened(9, 9), at(9))).toBe(storm);
    expect(stormToJoin([storm, ofRegion], opened(9, 9), at(9))).toBe(storm);
    const elsewhere = opened(9, 9, { customerGatewayId: 'cgw-other' });
    expect(stormToJoin([storm, ofRegion], elsewhere, at(9))).toBe(ofRegion);
  });

  it('and then says so', () => {
    expect(gatherInto(opened(9, 9), storm)).toEqual({ ...opened(9, 9), gatheredIn: storm.stormId });
  });

  it('only as long as it is open and nobody has been told', () => {
    expect(isUntold(opened(9))).toBe(true);
    expect(isUntold(opened(9, 0, toldAlone))).toBe(false);
    expect(isUntold(recovered(opened(9), 3))).toBe(false);
  });
});

describe('a storm shows an incident', () => {
  it.each<[string, number, Partial<Incident>, boolean]>([
    ['that it has gathered, whenever it opened', 60, { gatheredIn: storm.stormId }, true],
    ['not one that another has gathered', 5, { gatheredIn: 'another' }, false],
    ['that has a message of its own, from its beginning', 3, toldAlone, true],
    ['not one that opened before it', 2.9, toldAlone, false],
    ['that was told until a minute after it opened', 6, toldAlone, true],
    ['not one that was told later', 6.1, toldAlone, false],
    ['not one of another channel', 5, { channel: '#berlin' }, false],
    ['not one of another gateway', 5, { customerGatewayId: 'cgw-other' }, false],
    ['not one that never opened', 5, { openedAt: undefined, gatheredIn: storm.stormId }, false],
  ])('%s', (_name, minute, change, shows) => {
    expect(stormOf([storm], opened(9, minute, change))).toBe(shows ? storm : undefined);
  });

  it('the first that opened around it; of two at once that with the lower id', () => {
    const one = opened(9, 5, toldAlone);
    const later = { ...storm, stormId: 'a', openedAt: at(6) };
    expect(stormOf([later, storm], one)).toBe(storm);
    expect(stormOf([storm, later], one)).toBe(storm);
    const [low, high] = [
      { ...storm, stormId: 'a' },
      { ...storm, stormId: 'b' },
    ];
    expect(stormOf([low, high], one)).toBe(low);
    expect(stormOf([high, low], one)).toBe(low);
  });

  it('and gathers until its time is over, or itself', () => {
    expect(isGathering(storm, storm.gathersUntil - 1)).toBe(true);
    expect(isGathering(storm, storm.gathersUntil)).toBe(false);
    expect(isGathering({ ...storm, closedAt: at(6) }, at(6))).toBe(false);
  });
});

describe('a storm is forgotten', () => {
  const over: Storm = { ...storm, closedAt: at(20), revision: 3, announcedRevision: 3 };
  const untold: Storm = { ...over, revision: 4 };

  it('a day after it is over, if that was told', () => {
    expect(forgottenAt(over)).toBe(at(20) + daysMs(1));
    expect(forgottenAt(storm)).toBe(Number.POSITIVE_INFINITY);
    expect(forgottenAt(untold)).toBe(Number.POSITIVE_INFINITY);
  });

  it('with the whole record, when the last one is', () => {
    const expiry = (...storms: readonly Storm[]) => expiryOf({ region, version: 1, storms });
    const later = { ...over, closedAt: at(20) + secondsMs(5) };
    expect(expiry(over, later, over)).toBe(at(20) + secondsMs(5) + daysMs(1));
    expect(expiry(over, storm)).toBeUndefined();
    expect(expiry(over, untold)).toBeUndefined();
  });
});
