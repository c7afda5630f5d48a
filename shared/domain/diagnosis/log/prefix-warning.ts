import type { Said } from './course.ts';
import type { LogEvent } from './event.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { PrefixWarning } from './verdict.ts';

const numbers = /\breceived\D{0,40}(\d{1,9}) prefixes\b.*\blimit is\D{0,40}(\d{1,9})/i;

/** The latest one. */
export const prefixWarningIn = (course: readonly Said[]): PrefixWarning | undefined => {
  const warnings = course.filter(({ meaning }) => meaning === 'prefix-warning');
  return warnings.flatMap(({ event }) => warningOf(event)).at(-1);
};

const warningOf = ({ at, text }: LogEvent): readonly PrefixWarning[] => {
  const said = numbers.exec(text);
  return said ? [{ received: Number(said[1]), limit: Number(said[2]), at, line: maskSecrets(text) }] : [];
};
