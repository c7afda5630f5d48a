/**
 * Whether two values of JSON would be stored alike: a member that is undefined is as good as absent. What they share is not
 * looked into, and most of an incident is shared with the one that it follows.
 */
export const storedAlike = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => storedAlike(one[key], other[key]));
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
