import type { Reading } from './evidence.ts';

/** What was read, or what stands for it where it could not be read. */
export const valueOr = <Value>(reading: Reading<Value>, otherwise: NoInfer<Value>): Value =>
  'value' in reading ? reading.value : otherwise;
