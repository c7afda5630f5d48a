import { minutesMs } from '../../shared/domain/time.ts';
import type { Estate } from '../estate/estate.ts';
import type { Random } from '../kernel/random.ts';
import type { WorldEvent } from './disturbance.ts';
import { settled, stillMs } from './lasting.ts';

/** Tunnels are up, and what passed both ways does so no more. Now and then one of them goes down meanwhile. */
export const trafficStops = (random: Random, estate: Estate, endMs: number): readonly WorldEvent[] =>
  Array.from({ length: random.pick([0, 0, 0, 1, 2, 3]) }, () => {
    const atMs = random.whole(minutesMs(2), endMs - stillMs);
    const connection = random.whole(0, estate.connections.length - 1);
    const passage = random.pick(['nothing-comes-back', 'nothing-comes-back', 'nothing-sent-back', 'nothing']);
    const stop: WorldEvent = {
      kind: 'traffic-stopped',
      atMs,
      connection,
      passage,
      forMs: settled(random, atMs, endMs),
    };
    const fellAtMs = atMs + minutesMs(random.whole(0, 40));
    if (random.chance(0.7) || fellAtMs >= endMs - stillMs) return [stop];
    const fall: WorldEvent = {
      kind: 'fall',
      atMs: fellAtMs,
      connection,
      tunnel: random.pick([0, 1]),
      ailment: random.pick(['silent', 'stuck']),
      forMs: settled(random, fellAtMs, endMs),
    };
    return [stop, fall];
  }).flat();
