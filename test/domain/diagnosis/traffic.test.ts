import { describe, expect, it } from 'vitest';
import type { TrafficPoint } from '../../../shared/domain/diagnosis/evidence.ts';
import {
  bytesInWords,
  bytesPerMinute,
  lastTraffic,
  periodMsOf,
  takeoverOf,
} from '../../../shared/domain/diagnosis/traffic.ts';
import { minutesMs } from '../../../shared/domain/time.ts';
import { at } from '../builders.ts';
import { points } from './cases.ts';

/** What AWS's own checks leave on a tunnel that is down. */
const chatter = 200;
const busy = 600_000;

const everyFiveMinutes = (all: readonly TrafficPoint[]): readonly TrafficPoint[] =>
  all.filter((point) => (point.at - at(0)) % minutesMs(5) === 0);

describe('what a tunnel carried at last', () => {
  it.each([
    [
      'traffic to the end',
      [points(-60, 0, busy), points(0, 9, chatter)],
      { until: at(0), bytesPerMinute: 1_200_000 },
    ],
    [
      'traffic that ended before the fall',
      [points(-60, -20, busy), points(-20, 5, chatter)],
      { until: at(-20), bytesPerMinute: 1_200_000 },
    ],
    ['chatter alone for three hours', [points(-180, 5, chatter)], { noneForHours: 3 }],
    ['chatter alone for an hour', [points(-60, 5, chatter)], { noneForHours: 1 }],
    ['just too little to be traffic', [points(-60, 5, 500)], { noneForHours: 1 }],
    ['chatter for less than an hour', [points(-59, 5, chatter)], undefined],
    ['traffic after the fall only', [points(0, 20, busy)], undefined],
    ['nothing', [], undefined],
    [
      'a value every five minutes',
      [everyFiveMinutes(points(-60, 0, busy))],
      { until: at(0), bytesPerMinute: 240_000 },
    ],
  ])('%s', (_name, parts, expected) => {
    expect(lastTraffic(parts.flat(), at(0))).toEqual(expected);
  });

  it('is that of the fall asked about, in the middle of a minute', () => {
    expect(lastTraffic(points(-60, 10, busy), at(5) + 30_000)).toMatchObject({ until: at(5) + 30_000 });
  });
});

describe('the other tunnel', () => {
  const before = points(-30, 0, busy);
  it.each([
    ['carries it all', before, [points(-30, 0, chatter), points(0, 16, busy)], 'took-over'],
    ['carries what both did', before, [points(-30, 0, busy), points(0, 16, 2 * busy)], 'took-over'],
    ['carries a third of what both did', before, [points(-30, 16, busy / 2)], 'partly'],
    ['carries nothing but chatter', before, [points(-30, 16, chatter)], 'no-traffic'],
    ['carries just half of what both did', points(-30, 0, busy), [points(-30, 16, busy)], 'took-over'],
    ['carries just too little to be traffic', before, [points(-30, 16, 500)], 'no-traffic'],
    ['had just too little to take over', points(-30, 0, 500), [points(-30, 16, busy)], undefined],
    ['has no metrics of the fallen one', [], [points(-30, 16, busy)], undefined],
    ['is known for three minutes', before, [points(-30, 0, chatter), points(1, 4, busy)], 'took-over'],
    ['is known for two minutes', before, [points(-30, 0, chatter), points(1, 3, busy)], undefined],
    [
      'is known for two minutes in time',
      before,
      [points(-30, 0, chatter), points(14, 16, busy), points(16, 30, busy)],
      undefined,
    ],
    ['had nothing to take over', points(-30, 0, chatter), [points(-30, 16, busy)], undefined],
    ['is not known yet', before, [points(-30, 3, busy)], undefined],
    ['has no metrics', before, [], undefined],
  ])('%s', (_name, fallen, peer, expected) => {
    expect(takeoverOf(fallen, peer.flat(), at(0))?.takeover).toBe(expected);
  });
});

describe('bytes a minute', () => {
  const at1 = (minute: number, inBytes: number | undefined, outBytes: number | undefined) => ({
    at: at(minute),
    state: 1,
    inBytes,
    outBytes,
  });
  it.each<readonly [string, readonly TrafficPoint[], number | undefined]>([
    ['nothing', [], undefined],
    ['what is not measured', [at1(0, undefined, undefined), at1(1, undefined, undefined)], undefined],
    ['one direction each', [at1(0, 100, undefined), at1(1, undefined, 50)], 75],
    ['what is measured', [at1(0, undefined, undefined), at1(1, 100, 0), at1(2, 0, 50)], 75],
    ['the beginning and not the end', [at1(-1, 9, 9), at1(0, 10, 10), at1(3, 7, 7)], 20],
  ])('of %s', (_, all, expected) => {
    expect(bytesPerMinute(all, at(0), at(3))).toBe(expected);
  });
});

describe('the distance between values', () => {
  it('is that of the closest, between one minute and five', () => {
    expect(periodMsOf(points(0, 3, 1))).toBe(minutesMs(1));
    expect(periodMsOf(everyFiveMinutes(points(0, 30, 1)))).toBe(minutesMs(5));
    expect(periodMsOf([])).toBe(minutesMs(5));
  });
});

describe('bytes in words', () => {
  it.each([
    [0, '0 B'],
    [999, '1 kB'],
    [1_234, '1.2 kB'],
    [345_678, '350 kB'],
    [999_999, '1 MB'],
    [12_345_678, '12 MB'],
    [1_500_000_000, '1.5 GB'],
    [2e15, '2000 TB'],
  ])('%d', (bytes, words) => {
    expect(bytesInWords(bytes)).toBe(words);
  });
});
