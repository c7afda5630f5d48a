import { matcherOf } from './matcher.ts';

export type EventPattern = Readonly<Record<string, unknown>>;

/**
 * Whether an event matches a pattern as EventBridge matches: every member of the pattern must find a match, a list holds
 * alternatives, `$or` holds alternative patterns, and types must be the same.
 */
export function matchesPattern(pattern: EventPattern, event: unknown): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === '$or' && isAlternatives(wanted)) return wanted.some((one) => matchesPattern(one, event));
    return memberMatches(wanted, membersNamed(event, key));
  });
}

/** Throws if a pattern holds anything that EventBridge would not accept. */
export function checkPattern(pattern: EventPattern): void {
  for (const [key, wanted] of Object.entries(pattern)) {
    if (key === '$or' && isAlternatives(wanted)) wanted.forEach(checkPattern);
    else if (Array.isArray(wanted)) wanted.forEach(matcherOf);
    else if (isObject(wanted)) checkPattern(wanted);
    else
      throw new Error(
        `Event pattern: "${key}" must be an object or an array, received ${JSON.stringify(wanted)}`,
      );
  }
}

function isAlternatives(value: unknown): value is readonly EventPattern[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

function isObject(value: unknown): value is EventPattern {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values of a member; a list stands for each of its elements. */
function membersNamed(event: unknown, key: string): readonly unknown[] {
  const holders = Array.isArray(event) ? event : [event];
  return holders.flatMap((holder: unknown) => {
    if (!isObject(holder) || !Object.hasOwn(holder, key)) return [];
    const value = holder[key];
    return Array.isArray(value) ? (value as unknown[]) : [value];
  });
}

function memberMatches(wanted: unknown, values: readonly unknown[]): boolean {
  if (Array.isArray(wanted))
    return wanted.some((one) => matcherOf(one)(values.filter((value) => !isObject(value))));
  if (!isObject(wanted)) return false;
  return values.length === 0
    ? matchesPattern(wanted, undefined)
    : values.some((value) => matchesPattern(wanted, value));
}
