import type { NamedPolicy } from '../iam/policy-document.ts';
import type { KeyResource, RoleResource } from './deployment.ts';
import { located } from './located.ts';
import { listAt, objectsAt, optionalString, policyAt, requiredString } from './properties.ts';
import type { ResolvedResource } from './stack-scope.ts';

/** What AWS's own managed policies grant, for those that a role may have. */
const awsManagedPolicies: Readonly<Record<string, readonly string[]>> = {
  AWSLambdaBasicExecutionRole: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
  AWSXRayDaemonWriteAccess: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
};

/** Reads a role with its inline policies, the policies attached by other resources, and managed ones. */
export function readRole(
  resource: ResolvedResource,
  policies: readonly ResolvedResource[],
  managedPolicies: readonly ResolvedResource[],
): RoleResource {
  const { properties, name, arn } = resource;
  return {
    ...located(resource),
    name,
    arn,
    trust: policyAt(properties, 'AssumeRolePolicyDocument'),
    policies: [
      ...objectsAt(properties, 'Policies').map((policy) => ({
        name: requiredString(policy, 'PolicyName'),
        document: policyAt(policy, 'PolicyDocument'),
      })),
      ...[...policies, ...managedPolicies]
        .filter((policy) => listAt(policy.properties, 'Roles').includes(name))
        .map(attached),
      ...listAt(properties, 'ManagedPolicyArns').map((managed) =>
        managedPolicy(String(managed), managedPolicies),
      ),
    ],
  };
}

function attached({ name, properties }: ResolvedResource): NamedPolicy {
  return { name, document: policyAt(properties, 'PolicyDocument') };
}

function managedPolicy(arn: string, managedPolicies: readonly ResolvedResource[]): NamedPolicy {
  const own = managedPolicies.find((policy) => policy.arn === arn);
  if (own) return attached(own);
  const name = arn.split('/').at(-1) ?? arn;
  const actions = awsManagedPolicies[name];
  if (!actions) throw new Error(`Managed policy ${arn} is not modelled`);
  return { name, document: { Statement: { Effect: 'Allow', Action: actions, Resource: '*' } } };
}

export function readKey(resource: ResolvedResource, aliases: readonly ResolvedResource[]): KeyResource {
  const { properties, name, arn } = resource;
  return {
    ...located(resource),
    id: name,
    arn,
    aliases: aliases
      .filter((alias) => [name, arn].includes(optionalString(alias.properties, 'TargetKeyId') ?? ''))
      .map((alias) => alias.name),
    policy: properties['KeyPolicy'] === undefined ? undefined : policyAt(properties, 'KeyPolicy'),
  };
}
