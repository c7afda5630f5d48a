import { minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { Estate } from '../estate/estate.ts';
import { createRandom, type Random } from '../kernel/random.ts';
import type { Disturbance, Fault, WorldEvent } from './disturbance.ts';
import { settled, stillMs, untilEnd } from './lasting.ts';

/** What makes many connections fall together, where there are enough of them for a storm. */
export const massEvents = (seed: number, estate: Estate, endMs: number): readonly Disturbance[] => {
  if (estate.connections.length <= estate.policy.storm.incidents) return [];
  const random = createRandom(seed, 'storms');
  return Array.from({ length: random.pick([1, 1, 2, 3]) }, () => {
    const atMs = random.whole(minutesMs(2), Math.max(minutesMs(2), endMs - minutesMs(40)));
    const events = random.chance(0.4)
      ? gatewayFails(random, estate, atMs, endMs)
      : manyFall(random, estate, atMs, endMs);
    return random.chance(0.3) ? [...events, newsIsHeldUp(random, atMs, endMs)] : events;
  }).flat();
};

/** The topic takes only a part of what is said meanwhile. */
const newsIsHeldUp = (random: Random, atMs: number, endMs: number): Fault => ({
  kind: 'calls',
  service: 'sns',
  mode: random.pick(['failed', 'throttled', 'denied']),
  fromMs: atMs,
  toMs: Math.min(atMs + minutesMs(random.pick([2, 30, 120])), endMs),
  share: random.pick([0.3, 0.6]),
});

/** The device that most of them share is gone for a while. */
const gatewayFails = (random: Random, estate: Estate, atMs: number, endMs: number): readonly WorldEvent[] => {
  const shared = random.whole(0, estate.connections.length - 1);
  const gateway = estate.connections[shared]?.gateway ?? 0;
  return [{ kind: 'gateway-silent', atMs, gateway, forMs: settled(random, atMs, endMs) }];
};

/** A region, or the line to it, is in trouble: most fall within minutes, some later, and they come back one after another. */
const manyFall = (random: Random, estate: Estate, atMs: number, endMs: number): readonly WorldEvent[] => {
  const share = random.pick([0.7, 1, 1]);
  const withinMs = random.pick([0, secondsMs(20), secondsMs(90), minutesMs(4)]);
  const forMs = random.pick([minutesMs(random.whole(2, 9)), minutesMs(random.whole(10, 90))]);
  const backWithinMs = random.pick([0, secondsMs(30), minutesMs(20)]);
  const ailment = random.pick(['silent', 'silent', 'stuck'] as const);
  return estate.connections.flatMap((_, connection): readonly WorldEvent[] => {
    if (!random.chance(share)) return [];
    const lateMs = random.chance(0.1) ? minutesMs(random.whole(5, 30)) : 0;
    const fellAtMs = atMs + lateMs + random.whole(0, withinMs);
    const lastsMs = untilEnd(fellAtMs, forMs + random.whole(0, backWithinMs), endMs);
    if (fellAtMs >= endMs - stillMs) return [];
    const tunnels: readonly (0 | 1)[] = random.chance(0.8) ? [0, 1] : [random.pick([0, 1])];
    return tunnels.map((tunnel) => ({
      kind: 'fall',
      atMs: fellAtMs,
      connection,
      tunnel,
      ailment,
      forMs: lastsMs,
    }));
  });
};
