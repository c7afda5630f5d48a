import type { BusEvent, EpochMs } from '../contract.ts';
import { derivedHex, derivedUuid } from './derived.ts';
import { describeInWords } from './health-text.ts';

/** What an AWS Health event is about, whatever form it takes on the bus. */
export interface HealthNews {
  readonly eventTypeCode: string;
  readonly category: 'issue' | 'accountNotification' | 'investigation' | 'scheduledChange';
  readonly scope: 'ACCOUNT_SPECIFIC' | 'PUBLIC';
  /** The region that is affected. */
  readonly region: string;
  /** The account that the event is sent to. */
  readonly accountId: string;
  /** Differs from `accountId` in an organization's feed. */
  readonly affectedAccountId: string;
  readonly partition: string;
  readonly connectionIds: readonly string[];
  /** Bare ids, as captured in 2022, or ARNs, as in the newest documents. */
  readonly entities: 'ids' | 'arns';
  readonly statusCode: 'open' | 'closed' | 'upcoming';
  readonly startTime: EpochMs;
  readonly sentAt: EpochMs;
  readonly description?: string | undefined;
}

export interface Page {
  readonly page: number;
  readonly totalPages: number;
}

export interface Copy extends Page {
  /** A copy on the bus of the backup region. */
  readonly backup: boolean;
  /** Distinguishes deliveries of the same news: each has its own event id. */
  readonly delivery: number;
}

/** The form of the Health schema of 2026: string booleans and numbers, RFC 1123 dates, no `resources`. */
export const newestHealthEvent = (news: HealthNews, copy: Copy): BusEvent => ({
  ...envelope(news, copy),
  detail: {
    ...commonDetail(news),
    eventScopeCode: news.scope,
    communicationId: `${derivedHex(40, 'communication', identity(news))}-${copy.page}`,
    lastUpdatedTime: rfc1123(news.sentAt),
    statusCode: news.statusCode,
    eventRegion: news.region,
    ...(news.scope === 'PUBLIC' ? { affectedEntities: [] } : { affectedEntities: entitiesOf(news) }),
    affectedAccount: news.affectedAccountId,
    page: String(copy.page),
    totalPages: String(copy.totalPages),
    backupEvent: String(copy.backup),
    personas: ['OPERATIONS'],
    actionability: news.category === 'accountNotification' ? 'INFORMATIONAL' : 'ACTION_MAY_BE_REQUIRED',
  },
});

/** The form captured in 2022: bare ids, doubled as `resources`; no scope, status, pages, region or communication id. */
export const healthEventOf2022 = (news: HealthNews, copy: Copy): BusEvent => ({
  ...envelope(news, copy),
  time: iso(news.startTime),
  resources: [...news.connectionIds],
  detail: {
    ...commonDetail(news),
    affectedEntities: news.connectionIds.map((entityValue) => ({ entityValue })),
  },
});

const envelope = (
  news: HealthNews,
  copy: Copy,
): Pick<BusEvent, 'version' | 'id' | 'detail-type' | 'source' | 'account' | 'time' | 'region'> => ({
  version: '0',
  id: derivedUuid('health event', identity(news), copy.page, String(copy.backup), copy.delivery),
  'detail-type': 'AWS Health Event',
  source: 'aws.health',
  account: news.accountId,
  time: iso(news.sentAt),
  region: copy.backup ? backupRegionOf(news.region) : news.region,
});

const commonDetail = (news: HealthNews): Readonly<Record<string, unknown>> => ({
  eventArn: eventArnOf(news),
  service: 'VPN',
  eventTypeCode: news.eventTypeCode,
  eventTypeCategory: news.category,
  startTime: rfc1123(news.startTime),
  eventDescription: [{ language: 'en_US', latestDescription: news.description ?? describeInWords(news) }],
});

export const eventArnOf = (news: HealthNews): string =>
  `arn:${news.partition}:health:${news.region}::event/VPN/${news.eventTypeCode}/${news.eventTypeCode}-${news.sentAt}-${derivedHex(7, identity(news))}`;

const entitiesOf = (news: HealthNews) =>
  entityValuesOf(news).map((entityValue) => ({
    entityValue,
    lastUpdatedTime: rfc1123(news.sentAt),
    status: 'UNKNOWN',
  }));

/** The connections in the form in which the event names them. */
export const entityValuesOf = ({ entities, connectionIds, ...news }: HealthNews): readonly string[] =>
  entities === 'ids'
    ? connectionIds
    : connectionIds.map(
        (id) => `arn:${news.partition}:ec2:${news.region}:${news.affectedAccountId}:vpn-connection/${id}`,
      );

/** What makes two deliveries the same news. */
const identity = ({ eventTypeCode, region, startTime, sentAt, affectedAccountId }: HealthNews): string =>
  [eventTypeCode, region, affectedAccountId, startTime, sentAt].join('|');

/** Where AWS sends the copy (Health guide, "Choosing a Region"): us-west-2, and us-east-1 for us-west-2 itself. */
export const backupRegionOf = (region: string): string =>
  region === 'us-west-2' ? 'us-east-1' : 'us-west-2';

const iso = (at: EpochMs): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** As in Health events, where the day has no leading zero. */
const rfc1123 = (at: EpochMs): string => new Date(at).toUTCString().replace(/, 0/, ', ');
