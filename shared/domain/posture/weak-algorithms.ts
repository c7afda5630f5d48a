import type { Algorithms, TunnelOptions } from '../connection.ts';

/**
 * What a tunnel allows that is broken or too short: `phase 1: AES128, SHA1, DH group 2; phase 2: SHA1`, or empty. AES128
 * counts where nothing longer or authenticated is offered beside it. What AWS did not list is not judged.
 */
export const weakAlgorithms = ({ phase1, phase2 }: TunnelOptions): string =>
  [`phase 1: ${weakOf(phase1)}`, `phase 2: ${weakOf(phase2)}`]
    .filter((text) => !text.endsWith(': '))
    .join('; ');

const weakOf = ({ encryption, integrity, dhGroups }: Algorithms): string =>
  [
    ...(encryption.length > 0 && encryption.every((name) => name === 'AES128') ? ['AES128'] : []),
    ...(integrity.includes('SHA1') ? ['SHA1'] : []),
    ...(dhGroups.includes(2) ? ['DH group 2'] : []),
  ].join(', ');
