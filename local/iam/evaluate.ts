import { type ConditionKeys, conditionsHold } from './conditions.ts';
import {
  listOf,
  type NamedPolicy,
  type PolicyPrincipal,
  type PolicyStatement,
  statementsOf,
} from './policy-document.ts';
import { matchesArn, matchesWildcard } from './wildcard.ts';

/** Who asks, as a resource policy's `Principal` names it. */
export type Caller =
  | { readonly kind: 'role'; readonly arn: string; readonly accountId: string }
  | { readonly kind: 'service'; readonly name: string };

export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  readonly conditions?: ConditionKeys;
  /** Given when a resource policy is evaluated; identity policies have no principal. */
  readonly caller?: Caller;
}

export type Decision =
  | { readonly effect: 'allow'; readonly by: string }
  | { readonly effect: 'deny'; readonly by: string }
  /** No statement speaks of it: an implicit denial, unless another policy allows. */
  | { readonly effect: 'none' };

/** Evaluates policies together: an explicit denial wins over every permission. */
export function evaluate(policies: readonly NamedPolicy[], request: AccessRequest): Decision {
  let allowedBy: string | undefined;
  for (const policy of policies) {
    for (const statement of statementsOf(policy.document)) {
      if (!applies(statement, request)) continue;
      const by = statement.Sid ? `${policy.name} (${statement.Sid})` : policy.name;
      if (statement.Effect === 'Deny') return { effect: 'deny', by };
      allowedBy ??= by;
    }
  }
  return allowedBy === undefined ? { effect: 'none' } : { effect: 'allow', by: allowedBy };
}

function applies(statement: PolicyStatement, request: AccessRequest): boolean {
  return (
    principalMatches(statement, request.caller) &&
    actionMatches(statement, request.action) &&
    resourceMatches(statement, request.resource) &&
    conditionsHold(statement.Condition, request.conditions ?? {})
  );
}

function actionMatches(statement: PolicyStatement, action: string): boolean {
  const named = (patterns: string | readonly string[]): boolean =>
    listOf(patterns).some((pattern) => matchesWildcard(pattern, action, true));
  if (statement.NotAction !== undefined) return !named(statement.NotAction);
  return statement.Action !== undefined && named(statement.Action);
}

function resourceMatches(statement: PolicyStatement, resource: string): boolean {
  const named = (patterns: string | readonly string[]): boolean =>
    listOf(patterns).some((pattern) => matchesWildcard(pattern, resource));
  if (statement.NotResource !== undefined) return !named(statement.NotResource);
  return statement.Resource !== undefined && named(statement.Resource);
}

function principalMatches(statement: PolicyStatement, caller: Caller | undefined): boolean {
  if (!caller) return true;
  if (statement.NotPrincipal !== undefined) return !namesCaller(statement.NotPrincipal, caller);
  return statement.Principal !== undefined && namesCaller(statement.Principal, caller);
}

function namesCaller(principal: PolicyPrincipal, caller: Caller): boolean {
  if (principal === '*') return true;
  if (caller.kind === 'service') return listOf(principal['Service']).includes(caller.name);
  return listOf(principal['AWS']).some(
    (named) =>
      named === '*' ||
      named === caller.accountId ||
      named.endsWith(`::${caller.accountId}:root`) ||
      matchesArn(named, caller.arn),
  );
}
