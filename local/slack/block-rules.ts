import type { Block } from './message.ts';

/** A mistake in a message's blocks, in Slack's own words, with the place as a JSON pointer. */
export type Complaint = `[ERROR] ${string} [json-pointer:${string}]`;

export type Check = (value: unknown, pointer: string) => readonly Complaint[];

export const complain = (what: string, pointer: string): readonly Complaint[] => [
  `[ERROR] ${what} [json-pointer:${pointer}]`,
];

/** Slack counts characters, not bytes. */
const lengthOf = (text: string): number => [...text].length;

export const string =
  (maximum: number, minimum = 0): Check =>
  (value, pointer) => {
    if (typeof value !== 'string') return complain('must be a string', pointer);
    if (lengthOf(value) > maximum) return complain(`must be less than ${maximum + 1} characters`, pointer);
    if (lengthOf(value) < minimum) return complain(`must be more than ${minimum - 1} characters`, pointer);
    return [];
  };

export const url: Check = (value, pointer) => {
  const complaints = string(3_000)(value, pointer);
  if (complaints.length > 0) return complaints;
  return URL.canParse(String(value)) ? [] : complain('must be a valid URL', pointer);
};

export const anything: Check = () => [];

/** A text object: its kind, and how long its text may be. */
export const textObject =
  (kinds: readonly string[], maximum: number): Check =>
  (value, pointer) => {
    if (!isObject(value)) return complain('must be a text object', pointer);
    if (!kinds.includes(String(value['type']))) {
      return complain(`must be one of ${kinds.join(', ')}`, `${pointer}/type`);
    }
    return string(maximum, 1)(value['text'], `${pointer}/text`);
  };

/** A list of objects, each checked alike. */
export const list =
  (maximum: number, check: Check): Check =>
  (value, pointer) => {
    if (!Array.isArray(value)) return complain('must be an array', pointer);
    if (value.length === 0) return complain('no fewer than 1 items allowed', pointer);
    if (value.length > maximum) return complain(`no more than ${maximum} items allowed`, pointer);
    return value.flatMap((one, index) => check(one, `${pointer}/${index}`));
  };

/** An object: which members it must have, and which it may have. */
export const object =
  (required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>>): Check =>
  (value, pointer) => {
    if (!isObject(value)) return complain('must be an object', pointer);
    const rules = { ...optional, ...required };
    const missing = Object.keys(required)
      .filter((key) => value[key] === undefined)
      .flatMap((key) => complain(`missing required field: ${key}`, pointer));
    const wrong = Object.entries(value)
      .filter(([key, member]) => key !== 'type' && member !== undefined)
      .flatMap(([key, member]) =>
        Object.hasOwn(rules, key)
          ? (rules[key]?.(member, `${pointer}/${key}`) ?? [])
          : complain(`invalid additional property: ${key}`, pointer),
      );
    return [...missing, ...wrong];
  };

/** An object whose `type` says which check holds. */
export const oneOfTypes =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, pointer) => {
    const type = isObject(value) ? String(value['type']) : '';
    const check = Object.hasOwn(checks, type) ? checks[type] : undefined;
    return check ? check(value, pointer) : complain(`unsupported type: ${type}`, `${pointer}/type`);
  };

export const isObject = (value: unknown): value is Block =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
