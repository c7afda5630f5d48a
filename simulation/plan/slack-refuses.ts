import { minutesMs } from '../../shared/domain/time.ts';
import type { Estate } from '../estate/estate.ts';
import type { Random } from '../kernel/random.ts';
import type { Disturbance, WorldEvent } from './disturbance.ts';

/** Somebody takes the app out of the channel, or revokes its token, and mends it later; meanwhile a connection goes down. */
export const slackRefuses = (random: Random, estate: Estate, endMs: number): readonly Disturbance[] => {
  if (random.chance(0.75)) return [];
  const connection = random.whole(0, estate.connections.length - 1);
  const fromMs = random.whole(minutesMs(2), endMs / 2);
  const toMs = fromMs + minutesMs(random.pick([4, 20, 60, 200]));
  const forMs = minutesMs(random.pick([2, 10, 45, 100]));
  const fall = (tunnel: 0 | 1): WorldEvent => ({
    kind: 'fall',
    atMs: fromMs + minutesMs(1),
    connection,
    tunnel,
    ailment: 'silent',
    forMs,
  });
  const mode = random.pick(['refused', 'revoked']);
  return [fall(0), fall(1), { kind: 'slack', mode, fromMs, toMs, share: 1 }];
};
