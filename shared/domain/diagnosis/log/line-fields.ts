import { plainLine } from './plain-line.ts';

/** What a message holds, in either format. Texts are empty where it does not. */
export interface LineFields {
  readonly resourceId: string;
  readonly epoch: unknown;
  readonly readable: unknown;
  readonly type: string;
  readonly status: string;
  readonly prefix: string;
  readonly phase1: string;
  readonly phase2: string;
  /** The message itself; where it cannot be told from the rest, the whole line. */
  readonly details: string;
}

export const lineFields = (message: string): LineFields => {
  const json = jsonObject(message);
  return json ? jsonFields(json, message) : textFields(plainLine(message));
};

type Field = (name: string) => unknown;

const jsonFields = (field: Field, message: string): LineFields => {
  const inner = field('message');
  const news = objectFields(inner) ?? (() => undefined);
  const prefix = textOf(news('prefix'));
  const status = textOf(field('status'));
  const details = textOf(field('details')) || textOf(news('details')) || textOf(inner);
  return {
    resourceId: textOf(field('resource_id')),
    epoch: field('event_timestamp'),
    readable: field('timestamp'),
    type: textOf(field('type')),
    status,
    prefix,
    phase1: textOf(field('ike_phase1_state')),
    phase2: textOf(field('ike_phase2_state')),
    details: details || routeOf(prefix, status) || plainLine(message),
  };
};

const jsonObject = (message: string): Field | undefined => {
  try {
    return objectFields(JSON.parse(message));
  } catch {
    return undefined;
  }
};

const objectFields = (value: unknown): Field | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = new Map(Object.entries(value).map(([name, held]) => [name.toLowerCase(), held]));
  return (name) => fields.get(name);
};

const textOf = (value: unknown): string =>
  typeof value === 'string' ? plainLine(value) : typeof value === 'number' ? String(value) : '';

const named = (name: string, value: RegExp): ((line: string) => string) => {
  const form = new RegExp(`(?<![a-z_])${name}["']? ?[=:] ?["']?(${value.source})`, 'i');
  return (line) => form.exec(line)?.[1] ?? '';
};

const cidr = /[0-9a-f]{0,4}[.:][0-9a-f.:]{1,60}\/\d{1,3}/i;
const word = /[a-z]+/;

const unquoted = (text: string): string => /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;

const fieldOf = {
  resourceId: named('resource_id', /[\w.:-]+/),
  epoch: named('event_timestamp', /\d+/),
  readable: named('timestamp', /\d{4}-\d\d-\d\d[ T][\d:.]+Z?/),
  status: named('status', word),
  prefix: named('prefix', cidr),
  phase1: named('ike_phase1_state', word),
  phase2: named('ike_phase2_state', word),
  details: (line: string): string =>
    unquoted(/(?<![a-z_])details["']? ?[=:] ?(.+?)(?=,? \w+=|$)/i.exec(line)?.[1] ?? ''),
};

/** AWS names a text format and does not show it: whatever is written as `name=value` or `name: value` is taken, in any order. */
const textFields = (line: string): LineFields => {
  const type = firstOf(/\b(?:route|bgp) ?status\b/i, line);
  const isRoute = /route/i.test(type);
  const status =
    fieldOf.status(line) || (isRoute ? firstOf(/\b(?:advertised|updated|withdrawn)\b/i, line) : '');
  const prefix = fieldOf.prefix(line) || (isRoute ? firstOf(cidr, line) : '');
  return {
    resourceId: fieldOf.resourceId(line),
    epoch: fieldOf.epoch(line),
    readable: fieldOf.readable(line),
    type,
    status,
    prefix,
    phase1: fieldOf.phase1(line),
    phase2: fieldOf.phase2(line),
    details:
      fieldOf.details(line) ||
      firstOf(/\bdenied due to: ?.+?(?= \w+=|$)/i, line) ||
      routeOf(prefix, status) ||
      line,
  };
};

const firstOf = (pattern: RegExp, line: string): string => pattern.exec(line)?.[0] ?? '';

/** `10.0.0.0/8 WITHDRAWN`; empty without a prefix. */
const routeOf = (prefix: string, status: string): string =>
  prefix === '' ? '' : `${prefix} ${status}`.trim();
