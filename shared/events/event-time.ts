import type { EpochMs } from '../domain/time.ts';
import { textOf } from './fields.ts';

/** `Wed, 1 Jun 2022 07:28:38 GMT`, as AWS Health writes (a wrong weekday does not matter). */
const rfc1123 = /^[A-Za-z]{3}, \d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}:\d{2} (?:GMT|UTC|[+-]\d{4})$/;

/** `2026-01-27T01:43:21Z` of the envelope, `2019-10-02T17:04:40.989+0000` of CloudWatch. */
const iso8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?<zone>Z|[+-]\d{2}:?\d{2})?$/;

const epoch = /^\d{10}(?:\d{3})?$/;

/** A moment in any form in which AWS writes one, or undefined. `Date.parse` alone would take almost anything for a date. */
export const parseEventTime = (value: unknown): EpochMs | undefined => {
  const text = textOf(value);
  if (text === undefined || text.length > 64) return undefined;
  if (epoch.test(text)) return Number(text) * (text.length === 10 ? 1_000 : 1);
  const iso = iso8601.exec(text);
  if (!iso && !rfc1123.test(text)) return undefined;
  const at = Date.parse(iso && !iso.groups?.['zone'] ? `${text}Z` : text);
  return Number.isNaN(at) || at < 0 ? undefined : at;
};
