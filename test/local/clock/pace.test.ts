import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBell, createPace } from '../../../local/clock/pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Real milliseconds that a minute takes at a thousand times life, begun so long after the last one has ended. */
const minuteAfter = async (taskMs: number): Promise<number> => {
  const pace = createPace(1_000, createBell());
  const pass = async (): Promise<number> => {
    const begun = performance.now();
    const passed = pace.pass(60_000, () => {});
    await vi.runAllTimersAsync();
    await passed;
    return performance.now() - begun;
  };
  await vi.advanceTimersByTimeAsync(500);
  expect(await pass()).toBe(60);
  await vi.advanceTimersByTimeAsync(taskMs);
  return pass();
};

it.each([
  ['in none', 0, 60],
  ['in part', 20, 40],
  ['whole', 90, 0],
])('real time that tasks took is made up for, %s', async (_, taskMs, realMs) => {
  expect(await minuteAfter(taskMs)).toBe(realMs);
});

it('a machine that is too slow falls behind', async () => {
  const pace = createPace(1, createBell());
  await pace.pass(0, () => {});
  await vi.advanceTimersByTimeAsync(60_000);
  const begun = performance.now();
  const passed = pace.pass(3_000, () => {});
  await vi.runAllTimersAsync();
  await passed;
  expect(performance.now() - begun).toBe(1_000);
});
