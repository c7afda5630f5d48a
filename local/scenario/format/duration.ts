import { z } from 'zod';

const unitMs: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };

/** `90s`, `5m`, `1h30m`, `2d`: read as milliseconds. */
export const duration = z
  .string({ error: 'a duration such as "90s", "5m", "1h30m" or "2d"' })
  .regex(/^(\d+[dhms])+$/, { error: 'a duration such as "90s", "5m", "1h30m" or "2d"' })
  .transform((text) =>
    [...text.matchAll(/(\d+)([dhms])/g)].reduce(
      (total, [, number, unit = '']) => total + Number(number) * (unitMs[unit] ?? 0),
      0,
    ),
  );
