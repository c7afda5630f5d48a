import type {
  DescribeEventsRequest,
  DescribeEventsResponse,
  Event,
  EventFilter,
} from '@aws-sdk/client-health';
import type { Operation } from '../../contract.ts';
import { entityValuesOf } from '../../world/health-event.ts';
import type { HealthRecord } from '../../world/health-record.ts';
import { among, assertOnly, pageOf } from './only-modelled.ts';

export type ListRecords = () => readonly HealthRecord[];

export const describeEvents =
  (list: ListRecords): Operation<DescribeEventsRequest, DescribeEventsResponse> =>
  ({ filter = {}, maxResults, nextToken: token }) => {
    assertOnly(filter, modelledFilters, 'DescribeEvents');
    const { items, nextToken } = pageOf(
      list().filter((record) => passes(record, filter)),
      maxResults,
      token,
    );
    return { events: items.map(eventShape), ...(nextToken === undefined ? {} : { nextToken }) };
  };

const modelledFilters = [
  'eventArns',
  'eventTypeCodes',
  'eventTypeCategories',
  'eventStatusCodes',
  'services',
  'regions',
  'entityValues',
];

const passes = (record: HealthRecord, filter: EventFilter): boolean =>
  among(filter.eventArns, record.arn) &&
  among(filter.eventTypeCodes, record.eventTypeCode) &&
  among(filter.eventTypeCategories, record.category) &&
  among(filter.eventStatusCodes, record.statusCode) &&
  among(filter.services, 'VPN') &&
  among(filter.regions, record.region) &&
  (!filter.entityValues?.length ||
    entityValuesOf(record).some((value) => filter.entityValues?.includes(value)));

export const eventShape = (record: HealthRecord): Event => ({
  arn: record.arn,
  service: 'VPN',
  eventTypeCode: record.eventTypeCode,
  eventTypeCategory: record.category,
  region: record.region,
  startTime: new Date(record.startTime),
  ...(record.endsAt === undefined ? {} : { endTime: new Date(record.endsAt) }),
  lastUpdatedTime: new Date(record.lastUpdatedAt),
  statusCode: record.statusCode,
  eventScopeCode: record.scope,
});
