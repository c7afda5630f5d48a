import { minutesMs } from '../../shared/domain/time.ts';
import type { Estate } from '../estate/estate.ts';
import type { Random } from '../kernel/random.ts';
import type { Disturbance, WorldEvent } from './disturbance.ts';

/** Somebody takes the app out of the channel, revokes its token, or lets nothing be edited, and mends it later; meanwhile a connection goes down. */
export const slackRefuses = (random: Random, estate: Estate, endMs: number): readonly Disturbance[] => {
  if (random.chance(0.75)) return [];
  const connection = random.whole(0, estate.connections.length - 1);
  const fromMs = random.whole(minutesMs(2), endMs / 2);
  const mode = random.pick(['refused', 'revoked', 'no-edits']);
  const toMs = fromMs + minutesMs(random.pick(mode === 'no-edits' ? [60, 200] : [4, 20, 60, 200]));
  const forMs = minutesMs(random.pick([2, 10, 45, 100]));
  const fall = (tunnel: 0 | 1): WorldEvent => ({
    kind: 'fall',
    atMs: fromMs + minutesMs(1),
    connection,
    tunnel,
    ailment: 'silent',
    forMs,
  });
  return [fall(0), fall(1), { kind: 'slack', mode, fromMs, toMs, share: 1 }];
};
