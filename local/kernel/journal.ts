import type { Clock, Journal, JournalEntry } from '../contract.ts';

/** A journal that can be read. */
export interface ReadableJournal extends Journal {
  readonly entries: readonly JournalEntry[];
  /** The entries of one kind. */
  of(what: string): readonly JournalEntry[];
  /** Calls `listener` for each entry from now on; returns how to stop. */
  listen(listener: (entry: JournalEntry) => void): () => void;
}

export function createJournal(clock: Pick<Clock, 'now'>): ReadableJournal {
  const entries: JournalEntry[] = [];
  const listeners = new Set<(entry: JournalEntry) => void>();
  return {
    entries,
    of: (what) => entries.filter((entry) => entry.what === what),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    record: (what, facts = {}) => {
      const entry: JournalEntry = { ...facts, at: clock.now(), what };
      entries.push(entry);
      for (const listener of listeners) listener(entry);
    },
  };
}
