import type { CallContext } from '../../contract.ts';

/** The name in a log group's ARN, with or without `:*` at its end; what is no ARN is a name. */
export const groupNameOf = (nameOrArn: string): string => {
  const [, name = nameOrArn] = /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)(?::\*)?$/.exec(nameOrArn) ?? [];
  return name;
};

/** Without the `:*` that permissions and older answers carry. */
export const groupArn = (name: string, { partition, region, accountId }: CallContext): string =>
  `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;
