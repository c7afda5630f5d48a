import type { CallingFact } from '../facts.ts';
import type { Truth } from './truth.ts';

/** Nobody knows, or whoever knew could not write it down. */
export const isUncertain = (truth: Truth, by: CallingFact): boolean => {
  const invocation = truth.invocations.get(by.invocation);
  if (!by.heard || !invocation) return true;
  const hasDied = invocation.step !== 'started' && invocation.step !== 'done';
  return hasDied || invocation.hit.has('dynamodb');
};
