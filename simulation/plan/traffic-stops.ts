import { minutesMs } from '../../shared/domain/time.ts';
import type { Estate } from '../estate/estate.ts';
import type { Random } from '../kernel/random.ts';
import type { Passage } from '../world/traffic.ts';
import type { WorldEvent } from './disturbance.ts';
import { settled, stillMs } from './lasting.ts';

/** Tunnels are up, and what passed both ways does so no more. Now and then one of them goes down meanwhile, or the other way stops instead. */
export const trafficStops = (random: Random, estate: Estate, endMs: number): readonly WorldEvent[] =>
  Array.from({ length: random.pick([0, 0, 0, 1, 2, 3]) }, (): readonly WorldEvent[] => {
    const atMs = random.whole(minutesMs(2), endMs - stillMs);
    const connection = random.whole(0, estate.connections.length - 1);
    const passage: Exclude<Passage, 'both-ways'> = random.pick([
      'nothing-comes-back',
      'nothing-comes-back',
      'nothing-sent-back',
      'nothing',
    ]);
    const stop = {
      kind: 'traffic-stopped' as const,
      atMs,
      connection,
      passage,
      forMs: settled(random, atMs, endMs),
    };
    if (passage !== 'nothing' && random.chance(0.25)) {
      const turnsAtMs = atMs + minutesMs(random.whole(8, 40)) + random.whole(0, 59_999);
      const other: Exclude<Passage, 'both-ways'> =
        passage === 'nothing-comes-back' ? 'nothing-sent-back' : 'nothing-comes-back';
      if (turnsAtMs < endMs - stillMs) {
        const forMs = settled(random, turnsAtMs, endMs);
        return [stop, { ...stop, atMs: turnsAtMs, passage: other, forMs }];
      }
    }
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
