import type { BusEvent } from '../../contract.ts';
import type { RuleTarget } from '../../template/deployment.ts';

/** What the rule adds to the values that a template may name. */
export interface RuleFacts {
  readonly arn: string;
  readonly name: string;
  readonly ingestedAt: string;
}

/** The input that a target receives for an event: the event, a part of it, a constant, or a filled template. */
export function targetInput(target: RuleTarget, event: BusEvent, rule: RuleFacts): unknown {
  if (target.input !== undefined) return parsedOrText(target.input);
  if (target.inputPath !== undefined) return valueAt(event, target.inputPath) ?? null;
  if (target.inputTransformer === undefined) return event;
  const { pathsMap, template } = target.inputTransformer;
  const values = new Map<string, unknown>([
    ['aws.events.rule-arn', rule.arn],
    ['aws.events.rule-name', rule.name],
    ['aws.events.event.ingestion-time', rule.ingestedAt],
    ['aws.events.event', event],
    ['aws.events.event.json', event],
    ...Object.entries(pathsMap).map(([name, path]) => [name, valueAt(event, path)] as const),
  ]);
  return parsedOrText(fillTemplate(template, values));
}

/** Puts values in place of `<name>`: inside of a JSON string as text, elsewhere as JSON. */
function fillTemplate(template: string, values: ReadonlyMap<string, unknown>): string {
  let inString = false;
  return template.replace(/\\.|"|<([^<>\s"]+)>/g, (found, name: string | undefined) => {
    if (found === '"') inString = !inString;
    if (name === undefined || !values.has(name)) return found;
    const value = values.get(name);
    if (!inString) return JSON.stringify(value ?? null);
    if (value === undefined) return '';
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return JSON.stringify(text).slice(1, -1);
  });
}

/** The value at a path of plain members and indexes, such as `$.detail.items[0]`. */
function valueAt(event: unknown, path: string): unknown {
  const steps = path.replace(/^\$\.?/, '').match(/[^.[\]'"]+/g) ?? [];
  let value = event;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}

function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
