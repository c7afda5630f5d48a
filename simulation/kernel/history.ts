import { createHash } from 'node:crypto';
import type { EpochMs } from '../../shared/domain/time.ts';

/** What happened in a run, line by line. Two runs are the same if their hashes are. */
export interface History {
  add(at: EpochMs, what: string): void;
  lines(): readonly string[];
  hash(): string;
}

export const createHistory = (): History => {
  const lines: string[] = [];
  return {
    add: (at, what) => {
      lines.push(`${at} ${what}`);
    },
    lines: () => lines,
    hash: () => createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16),
  };
};
