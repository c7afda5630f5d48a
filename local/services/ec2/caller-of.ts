import type { CallContext } from '../../contract.ts';

/** Whoever calls, as the journal names them. */
export const callerOf = ({ principal }: CallContext): string =>
  principal.kind === 'function' ? principal.functionName : 'operator';
