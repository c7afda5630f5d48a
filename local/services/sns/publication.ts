import type { MessageAttributeValue } from '@aws-sdk/client-sns';
import { ServiceError } from '../../contract.ts';

export type TopicAttributes = Readonly<Record<string, MessageAttributeValue>>;

/** What is published: the fields of a `Publish` call that matter to subscribers. */
export interface Publication {
  readonly message: string;
  readonly subject?: string | undefined;
  readonly attributes?: TopicAttributes | undefined;
  /** `json`: the message holds a text per protocol. */
  readonly structure?: string | undefined;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
}

const maximumBytes = 262_144;
const subjectLimit = 100;
const controlCharacter = /\p{Cc}/u;

/** Throws as SNS answers a publication that breaks its rules. */
export function checkPublication({ message, subject, attributes = {}, structure }: Publication): void {
  if (message === '') throw invalid('Empty message');
  if (subject !== undefined && (subject === '' || [...subject].length >= subjectLimit))
    throw invalid('Subject');
  if (subject !== undefined && controlCharacter.test(subject)) throw invalid('Subject');
  if (Buffer.byteLength(message) + bytesOf(attributes) > maximumBytes) throw invalid('Message too long');
  if (structure !== undefined && structure !== 'json') throw invalid('MessageStructure');
  if (structure === 'json') textsByProtocol(message);
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(attributes)) {
    if (!/^(String|Number|Binary)(\.|$)/.test(DataType ?? '') || !(StringValue || BinaryValue)) {
      throw new ServiceError(
        'ParameterValueInvalid',
        `The message attribute '${name}' must contain a non-empty value of a supported type.`,
      );
    }
  }
}

function invalid(what: string): ServiceError {
  return new ServiceError('InvalidParameter', `Invalid parameter: ${what}`);
}

function bytesOf(attributes: TopicAttributes): number {
  return Object.entries(attributes).reduce(
    (sum, [name, { DataType = '', StringValue = '', BinaryValue }]) => {
      const value = BinaryValue?.byteLength ?? Buffer.byteLength(StringValue);
      return sum + Buffer.byteLength(name) + DataType.length + value;
    },
    0,
  );
}

function textsByProtocol(message: string): Readonly<Record<string, unknown>> & { readonly default: string } {
  let texts: unknown;
  try {
    texts = JSON.parse(message);
  } catch {
    throw invalid('Message Structure - JSON message body failed to parse');
  }
  const fallback = (texts as { default?: unknown } | null)?.default;
  if (typeof fallback !== 'string') {
    throw invalid('Message Structure - No default entry in JSON message body');
  }
  return { ...(texts as object), default: fallback };
}

/** The text for subscribers of one protocol. */
export function textFor(protocol: string, { message, structure }: Publication): string {
  if (structure !== 'json') return message;
  const texts = textsByProtocol(message);
  const own = texts[protocol];
  return typeof own === 'string' ? own : texts.default;
}
