/** What Lambda's runtime may put in place: where it does, the trace that an invocation belongs to is found there. */
interface RuntimeGlobals {
  readonly awslambda?: { readonly InvokeStore?: unknown };
}

/** Takes the place of a store that would be made where the runtime has none, and would stay empty. */
export const InvokeStore = {
  getInstanceAsync: async (): Promise<unknown> => (globalThis as RuntimeGlobals).awslambda?.InvokeStore,
};
