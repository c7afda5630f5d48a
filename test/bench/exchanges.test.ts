import { describe, expect, it } from 'vitest';
import { type Exchange, idleMs, longestRow } from '../../bench/exchanges.ts';

const exchange = (startMs: number, endMs: number): Exchange => ({ name: 'a', startMs, endMs });

describe('exchanges', () => {
  it('wait for one another only if one begins after the other has ended', () => {
    expect(longestRow([])).toBe(0);
    expect(longestRow([exchange(0, 2), exchange(1, 3)])).toBe(1);
    expect(longestRow([exchange(0, 2), exchange(1, 3), exchange(3, 4), exchange(4, 5)])).toBe(3);
  });

  it('leave time in which none is open', () => {
    expect(idleMs([])).toBe(0);
    expect(idleMs([exchange(0, 4)])).toBe(0);
    expect(idleMs([exchange(1, 4), exchange(0, 2), exchange(6, 8)])).toBe(2);
  });
});
