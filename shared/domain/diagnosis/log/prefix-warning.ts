import type { Said } from './course.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { PrefixWarning } from './verdict.ts';

const numbers = /\breceived\D{0,40}(\d{1,9}) prefixes\b.*\blimit is\D{0,40}(\d{1,9})/i;

/** The latest one. */
export const prefixWarningIn = (course: readonly Said[]): PrefixWarning | undefined => {
  const event = course.findLast(({ meaning }) => meaning === 'prefix-warning')?.event;
  const [, received, limit] = numbers.exec(event?.text ?? '') ?? [];
  if (event === undefined || received === undefined || limit === undefined) return undefined;
  return { received: Number(received), limit: Number(limit), at: event.at, line: maskSecrets(event.text) };
};
