import { type ConnectionChange, changeMemoryMs } from '../domain/change.ts';
import type { Signal } from '../domain/signal.ts';
import type { Records } from '../ports/records.ts';
import type { Now } from '../ports/shell.ts';
import type { RegionView } from './observe.ts';

export interface ChangeDeps {
  readonly records: Records;
  readonly now: Now;
}

/** What CloudTrail has told just now of others, and what is not remembered yet. */
export const newChanges = (view: RegionView, signals: readonly Signal[]): readonly ConnectionChange[] => {
  const known = new Set(view.records.changes.map(({ changeId }) => changeId));
  return signals.flatMap((signal) =>
    signal.kind === 'api-change' && !signal.isOwn && !known.has(signal.change.changeId)
      ? [signal.change]
      : [],
  );
};

/** The decision rests on a change before it has been saved. */
export const withChanges = (view: RegionView, news: readonly ConnectionChange[]): RegionView => ({
  ...view,
  records: { ...view.records, changes: [...view.records.changes, ...news] },
});

/** Side by side with everything else. What is told too late is remembered no more. */
export const saveChanges = async (
  { records, now }: ChangeDeps,
  region: string,
  news: readonly ConnectionChange[],
): Promise<void> => {
  const lasting = news.filter((change) => change.at + changeMemoryMs > now());
  await Promise.all(lasting.map((change) => records.saveChange(region, change)));
};
