import type {
  AffectedEntity,
  DescribeAffectedEntitiesRequest,
  DescribeAffectedEntitiesResponse,
} from '@aws-sdk/client-health';
import type { Operation } from '../../contract.ts';
import { derivedHex } from '../../world/derived.ts';
import { entityValuesOf } from '../../world/health-event.ts';
import type { HealthRecord } from '../../world/health-record.ts';
import type { ListRecords } from './events.ts';
import { among, assertEventArns, assertOnly, pageOf } from './only-modelled.ts';

export const describeAffectedEntities =
  (list: ListRecords): Operation<DescribeAffectedEntitiesRequest, DescribeAffectedEntitiesResponse> =>
  ({ filter, maxResults, nextToken: token }) => {
    assertOnly(filter ?? {}, ['eventArns', 'entityValues', 'statusCodes'], 'DescribeAffectedEntities');
    const wanted = assertEventArns(filter?.eventArns);
    const entities = list()
      .filter(({ arn }) => wanted.includes(arn))
      .flatMap(entitiesOf)
      .filter(
        ({ entityValue, statusCode }) =>
          among(filter?.entityValues, entityValue ?? '') &&
          among(filter?.statusCodes, statusCode ?? 'UNKNOWN'),
      );
    const { items, nextToken } = pageOf(entities, maxResults, token);
    return { entities: [...items], ...(nextToken === undefined ? {} : { nextToken }) };
  };

const entitiesOf = (record: HealthRecord): readonly AffectedEntity[] =>
  entityValuesOf(record).map((entityValue) => ({
    entityArn: `arn:${record.partition}:health:${record.region}:${record.affectedAccountId}:entity/${derivedHex(20, record.arn, entityValue)}`,
    eventArn: record.arn,
    entityValue,
    awsAccountId: record.affectedAccountId,
    lastUpdatedTime: new Date(record.lastUpdatedAt),
    statusCode: record.statusCode === 'closed' ? 'RESOLVED' : 'UNKNOWN',
  }));
