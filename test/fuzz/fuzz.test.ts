import { describe, expect, it } from 'vitest';
import { eventOf, fuzz } from '../../fuzz/run.ts';
import type { Target } from '../../fuzz/target.ts';
import { targets } from '../../fuzz/targets.ts';

const events = 1_500;

/** Another one in each run, so that a year of runs tries other events than one run does. */
const freshSeed = Math.trunc(Date.now() / 1_000) % 1_000_000_000;

describe.each(targets)('$name', (target) => {
  it.each([1, freshSeed])(`takes ${events} events that are partly wrong, from seed %i`, async (seed) => {
    const { findings, decisions } = await fuzz(target, seed, events);
    expect(findings).toEqual([]);
    expect(decisions.size).toBeGreaterThan(0);
  });

  it('gets the same event for the same seed and index', () => {
    expect(eventOf(target, 7, 11)).toEqual(eventOf(target, 7, 11));
    expect(eventOf(target, 7, 11)).not.toEqual(eventOf(target, 7, 12));
  });
});

describe('a finding', () => {
  const opening = (handle: (event: unknown) => Promise<unknown>): Target => ({
    name: 'broken',
    samples: [{ task: 'look' }],
    open: () => ({ handle, log: [] }),
  });

  it('is made where a function throws', async () => {
    const broken = opening(async () => {
      throw new Error('broken');
    });
    const { findings } = await fuzz(broken, 1, 100);
    expect(findings[0]).toMatchObject({ index: 0, what: expect.stringContaining('broken') });
  });

  it('is made where a function ends without a reason', async () => {
    const { findings } = await fuzz(
      opening(async () => undefined),
      1,
      100,
    );
    expect(findings[0]?.what).toMatch(/without a decision/);
  });
});
