import { createHash } from 'node:crypto';
import type { CallContext } from '../../contract.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The six characters AWS appends to a secret's name in its ARN; here they follow from the name. */
const suffixOf = (name: string): string =>
  [...createHash('sha256').update(name).digest().subarray(0, 6)]
    .map((byte) => letters[byte % letters.length])
    .join('');

export const secretArn = (
  name: string,
  { partition, region, accountId }: Pick<CallContext, 'partition' | 'region' | 'accountId'>,
): string => `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${name}-${suffixOf(name)}`;
