import type { BusEvent, Clock, EpochMs, Journal, PutEvent } from '../contract.ts';
import { type Copy, type HealthNews, healthEventOf2022, newestHealthEvent } from './health-event.ts';
import { createHealthRecords, type HealthRecord } from './health-record.ts';
import type { WorldSettings } from './settings.ts';

/** News with everything that has a default left out. */
export type HealthNewsInBrief = Pick<HealthNews, 'eventTypeCode' | 'region'> & {
  readonly [K in keyof Omit<HealthNews, 'eventTypeCode' | 'region'>]?: HealthNews[K] | undefined;
};

export interface Delivery extends Partial<Copy> {
  /** @default 'newest' */
  readonly form?: 'newest' | '2022' | undefined;
}

/** AWS Health: what it says on the bus, and what it lists. */
export interface Health {
  /** Fills in what the account knows. */
  complete(news: HealthNewsInBrief): HealthNews;
  /** Puts one event on the bus of the affected region, or of its backup region. */
  deliver(news: HealthNews, delivery?: Delivery): void;
  send(news: HealthNewsInBrief): void;
  /** The events of all regions as they stand at that time, the latest first. */
  records(now: EpochMs): readonly HealthRecord[];
}

interface HealthDeps {
  readonly settings: Pick<WorldSettings, 'healthEventOpenForMs'>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly putEvent: PutEvent;
  readonly accountId: string;
  readonly partition: string;
}

export const createHealth = (deps: HealthDeps): Health => {
  const { clock, journal, putEvent, accountId, partition } = deps;
  const records = createHealthRecords(accountId, deps.settings.healthEventOpenForMs);
  const complete = (news: HealthNewsInBrief): HealthNews => ({
    eventTypeCode: news.eventTypeCode,
    region: news.region,
    category: news.category ?? 'accountNotification',
    scope: news.scope ?? 'ACCOUNT_SPECIFIC',
    accountId: news.accountId ?? accountId,
    affectedAccountId: news.affectedAccountId ?? news.accountId ?? accountId,
    partition: news.partition ?? partition,
    connectionIds: news.connectionIds ?? [],
    entities: news.entities ?? 'arns',
    statusCode: news.statusCode ?? 'open',
    startTime: news.startTime ?? clock.now(),
    sentAt: news.sentAt ?? clock.now(),
    description: news.description,
  });

  const deliver = (news: HealthNews, { form = 'newest', ...delivery }: Delivery = {}): void => {
    const copy: Copy = { page: 1, totalPages: 1, backup: false, delivery: 0, ...delivery };
    const event = form === '2022' ? healthEventOf2022(news, copy) : newestHealthEvent(news, copy);
    if (!copy.backup) records.note(news);
    journal.record('health.event', factsOf(news, event));
    putEvent(event);
  };

  return { complete, deliver, send: (news) => deliver(complete(news)), records: records.list };
};

const factsOf = (news: HealthNews, event: BusEvent) => ({
  region: event.region,
  code: news.eventTypeCode,
  connectionId: news.connectionIds.join(' '),
  eventId: event.id,
});
