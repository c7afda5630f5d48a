import type { FallCause } from '../world/model.ts';
import { type Comparison, sum, type Tally } from './compare.ts';

/** Sums up what many pairs have shown. */
export interface PairReport {
  add(byCause: Comparison['byCause'], restarts: number): void;
  text(): string;
}

export const createPairReport = (): PairReport => {
  const tallies = new Map<FallCause, Tally>();
  let made = 0;
  return {
    add: (byCause, restarts) => {
      made += restarts;
      for (const [cause, tally] of Object.entries(byCause) as [FallCause, Tally][]) {
        const known = tallies.get(cause);
        tallies.set(cause, known ? sum(known, tally) : tally);
      }
    },
    text: () => {
      const rows = [...tallies].toSorted(([, one], [, other]) => other.withoutMs - one.withoutMs);
      const all = rows
        .map(([, tally]) => tally)
        .reduce(sum, { withMs: 0, withoutMs: 0, savedMs: 0, lostMs: 0 });
      return [
        ['minutes without traffic', 'without restarts', 'with', 'saved', 'lost'],
        ...rows.map(([cause, tally]) => rowOf(cause, tally)),
        rowOf('all', all),
      ]
        .map(([name = '', ...numbers]) => name.padEnd(24) + numbers.map((each) => each.padStart(17)).join(''))
        .concat(`${made} restarts`, '')
        .join('\n');
    },
  };
};

const rowOf = (name: string, { withoutMs, withMs, savedMs, lostMs }: Tally): readonly string[] => [
  name,
  ...[withoutMs, withMs, savedMs, lostMs].map((ms) => (ms / 60_000).toFixed(0)),
];
