import { z } from 'zod';

/** What a mistake in a field says is allowed, in the words that complete "allowed is …". */
type Allowed = string;

export interface NumberField {
  readonly from: number;
  readonly to: number;
  readonly default: number;
  readonly unit?: 'seconds' | 'minutes' | 'hours';
  readonly describe: string;
}

/** A whole number with a range that keeps the tool safe. */
export const wholeNumber = (field: NumberField) => {
  const unit = field.unit ? ` of ${field.unit}` : '';
  const error: Allowed = `a whole number${unit} from ${field.from} to ${field.to}`;
  return z
    .int({ error })
    .min(field.from, { error })
    .max(field.to, { error })
    .default(field.default)
    .describe(field.describe);
};

export const oneOf = <const Words extends readonly string[]>(words: Words, describe: string) =>
  z.enum(words, { error: words.map((word) => JSON.stringify(word)).join(' or ') }).describe(describe);

export const matching = (pattern: RegExp, error: Allowed, describe: string) =>
  z.string({ error }).regex(pattern, { error }).describe(describe);

/** An object that knows all its keys: any other key is a mistake. */
export const section = <Shape extends z.ZodRawShape>(
  shape: Shape,
  describe: string,
  error: Allowed = 'an object',
) => z.strictObject(shape, { error }).describe(describe);
