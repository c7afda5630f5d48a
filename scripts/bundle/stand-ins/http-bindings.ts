interface OperationSchema {
  readonly traits?: unknown;
}

/** No request in use has anything of its input in path, query, headers or host. */
export const getHttpOperationBindings = ({ traits }: OperationSchema): readonly undefined[] => {
  if (typeof traits === 'object' && traits !== null && 'endpoint' in traits) {
    throw new Error('Prefixes of hosts are not bundled.');
  }
  return [];
};

export const HttpBindingNormalizedSchema = {
  of: (): never => {
    throw new Error('Inputs in path, query or headers are not bundled.');
  },
};
