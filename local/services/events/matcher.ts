import { BlockList, isIPv4 } from 'node:net';

/** Decides on the values that one member of an event has; none if it is absent. */
export type Matcher = (values: readonly unknown[]) => boolean;

type Operator = (argument: unknown) => Matcher;

const anyOf =
  (matches: (value: unknown) => boolean): Matcher =>
  (values) =>
    values.some(matches);

const onText = (matches: (text: string) => boolean): Matcher =>
  anyOf((value) => typeof value === 'string' && matches(value));

const equalsIgnoringCase = (wanted: string): ((text: string) => boolean) => {
  const lower = wanted.toLowerCase();
  return (text) => text.toLowerCase() === lower;
};

/** `prefix` and `suffix` take a text, or `{ "equals-ignore-case": text }`. */
const affix = (argument: unknown, matches: (text: string, affix: string) => boolean): Matcher => {
  if (typeof argument === 'string') return onText((text) => matches(text, argument));
  const lower = text(memberOf(argument, 'equals-ignore-case')).toLowerCase();
  return onText((value) => matches(value.toLowerCase(), lower));
};

const operators: Readonly<Record<string, Operator>> = {
  prefix: (argument) => affix(argument, (value, start) => value.startsWith(start)),
  suffix: (argument) => affix(argument, (value, end) => value.endsWith(end)),
  'equals-ignore-case': (argument) => onText(equalsIgnoringCase(text(argument))),
  wildcard: (argument) => {
    const expression = wildcardExpression(text(argument));
    return onText((value) => expression.test(value));
  },
  'anything-but': anythingBut,
  exists: (argument) => (values) => values.length > 0 === (argument === true),
  numeric: (argument) => {
    const holds = numericTest(argument);
    return anyOf((value) => typeof value === 'number' && holds(value));
  },
  cidr: (argument) => {
    const [network = '', bits = ''] = text(argument).split('/');
    const block = new BlockList();
    block.addSubnet(network, Number(bits), isIPv4(network) ? 'ipv4' : 'ipv6');
    return onText((address) => block.check(address, isIPv4(address) ? 'ipv4' : 'ipv6'));
  },
};

/** The matcher that one element of a pattern's list stands for. */
export function matcherOf(wanted: unknown): Matcher {
  if (typeof wanted !== 'object' || wanted === null) return anyOf((value) => value === wanted);
  const [[name, argument] = [], ...others] = Object.entries(wanted);
  const operator = name === undefined || others.length > 0 ? undefined : operators[name];
  if (!operator) throw new Error(`Event pattern: unknown match type in ${JSON.stringify(wanted)}`);
  return operator(argument);
}

/** Matches a value that is there and is none of those named. */
function anythingBut(argument: unknown): Matcher {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument)) {
    const unwanted = new Set([argument].flat());
    return anyOf((value) => !unwanted.has(value));
  }
  const [[name, wanted] = []] = Object.entries(argument);
  if (name === undefined) throw new Error('Event pattern: "anything-but" is empty');
  const excluded = [wanted].flat().map((one: unknown) => matcherOf({ [name]: one }));
  return anyOf((value) => !excluded.some((matches) => matches([value])));
}

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

/** `["<", 5]` or `[">", 0, "<=", 5]`. */
function numericTest(argument: unknown): (value: number) => boolean {
  const parts = Array.isArray(argument) ? argument : [];
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const compare = comparisons[String(parts[index])];
    const limit: unknown = parts[index + 1];
    if (!compare || typeof limit !== 'number') break;
    tests.push((value) => compare(value, limit));
  }
  if (tests.length === 0 || tests.length * 2 !== parts.length) {
    throw new Error(`Event pattern: bad numeric match ${JSON.stringify(argument)}`);
  }
  return (value) => tests.every((holds) => holds(value));
}

/** `*` is any run of characters; a backslash takes its meaning away. */
function wildcardExpression(pattern: string): RegExp {
  const source = pattern.replace(/\\([*\\])|\*|[.+?^${}()|[\]\\]/g, (found, escaped: string | undefined) => {
    if (escaped !== undefined) return `\\${escaped}`;
    return found === '*' ? '[\\s\\S]*' : `\\${found}`;
  });
  return new RegExp(`^${source}$`);
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new Error(`Event pattern: expected a string, received ${JSON.stringify(value)}`);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
