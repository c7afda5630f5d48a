/** How the parameters and answers of EC2 stand in a record of CloudTrail; which calls take which form is not documented. */
export type RecordForm = 'lower-camel' | 'wrapped';

export interface Wording {
  readonly form: RecordForm;
  /** Whether CloudTrail takes pre-shared keys out, as it is said to. */
  readonly masksSecrets: boolean;
}

export interface CallContents {
  readonly operation: string;
  readonly requestId: string;
  readonly input: unknown;
  /** Undefined: the call was refused. */
  readonly output: unknown;
}

const secretNames = new Set(['presharedkey', 'customergatewayconfiguration']);
const masked = 'HIDDEN_DUE_TO_SECURITY_REASONS';

export const requestParameters = ({ operation, input }: CallContents, wording: Wording): unknown => {
  const seen = maskedAs(wording, input);
  return wording.form === 'wrapped' ? { [`${operation}Request`]: withTags(seen) } : lowerCamel(seen);
};

export const responseElements = (
  { operation, requestId, output }: CallContents,
  wording: Wording,
): unknown => {
  if (output === undefined) return null;
  const isEmpty = Object.keys(output as object).length === 0;
  const answer = {
    requestId,
    ...(isEmpty ? { _return: true } : (lowerCamel(maskedAs(wording, output)) as object)),
  };
  if (wording.form === 'lower-camel') return answer;
  return { [`${operation}Response`]: { xmlns: 'http://ec2.amazonaws.com/doc/2016-11-15/', ...answer } };
};

type Walk = (value: unknown, name: string) => unknown;

const mapMembers = (value: object, name: (key: string) => string, walk: Walk): object =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [name(key), walk(item, key)]),
  );

const maskedAs = ({ masksSecrets }: Wording, value: unknown): unknown => {
  const walk: Walk = (item, name) => {
    if (masksSecrets && secretNames.has(name.toLowerCase())) return masked;
    if (item instanceof Date) return item.toISOString();
    if (Array.isArray(item)) return item.map((one) => walk(one, ''));
    return typeof item === 'object' && item !== null ? mapMembers(item, (key) => key, walk) : item;
  };
  return walk(value, '');
};

/** EC2's habit of old: a set is `{ item: X }`, where X is an object if there is one and a list if there are several. */
const lowerCamel = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const items = value.map(lowerCamel);
    return items.length === 0 ? {} : { item: items.length === 1 ? items[0] : items };
  }
  if (typeof value !== 'object' || value === null) return value;
  return mapMembers(value, (key) => `${key.slice(0, 1).toLowerCase()}${key.slice(1)}`, lowerCamel);
};

/** The other habit: the names of the API, and the position of each member of a list as its `tag`. */
const withTags = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const items = value.map((item, index) =>
      typeof item === 'object' && item !== null
        ? { ...(withTags(item) as object), tag: index + 1 }
        : { content: item, tag: index + 1 },
    );
    return items.length === 1 ? items[0] : items;
  }
  return typeof value === 'object' && value !== null ? mapMembers(value, (key) => key, withTags) : value;
};
