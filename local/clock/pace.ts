/** How many times faster than life the clock runs; `max` does not wait at all. */
export type Speed = number | 'max';

const sliceMs = 100;

/** Wakes whoever waits in real time, because something new fell due from outside. */
export interface Bell {
  ring(): void;
  /** Resolves true if the bell rang, false if the time went by. Without a time it waits for the bell alone. */
  wait(realMs?: number): Promise<boolean>;
}

export function createBell(): Bell {
  let wake: (() => void) | undefined;
  return {
    ring: () => wake?.(),
    wait: (realMs) =>
      new Promise((resolve) => {
        const timer = realMs === undefined ? undefined : setTimeout(() => finish(false), realMs);
        const finish = (rang: boolean): void => {
          clearTimeout(timer);
          wake = undefined;
          resolve(rang);
        };
        wake = () => finish(true);
      }),
  };
}

/** So much real time that tasks took is made up for: a machine that is too slow falls behind instead of racing. */
const catchUpMs = 2_000;

export interface Pace {
  /** Lets virtual time go by. Returns how far it came: less than asked if the bell rang. */
  pass(virtualMs: number, progress: (passedMs: number) => void): Promise<number>;
}

export function createPace(speed: Speed, bell: Bell): Pace {
  if (speed === 'max') return { pass: async (virtualMs) => virtualMs };
  let lastEndedAt: number | undefined;
  return {
    pass: async (virtualMs, progress) => {
      const startedAt = Math.max(lastEndedAt ?? performance.now(), performance.now() - catchUpMs);
      for (;;) {
        const passedMs = Math.min(virtualMs, Math.floor((performance.now() - startedAt) * speed));
        progress(passedMs);
        lastEndedAt = startedAt + passedMs / speed;
        if (passedMs >= virtualMs) return virtualMs;
        const rang = await bell.wait(Math.min(sliceMs, (virtualMs - passedMs) / speed));
        if (rang) return passedMs;
      }
    },
  };
}
