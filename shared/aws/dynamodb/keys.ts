import { TableAttribute } from '../../contracts/table.ts';

/** Where a row stands. Everything about a region shares a partition, so that one query reads it. */
export interface RowKey {
  readonly pk: string;
  readonly sk: string;
}

export type RegionRowKind =
  | 'INCIDENT'
  | 'NOTICE'
  | 'USAGE'
  | 'CHANGE'
  | 'STORM'
  | 'REACH'
  | 'FOUND'
  | 'TRAFFIC';

export const regionPartition = (region: string): string => `REGION#${region}`;

export const regionRowKey = (region: string, kind: RegionRowKind, id: string): RowKey => ({
  pk: regionPartition(region),
  sk: `${kind}#${id}`,
});

export const historyKey = (connectionId: string, closedAtIso: string, incidentId: string): RowKey => ({
  pk: `HISTORY#${connectionId}`,
  sk: `${closedAtIso}#${incidentId}`,
});

export const ledgerKey: RowKey = { pk: 'ACCOUNT', sk: 'RESTARTS' };

export const postureKey: RowKey = { pk: 'ACCOUNT', sk: 'POSTURE' };

export const slackDeliveryKey = (subjectId: string): RowKey => ({
  pk: `SLACK#${subjectId}`,
  sk: 'DELIVERY',
});

/** Names for expressions: some attributes are reserved words. */
export const attributeNames = {
  '#pk': TableAttribute.partitionKey,
  '#version': TableAttribute.version,
  '#expiresAt': TableAttribute.expiresAt,
} as const;
