/** The one table: names that its construct and its adapter share. */
export const TableAttribute = {
  partitionKey: 'pk',
  sortKey: 'sk',
  version: 'version',
  /** Epoch seconds; DynamoDB forgets the row some time after. */
  expiresAt: 'expiresAt',
  /** The record as JSON. */
  body: 'body',
} as const;
