import type { SubscriptionResource } from '../../template/deployment.ts';
import { type EventPattern, matchesPattern } from '../events/pattern.ts';
import type { TopicAttributes } from './publication.ts';

/** Whether a subscription's filter policy lets a message through. */
export function passesFilter(
  { filterPolicy, filterPolicyScope }: Pick<SubscriptionResource, 'filterPolicy' | 'filterPolicyScope'>,
  text: string,
  attributes: TopicAttributes,
): boolean {
  if (!filterPolicy) return true;
  if (filterPolicyScope === 'MessageAttributes') {
    // A message without attributes passes no filter on them, not even one that asks for their absence:
    // https://docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html
    const values = filterableValues(attributes);
    return Object.keys(values).length > 0 && matchesPattern(filterPolicy, values);
  }
  return matchesBody(filterPolicy, text);
}

/** A body that is no JSON object passes no filter. */
function matchesBody(policy: EventPattern, text: string): boolean {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && matchesPattern(policy, body);
  } catch {
    return false;
  }
}

function filterableValues(attributes: TopicAttributes): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap<readonly [string, unknown]>(
      ([name, { DataType = 'String', StringValue = '' }]) => {
        const type = DataType.split('.')[0];
        if (DataType === 'String.Array') return [[name, arrayOf(StringValue)]];
        if (type === 'Number') return [[name, Number(StringValue)]];
        return type === 'String' ? [[name, StringValue]] : [];
      },
    ),
  );
}

function arrayOf(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [value];
  } catch {
    return [text];
  }
}
