import { describe, expect, it } from 'vitest';
import { kilobytes, median, pairwiseRatio, table, tally, times } from '../../bench/figures.ts';

describe('the figures of the benchmarks', () => {
  it('are medians, whatever the order', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2);
    expect(() => median([])).toThrow('no median');
  });

  it('are ratios pair by pair, so that one slow pair does not count', () => {
    expect(pairwiseRatio([2, 4, 90], [1, 2, 45])).toBe(2);
    expect(pairwiseRatio([2, 4, 9], [1, 1, 1])).toBe(4);
  });

  it('count names, sorted by name', () => {
    expect(tally(['ec2 B', 'db Q', 'ec2 B'])).toBe('1 db Q, 2 ec2 B');
    expect(tally([])).toBe('');
  });

  it('are printed as a table', () => {
    expect(table(['a', 'b'], [['x', 1]])).toBe('| a | b |\n| --- | --- |\n| x | 1 |');
    expect([times(2.04), kilobytes(294_500)]).toEqual(['2.0 ×', '295 kB']);
  });
});
