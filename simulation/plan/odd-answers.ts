import { hoursMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { Random } from '../kernel/random.ts';
import type { Oddity } from '../world/odd-answers.ts';
import type { OddAnswersFault } from './disturbance.ts';

/** AWS answers, and what it says is not all there or not understood. A listing that lacks connections does so once. */
const drawn = [
  'rows-missing',
  'row-missing',
  'options-missing',
  'tunnels-missing',
  'status-odd',
  'message-odd',
] as const satisfies readonly Oddity[];

export const oddAnswers = (random: Random, endMs: number): readonly OddAnswersFault[] =>
  Array.from({ length: random.pick([0, 0, 0, 1, 2, 4]) }, () => {
    const oddity = random.pick(drawn);
    const fromMs = random.whole(0, endMs);
    const isListing = (oddity as Oddity) === 'connection-missing' || (oddity as Oddity) === 'nothing-listed';
    const lengthMs = isListing
      ? secondsMs(55)
      : random.pick([minutesMs(3), minutesMs(20), minutesMs(20), hoursMs(2)]);
    return {
      kind: 'odd-answers',
      oddity,
      fromMs,
      toMs: Math.min(fromMs + lengthMs, endMs),
      share: isListing ? 1 : random.pick([0.1, 0.4, 1]),
    };
  });
