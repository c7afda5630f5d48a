import type { Log } from '../../shared/ports/shell.ts';

export interface LoggedEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface FakeLog extends Log {
  readonly entries: LoggedEntry[];
  /** The messages of a level. */
  messages(level: LoggedEntry['level']): readonly string[];
}

export const createFakeLog = (): FakeLog => {
  const entries: LoggedEntry[] = [];
  const entryOf =
    (level: LoggedEntry['level']): Log['info'] =>
    (message, facts = {}) => {
      entries.push({ level, message, facts });
    };
  return {
    entries,
    messages: (level) => entries.filter((entry) => entry.level === level).map((entry) => entry.message),
    info: entryOf('info'),
    warn: entryOf('warn'),
    error: entryOf('error'),
  };
};
