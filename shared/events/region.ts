import { textOf } from './fields.ts';

/** Nothing but the name of a region: it goes into the host name of calls. */
export const regionIn = (value: unknown): string | undefined => {
  const text = textOf(value)?.toLowerCase();
  return text !== undefined && /^[a-z]{2,4}(?:-[a-z]+){1,3}-\d{1,2}$/.test(text) ? text : undefined;
};
