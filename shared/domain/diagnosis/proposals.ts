import type { Algorithms, Tunnel } from '../connection.ts';
import type { LogCauseName } from './cause-names.ts';

/**
 * What AWS accepts in the phase whose proposals did not match: `AES256; SHA2-256, SHA2-384; DH 14–16, 20; IKEv2`. Empty where
 * the cause is another one, or AWS did not say.
 */
export const allowedIn = (cause: LogCauseName, tunnel: Tunnel | undefined): string => {
  const options = tunnel?.options;
  if (!options) return '';
  if (cause === 'proposal-phase-1') return listed(options.phase1, options.ikeVersions);
  return cause === 'proposal-phase-2' ? listed(options.phase2, []) : '';
};

const listed = ({ encryption, integrity, dhGroups }: Algorithms, ikeVersions: readonly string[]): string => {
  if (encryption.length === 0 || integrity.length === 0) return '';
  const versions = ikeVersions.map((version) => version.replace(/ike/i, 'IKE'));
  return [encryption.join(', '), integrity.join(', '), groups(dhGroups), versions.join(', ')]
    .filter(Boolean)
    .join('; ');
};

/** `DH 2, 14–24` */
const groups = (dhGroups: readonly number[]): string => {
  const has = new Set(dhGroups);
  const firsts = dhGroups.filter((group) => !has.has(group - 1)).toSorted((one, other) => one - other);
  return firsts.length === 0 ? '' : `DH ${firsts.map((first) => rangeFrom(first, has)).join(', ')}`;
};

const rangeFrom = (first: number, has: ReadonlySet<number>): string => {
  let last = first;
  while (has.has(last + 1)) last += 1;
  return first === last ? `${first}` : `${first}–${last}`;
};
