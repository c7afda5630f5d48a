import { type AttributeValue, PutItemInput$ } from '@aws-sdk/client-dynamodb';
import { SendMessageRequest$ } from '@aws-sdk/client-sqs';
import { DynamoDBJsonCodec, DynamoDBJsonCodec2 } from '@aws-sdk/dynamodb-codec';
import { JsonCodec, JsonCodec2 } from '@smithy/core/protocols';
import {
  _parseEpochTimestamp,
  _parseRfc3339DateTimeWithOffset,
  _parseRfc7231DateTime,
  dateToUtcString,
  parseEpochTimestamp,
  parseRfc3339DateTimeWithOffset,
  parseRfc7231DateTime,
} from '@smithy/core/serde';
import type { StaticStructureSchema } from '@smithy/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

// Of what the SDK has twice a bundle has one: here the one is held to the other.

/** As any sender writes it: `\ud800` alone is no text. */
const text = fc.string({ unit: 'grapheme' });

/** The newer JSON loses what bears this name. No row has such a key. */
const name = text.filter((each) => each !== '__proto__');

const attribute: fc.Arbitrary<AttributeValue> = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text.map((S) => ({ S })),
    fc.bigInt().map((value) => ({ N: String(value) })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true as const }),
    fc.uint8Array().map((B) => ({ B })),
    fc.array(text, { minLength: 1 }).map((SS) => ({ SS })),
    fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }).map((M) => ({ M })),
  ),
})).value;

const written = (codec: JsonCodec | JsonCodec2, schema: StaticStructureSchema, value: unknown): string => {
  const serializer = codec.createSerializer();
  serializer.write(schema, value);
  const flushed = serializer.flush();
  return typeof flushed === 'string' ? flushed : new TextDecoder().decode(flushed);
};

describe('JSON', () => {
  it('of rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, attribute), async (Item) => {
        const row = { TableName: 'table', Item };
        const json = written(new DynamoDBJsonCodec2(), PutItemInput$, row);
        expect(written(new DynamoDBJsonCodec(), PutItemInput$, row)).toBe(json);
        const read = (codec: DynamoDBJsonCodec | DynamoDBJsonCodec2) =>
          codec.createDeserializer().read(PutItemInput$, json);
        expect(await read(new DynamoDBJsonCodec())).toEqual(await read(new DynamoDBJsonCodec2()));
      }),
    );
  });

  it('of messages', async () => {
    const settings = { timestampFormat: { useTrait: true, default: 7 as const }, jsonName: false };
    await fc.assert(
      fc.asyncProperty(text, fc.integer(), async (MessageBody, DelaySeconds) => {
        const message = { QueueUrl: 'https://queue', MessageBody, DelaySeconds };
        const json = written(new JsonCodec2(settings), SendMessageRequest$, message);
        expect(written(new JsonCodec(settings), SendMessageRequest$, message)).toBe(json);
        expect(await new JsonCodec(settings).createDeserializer().read(SendMessageRequest$, json)).toEqual(
          message,
        );
      }),
    );
  });
});

describe('times', () => {
  const moment = fc.date({
    min: new Date('1970-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });

  it('in seconds', () => {
    fc.assert(
      fc.property(moment, (date) => {
        const seconds = date.getTime() / 1_000;
        expect(_parseEpochTimestamp(seconds)).toEqual(parseEpochTimestamp(seconds));
        expect(_parseEpochTimestamp(seconds)).toEqual(date);
      }),
    );
  });

  it('in texts', () => {
    const offset = fc.constantFrom('Z', '+00:00', '-08:00', '+09:30');
    fc.assert(
      fc.property(moment, offset, (date, zone) => {
        const iso = date.toISOString().replace('Z', zone);
        expect(_parseRfc3339DateTimeWithOffset(iso)).toEqual(parseRfc3339DateTimeWithOffset(iso));
        expect(date.toUTCString()).toBe(dateToUtcString(date));
        expect(_parseRfc7231DateTime(date.toUTCString())).toEqual(parseRfc7231DateTime(date.toUTCString()));
      }),
    );
  });
});
