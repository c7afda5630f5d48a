import { hoursMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { Random } from '../kernel/random.ts';

/** The world stands still for this long before the end, so that what it has come to can be judged. */
export const stillMs = minutesMs(10);

/** How long it lasts: well before the end, or beyond it. */
export const settled = (random: Random, atMs: number, endMs: number): number => {
  const forMs = random.pick([
    secondsMs(random.whole(5, 200)),
    minutesMs(random.whole(3, 40)),
    minutesMs(random.whole(3, 40)),
    minutesMs(random.whole(40, 400)),
  ]);
  return untilEnd(atMs, forMs, endMs);
};

/** What would end while the world stands still lasts beyond the end. */
export const untilEnd = (atMs: number, forMs: number, endMs: number): number =>
  atMs + forMs < endMs - stillMs ? forMs : hoursMs(100);
