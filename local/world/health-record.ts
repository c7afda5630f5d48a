import type { EpochMs } from '../contract.ts';
import { eventArnOf, type HealthNews } from './health-event.ts';

/** An event as AWS Health lists it: what was told last, from when to when. */
export interface HealthRecord extends HealthNews {
  readonly arn: string;
  readonly lastUpdatedAt: EpochMs;
  /** When it is over; undefined as long as nobody knows. */
  readonly endsAt: EpochMs | undefined;
}

/** The events of the account and the public ones. */
export interface HealthRecords {
  note(news: HealthNews): void;
  /** As they stand now, the latest first. */
  list(now: EpochMs): readonly HealthRecord[];
}

/** Events for another account of an organization are on the bus only. `openForMs`: how long an event stays open that nobody closes. */
export const createHealthRecords = (accountId: string, openForMs: number): HealthRecords => {
  const records = new Map<string, HealthRecord>();
  return {
    note: (news) => {
      if (news.scope === 'ACCOUNT_SPECIFIC' && news.affectedAccountId !== accountId) return;
      const known = records.get(keyOf(news));
      records.set(keyOf(news), {
        ...news,
        arn: known?.arn ?? eventArnOf(news),
        connectionIds: [...new Set([...(known?.connectionIds ?? []), ...news.connectionIds])],
        lastUpdatedAt: news.sentAt,
        endsAt: endOf(news, openForMs),
      });
    },
    list: (now) =>
      [...records.values()]
        .map((record) => asOf(record, now))
        .sort((one, other) => other.startTime - one.startTime || (one.arn < other.arn ? -1 : 1)),
  };
};

/** An update tells of what began at the same time. */
const keyOf = ({ eventTypeCode, region, startTime, scope }: HealthNews): string =>
  [eventTypeCode, region, scope, startTime].join('|');

const endOf = ({ statusCode, sentAt, startTime }: HealthNews, openForMs: number): EpochMs =>
  statusCode === 'closed' ? sentAt : Math.max(sentAt, startTime) + openForMs;

const asOf = (record: HealthRecord, now: EpochMs): HealthRecord => {
  const { endsAt, startTime, statusCode } = record;
  if (endsAt !== undefined && endsAt <= now)
    return { ...record, statusCode: 'closed', lastUpdatedAt: endsAt };
  const hasBegun = statusCode === 'upcoming' && startTime <= now;
  return { ...record, statusCode: hasBegun ? 'open' : statusCode, endsAt: undefined };
};
