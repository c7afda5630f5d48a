import { createHash } from 'node:crypto';

/** The name that CloudFormation would give: stack, logical id and a suffix that depends on both, within the type's length. */
export function generatedName(
  stackName: string,
  logicalId: string,
  maximumLength: number,
  ending = '',
): string {
  const suffix = stableSuffix(`${stackName}/${logicalId}`, 12);
  const room = maximumLength - suffix.length - 2 - ending.length;
  const stackPart = stackName.slice(0, Math.max(room - logicalId.length, Math.floor(room / 2)));
  return `${stackPart}-${logicalId.slice(0, room - stackPart.length)}-${suffix}${ending}`;
}

/** Letters and digits that depend on the seed alone. */
export function stableSuffix(seed: string, length: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const bytes = createHash('sha512').update(seed).digest();
  return Array.from(bytes.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('');
}

/** A UUID that depends on the seed alone. */
export function stableUuid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
