import type { Replacement } from './replacement.ts';

/** What the SDK has twice, an older and a newer one, each used by some of its parts. One does for all. */
export const doubled: readonly Replacement[] = [
  {
    // The newer way to read times, for whoever asks for the older.
    imported: /^\.\/date-utils$/,
    instead: `export {
      _parseEpochTimestamp as parseEpochTimestamp,
      _parseRfc3339DateTimeWithOffset as parseRfc3339DateTime,
      _parseRfc3339DateTimeWithOffset as parseRfc3339DateTimeWithOffset,
      _parseRfc7231DateTime as parseRfc7231DateTime,
    } from '@smithy/core/serde';
    export const dateToUtcString = (date) => date.toUTCString();`,
  },
  // The older way to read and write JSON, which leaves it to Node, for whoever asks for the newer.
  {
    imported: /\/codec-v2\/JsonCodec2$/,
    instead: `export { JsonCodec as JsonCodec2 } from '@smithy/core/protocols';`,
  },
  {
    imported: /\/codec-v2\/DynamoDBJsonCodec2$/,
    instead: `export { DynamoDBJsonCodec as DynamoDBJsonCodec2 } from '@aws-sdk/dynamodb-codec';`,
  },
];
