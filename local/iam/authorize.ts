import type { Authorize, CallContext, Principal, RequiredPermission } from '../contract.ts';
import { type Decision, evaluate } from './evaluate.ts';
import type { NamedPolicy } from './policy-document.ts';

/** A role with everything that is attached to it. */
export interface RolePolicies {
  readonly roleArn: string;
  readonly policies: readonly NamedPolicy[];
}

/** Builds the decision whether a function's role may make a call. The operator may do everything. */
export function createAuthorize(roles: readonly RolePolicies[]): Authorize {
  const byArn = new Map(roles.map((role) => [role.roleArn, role]));
  return (principal, permission, context) => {
    if (principal.kind === 'operator') return { allowed: true };
    const role = byArn.get(principal.roleArn);
    if (!role) return { allowed: false, why: `role ${principal.roleArn} does not exist` };
    for (const resource of permission.resources) {
      const decision = evaluate(role.policies, {
        action: permission.action,
        resource,
        conditions: { ...conditionKeys(principal, context), ...permission.conditions },
      });
      if (decision.effect !== 'allow') {
        return { allowed: false, why: explain(role.roleArn, permission, resource, decision) };
      }
    }
    return { allowed: true };
  };
}

function conditionKeys(principal: Principal, context: CallContext): Record<string, string> {
  return {
    'aws:RequestedRegion': context.region,
    'aws:PrincipalAccount': context.accountId,
    'aws:SecureTransport': 'true',
    ...(principal.kind === 'function' && { 'aws:PrincipalArn': principal.roleArn }),
  };
}

function explain(
  roleArn: string,
  permission: RequiredPermission,
  resource: string,
  decision: Decision,
): string {
  return decision.effect === 'deny'
    ? `${decision.by} of ${roleArn} explicitly denies ${permission.action} on ${resource}`
    : `no identity-based policy of ${roleArn} allows the ${permission.action} action on ${resource}`;
}
