/**
 * One text for all the ways in which an IP address may be written: IPv6 in full and in small letters, an IPv4 address mapped
 * into IPv6 as itself. Anything else stays as it is, trimmed, so that it is equal to nothing but itself.
 */
export const addressKey = (text: string): string => {
  const trimmed = text.trim();
  const bare = trimmed.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  const groups = groupsOf(bare);
  if (!groups) return trimmed;
  const [high = 0, low = 0] = groups.slice(6);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return isMapped
    ? [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.')
    : groups.map((group) => group.toString(16)).join(':');
};

export const sameAddress = (one: string, other: string): boolean =>
  one === other || addressKey(one) === addressKey(other);

const groupCount = 8;

/** The eight groups of an IPv6 address; `undefined` of anything else. */
const groupsOf = (text: string): readonly number[] | undefined => {
  const halves = text.split('::');
  if (!text.includes(':') || halves.length > 2) return undefined;
  const [before = [], after = []] = halves.map((half) => (half === '' ? [] : half.split(':').flatMap(parts)));
  const missing = groupCount - before.length - after.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array.from({ length: missing }, () => 0), ...after];
  return groups.every((group) => group >= 0 && group <= 0xffff) ? groups : undefined;
};

/** A group, or the two that a dotted end stands for; a negative number for what is neither. */
const parts = (group: string): readonly number[] => {
  if (/^[0-9a-f]{1,4}$/.test(group)) return [Number.parseInt(group, 16)];
  const bytes = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(group) ? group.split('.').map(Number) : [];
  const [a = 256, b = 256, c = 256, d = 256] = bytes;
  return Math.max(a, b, c, d) > 255 ? [-1] : [(a << 8) | b, (c << 8) | d];
};
