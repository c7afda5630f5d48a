import type { Clock, Timer } from '../../contract.ts';
import type { Tunnel } from '../model.ts';

const firstPauseMs = 10_000;
const longestPauseMs = 300_000;

/** What fails again and again, with pauses that double up to five minutes, so that a long night stays short. */
export interface Tries<What> {
  /** Goes on with what fails already; undefined: nothing is tried any more. */
  follow(tunnel: Tunnel, what: What | undefined, fail: () => void): void;
}

export const createTries = <What>(clock: Clock): Tries<What> => {
  const running = new WeakMap<Tunnel, { readonly what: What; timer: Timer }>();

  const schedule = (tunnel: Tunnel, pauseMs: number, fail: () => void): Timer =>
    clock.after(pauseMs, `vain try on ${tunnel.connectionId}/${tunnel.outsideIp}`, () => {
      fail();
      const now = running.get(tunnel);
      if (now) now.timer = schedule(tunnel, Math.min(2 * pauseMs, longestPauseMs), fail);
    });

  return {
    follow: (tunnel, what, fail) => {
      const now = running.get(tunnel);
      if (now?.what === what) return;
      now?.timer.cancel();
      if (what === undefined) running.delete(tunnel);
      else running.set(tunnel, { what, timer: schedule(tunnel, firstPauseMs, fail) });
    },
  };
};
