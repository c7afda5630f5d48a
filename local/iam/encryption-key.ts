import type { RequiredPermission } from '../contract.ts';
import type { KeyResource } from '../template/deployment.ts';
import { evaluate } from './evaluate.ts';

/** What a sender needs to put data under a key, and the service to read it back. */
const envelopeActions = ['kms:GenerateDataKey', 'kms:Decrypt'] as const;

/** Finds the key that a queue or topic names by id, ARN or alias; undefined for keys that AWS manages. */
export function findKey(
  keys: readonly KeyResource[],
  reference: string | undefined,
  region: string,
): KeyResource | undefined {
  if (reference === undefined) return undefined;
  const name = reference.includes(':alias/') ? `alias/${reference.split(':alias/').at(-1)}` : reference;
  return keys.find(
    (key) => key.region === region && (key.id === name || key.arn === name || key.aliases.includes(name)),
  );
}

/** What a role needs beside the permission to send. */
export function keyPermissions(key: KeyResource | undefined): readonly RequiredPermission[] {
  return key ? envelopeActions.map((action) => ({ action, resources: [key.arn] })) : [];
}

/**
 * Says why an AWS service may not send to something encrypted, or undefined if it may. A service needs the key policy
 * itself, and the key that AWS manages admits no other service.
 */
export function serviceKeyDenial(
  keys: readonly KeyResource[],
  target: { readonly kmsKey: string | undefined; readonly region: string },
  service: string,
  conditions: Readonly<Record<string, string>>,
): string | undefined {
  if (target.kmsKey === undefined) return undefined;
  const key = findKey(keys, target.kmsKey, target.region);
  if (!key) return `key ${target.kmsKey} admits no ${service}`;
  const policies = key.policy ? [{ name: 'key policy', document: key.policy }] : [];
  const missing = envelopeActions.find((action) => {
    const request = {
      action,
      resource: key.arn,
      conditions,
      caller: { kind: 'service', name: service },
    } as const;
    return evaluate(policies, request).effect !== 'allow';
  });
  return missing && `the key policy of ${key.arn} does not let ${service} do ${missing}`;
}
