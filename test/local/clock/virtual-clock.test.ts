import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../local/clock/virtual-clock.ts';

describe('the virtual clock', () => {
  it('runs tasks by due time, those of one instant as they were scheduled, and never two at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 }), async (delays) => {
        const clock = createVirtualClock({ startAt: 1_000 });
        const ran: [number, number][] = [];
        let running = 0;
        for (const [index, delayMs] of delays.entries()) {
          clock.after(delayMs, `task ${index}`, async () => {
            running += 1;
            expect(running).toBe(1);
            expect(clock.now()).toBe(1_000 + delayMs);
            await new Promise((resolve) => setImmediate(resolve));
            ran.push([delayMs, index]);
            running -= 1;
          });
        }
        await clock.run({ until: 1_100 });
        expect(ran).toEqual([...ran].sort(([a, i], [b, j]) => a - b || i - j));
        expect(ran).toHaveLength(delays.length);
        expect(clock.now()).toBe(1_100);
      }),
      { numRuns: 30 },
    );
  });

  it('runs what a task schedules for the same instant after what is due already', async () => {
    const clock = createVirtualClock({ startAt: 0 });
    const ran: string[] = [];
    clock.at(5, 'a', () => {
      ran.push('a');
      clock.at(0, 'c', () => void ran.push('c'));
    });
    clock.at(5, 'b', () => void ran.push('b'));
    await clock.run({ until: 5 });
    expect(ran).toEqual(['a', 'b', 'c']);
  });

  it('does not run a cancelled task, nor one that is due after the end', async () => {
    const clock = createVirtualClock({ startAt: 0 });
    const ran: string[] = [];
    clock.after(1, 'cancelled', () => void ran.push('cancelled')).cancel();
    clock.after(11, 'later', () => void ran.push('later'));
    await clock.run({ until: 10 });
    expect(ran).toEqual([]);
    await clock.run({ until: () => false });
    expect(ran).toEqual(['later']);
    expect(clock.now()).toBe(11);
  });

  it('stops at a condition', async () => {
    const clock = createVirtualClock({ startAt: 0 });
    let ticks = 0;
    const tick = (): void => {
      ticks += 1;
      clock.after(1, 'tick', tick);
    };
    clock.after(1, 'tick', tick);
    await clock.run({ until: () => ticks === 3 });
    expect([ticks, clock.now()]).toEqual([3, 3]);
  });

  it('says which task failed', async () => {
    const clock = createVirtualClock({ startAt: 0 });
    clock.after(1, 'the broken one', () => Promise.reject(new Error('no')));
    await expect(clock.run({ until: 2 })).rejects.toThrow('Task "the broken one" failed');
  });

  it('keeps the pace it is given', async () => {
    const clock = createVirtualClock({ startAt: 0, speed: 1_000 });
    clock.after(60_000, 'task', () => {});
    const begun = performance.now();
    await clock.run({ until: 120_000 });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(119);
  });

  it('takes up what comes from outside while it waits, at the time it comes', async () => {
    const clock = createVirtualClock({ startAt: 0, speed: 100 });
    const ranAt: number[] = [];
    const end = clock.run({ until: () => ranAt.length > 0 });
    clock.after(3_600_000, 'far away', () => {});
    setTimeout(() => clock.after(0, 'outside', () => void ranAt.push(clock.now())), 150);
    await end;
    expect(ranAt[0]).toBeGreaterThan(5_000);
    expect(ranAt[0]).toBeLessThan(600_000);
  });

  it('without an end runs until it is stopped', async () => {
    const clock = createVirtualClock({ startAt: 0 });
    const run = clock.run();
    setTimeout(() => clock.after(5, 'last', () => clock.stop()), 20);
    await run;
    expect(clock.now()).toBe(5);
  });
});
