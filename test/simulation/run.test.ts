import { describe, expect, it } from 'vitest';
import { formatCase, parseCase } from '../../simulation/run/case.ts';
import { judgeRun } from '../../simulation/run/judge-run.ts';

describe('a simulated run', () => {
  it('is the same, line by line, for the same seed', async () => {
    const given = { seed: 2, hours: 6 };
    const [once, again] = [await judgeRun(given), await judgeRun(given)];
    expect(again.hash).toBe(once.hash);
    expect(again.lines).toEqual(once.lines);
    expect(once.lines.length).toBeGreaterThan(20);
  });

  it('is another one for another seed, and for a plan of which something is left out', async () => {
    const hashes = await Promise.all(
      [
        { seed: 2, hours: 6 },
        { seed: 3, hours: 6 },
        { seed: 2, hours: 6, keep: [0] },
      ].map(async (given) => (await judgeRun(given)).hash),
    );
    expect(new Set(hashes).size).toBe(3);
  });

  it('of a whole day holds every invariant', async () => {
    const { violation } = await judgeRun({ seed: 10, hours: 24 });
    expect(violation).toBeUndefined();
  });
});

describe('a case', () => {
  it.each(['17:24', '17:24:0,5,9', '0:1:'])('%s is read as it was written', (text) => {
    const given = parseCase(text);
    expect(given && formatCase(given)).toBe(text);
  });

  it.each(['', '17', '17:0', '17:24:a', 'x:24', '17:24:1;2'])('"%s" is none', (text) => {
    expect(parseCase(text)).toBeUndefined();
  });
});
