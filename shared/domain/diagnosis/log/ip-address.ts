/** IPv4 as it is, IPv6 in one of its many ways of writing: all eight groups, lower-case, without leading zeros. */
export const plainAddress = (address: string): string => {
  const text = address.trim().toLowerCase();
  return text.includes(':') ? expanded(text) : text;
};

export const sameAddress = (one: string, other: string): boolean => plainAddress(one) === plainAddress(other);

const groupCount = 8;

const expanded = (address: string): string => {
  const [head, tail] = address.split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail);
  const missing = tail === undefined ? 0 : Math.max(0, groupCount - before.length - after.length);
  return [...before, ...new Array<string>(missing).fill('0'), ...after].join(':');
};

const groupsOf = (text = ''): readonly string[] =>
  text === '' ? [] : text.split(':').map((group) => group.replace(/^0+(?=.)/, ''));
