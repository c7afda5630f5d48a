import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesMs } from '../../../shared/domain/time.ts';
import { logWindows } from '../../../shared/intake/evidence/log-windows.ts';
import { at } from '../../domain/builders.ts';

const inMinutes = (falls: readonly number[], now: number) =>
  logWindows(falls.map(at), at(now)).map(({ from, to }) => [
    (from - at(0)) / minutesMs(1),
    (to - at(0)) / minutesMs(1),
  ]);

describe('the times that logs are read of', () => {
  it.each([
    ['a fall just now', [0], 0, [[-15, 0]]],
    ['a fall ten minutes ago', [0], 10, [[-15, 10]]],
    ['a fall half an hour ago, whose time just meets the latest', [0], 30, [[-15, 30]]],
    [
      'an older fall',
      [0],
      31,
      [
        [-15, 15],
        [16, 31],
      ],
    ],
    [
      'two falls that belong together',
      [0, 5],
      60,
      [
        [-15, 20],
        [45, 60],
      ],
    ],
    [
      'two falls far apart, the later named first',
      [100, 0],
      200,
      [
        [-15, 15],
        [85, 115],
        [185, 200],
      ],
    ],
    ['no fall', [], 10, [[-5, 10]]],
  ] as const)('%s', (_name, falls, now, windows) => {
    expect(inMinutes(falls, now)).toEqual(windows);
  });

  it('cover a quarter of an hour around each fall up to now, in order and without overlap', () => {
    const fall = fc.integer({ min: -5_000, max: 0 });
    fc.assert(
      fc.property(fc.array(fall, { maxLength: 5 }), fc.integer({ min: -15, max: 15 }), (falls, distance) => {
        const windows = logWindows(falls.map(at), at(0));
        for (const each of falls) {
          const moment = Math.min(at(each + distance), at(0));
          expect(windows.filter(({ from, to }) => from <= moment && moment <= to)).toHaveLength(1);
        }
        for (const [index, { from }] of windows.entries()) {
          expect(from).toBeGreaterThan(windows[index - 1]?.to ?? Number.NEGATIVE_INFINITY);
        }
        expect(windows.at(-1)?.to).toBe(at(0));
      }),
    );
  });
});
