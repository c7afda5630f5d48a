import type { CallContext } from '../contract.ts';

/** The ARN under which AWS names the caller, in denials and in `GetCallerIdentity`. */
export const callerArn = ({ principal, partition, accountId }: CallContext): string => {
  if (principal.kind === 'operator') return `arn:${partition}:iam::${accountId}:user/operator`;
  const roleName = principal.roleArn.split('/').at(-1) ?? principal.roleArn;
  return `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${principal.functionName}`;
};
