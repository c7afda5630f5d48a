import { hoursMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { Estate } from '../estate/estate.ts';
import type { Random } from '../kernel/random.ts';
import { oddities } from '../world/odd-answers.ts';
import type { Disturbance, OddAnswersFault } from './disturbance.ts';

/** AWS answers, and what it says is not all there or not understood. A listing that lacks connections does so once. */
export const oddAnswers = (random: Random, estate: Estate, endMs: number): readonly Disturbance[] =>
  Array.from({ length: random.pick([0, 0, 0, 1, 2, 4]) }, () => {
    const odd = oddAnswer(random, endMs);
    return random.chance(0.3) ? [...fallsBefore(random, estate, odd), odd] : [odd];
  }).flat();

const oddAnswer = (random: Random, endMs: number): OddAnswersFault => {
  const oddity = random.pick(oddities);
  const fromMs = random.whole(0, endMs);
  const isListing = oddity === 'connection-missing' || oddity === 'nothing-listed';
  const lengthMs = isListing
    ? secondsMs(28)
    : random.pick([minutesMs(3), minutesMs(20), minutesMs(20), hoursMs(2)]);
  return {
    kind: 'odd-answers',
    oddity,
    fromMs,
    toMs: Math.min(fromMs + lengthMs, endMs),
    share: isListing ? 1 : random.pick([0.1, 0.4, 1]),
  };
};

/** A tunnel falls before the answers become odd, and somebody asks for restarts meanwhile. */
const fallsBefore = (
  random: Random,
  estate: Estate,
  { fromMs, toMs }: OddAnswersFault,
): readonly Disturbance[] => {
  const connection = random.whole(0, estate.connections.length - 1);
  const tunnel = random.pick([0, 1]);
  const fell = {
    kind: 'fall',
    atMs: Math.max(0, fromMs - minutesMs(random.whole(3, 18))),
    connection,
    tunnel,
    ailment: 'stuck',
    forMs: minutesMs(random.whole(20, 100)),
  } as const;
  const asks = Array.from(
    { length: Math.min(8, Math.floor((toMs - fromMs) / minutesMs(2))) },
    (_, index) => ({
      kind: 'restart-requested' as const,
      atMs: fromMs + (index + 0.5) * minutesMs(2),
      connection,
      tunnel,
    }),
  );
  return [fell, ...asks];
};
