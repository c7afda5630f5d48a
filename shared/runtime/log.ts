import type { Log, Now } from '../ports/shell.ts';
import { describeError } from './describe-error.ts';
import { currentRequestId } from './invocation.ts';

export const logLevels = ['info', 'warn', 'error', 'silent'] as const;

export type LogLevel = (typeof logLevels)[number];

export interface LogOptions {
  /** The least grave level that is written. @default from the environment: `LOG_LEVEL`, else `info` */
  readonly level?: LogLevel;
  /** Facts that every line carries. */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly now?: Now;
  readonly write?: (line: string) => void;
}

/** Writes one line of JSON per entry: `timestamp`, `level`, `message`, the request id, then the facts. */
export const createLog = (options: LogOptions = {}): Log => {
  const {
    level = levelFromEnvironment(),
    facts: always = {},
    now = Date.now,
    write = toStandardOutput,
  } = options;
  const threshold = logLevels.indexOf(level);
  const entryOf =
    (entryLevel: Exclude<LogLevel, 'silent'>): Log['info'] =>
    (message, facts = {}) => {
      if (logLevels.indexOf(entryLevel) < threshold) return;
      const requestId = currentRequestId();
      const head = { timestamp: new Date(now()).toISOString(), level: entryLevel, message };
      // Twice: once for its place at the front, once so that no fact takes its names.
      const entry = { ...head, ...always, ...facts, ...(requestId ? { requestId } : {}), ...head };
      write(JSON.stringify(entry, replacer));
    };
  return { info: entryOf('info'), warn: entryOf('warn'), error: entryOf('error') };
};

const levelFromEnvironment = (): LogLevel => {
  const wanted = process.env['LOG_LEVEL']?.toLowerCase();
  return logLevels.find((level) => level === wanted) ?? 'info';
};

/** Straight to the stream: `console.log` on Lambda would put a prefix before the JSON. */
const toStandardOutput = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const replacer = (_key: string, value: unknown): unknown => {
  if (value instanceof Error) return describeError(value);
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Map || value instanceof Set) return [...value];
  return value;
};
