import { evaluate } from './evaluate.ts';
import { type NamedPolicy, type PolicyDocument, statementsOf } from './policy-document.ts';

/** An AWS service that acts on behalf of one of the account's resources. */
export interface ServiceCaller {
  /** `events.amazonaws.com` */
  readonly service: string;
  readonly sourceArn: string;
  readonly accountId: string;
}

export function serviceConditions({ sourceArn, accountId }: ServiceCaller): Record<string, string> {
  return { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': accountId, 'aws:SecureTransport': 'true' };
}

/** Says why a resource's own policy does not admit a service, or undefined if it does. */
export function resourceDenial(
  policies: readonly NamedPolicy[],
  caller: ServiceCaller,
  action: string,
  resource: string,
): string | undefined {
  const decision = evaluate(policies, {
    action,
    resource,
    conditions: serviceConditions(caller),
    caller: { kind: 'service', name: caller.service },
  });
  if (decision.effect === 'allow') return undefined;
  const subject = `${caller.service} for ${caller.sourceArn}`;
  return decision.effect === 'deny'
    ? `${decision.by} explicitly denies ${action} on ${resource} to ${subject}`
    : `no resource-based policy allows ${action} on ${resource} to ${subject}`;
}

/** Says why a role does not let a service take it on, or undefined if it does. */
export function trustDenial(
  { arn, trust }: { readonly arn: string; readonly trust: PolicyDocument },
  caller: ServiceCaller,
): string | undefined {
  // A trust policy is about its own role, so its statements name no resource.
  const Statement = statementsOf(trust).map((statement) => ({ ...statement, Resource: '*' }));
  return resourceDenial([{ name: 'trust policy', document: { Statement } }], caller, 'sts:AssumeRole', arn);
}
