import type { Principal } from '../contract.ts';
import type { FunctionResource } from '../template/deployment.ts';
import { stableSuffix } from '../template/physical-name.ts';

/** The key with which a function signs its requests. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export function accessKeyOf({ arn }: Pick<FunctionResource, 'arn'>): AccessKey {
  return {
    accessKeyId: `ASIA${stableSuffix(`key ${arn}`, 16).toUpperCase()}`,
    secretAccessKey: stableSuffix(`secret ${arn}`, 40),
    sessionToken: stableSuffix(`token ${arn}`, 60),
  };
}

/** Tells who signs with an access key: a function, or the operator for every other key. */
export function createPrincipals(
  functions: readonly Pick<FunctionResource, 'arn' | 'name' | 'roleArn'>[],
): (accessKeyId: string) => Principal {
  const owners = new Map(functions.map((owner) => [accessKeyOf(owner).accessKeyId, owner]));
  return (accessKeyId) => {
    const owner = owners.get(accessKeyId);
    if (!owner) return { kind: 'operator' };
    return { kind: 'function', functionName: owner.name, roleArn: owner.roleArn };
  };
}
