import type { SQSRecord } from 'aws-lambda';
import type { Announcement } from '../../shared/contracts/announcement.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { SelfAlarmsNow } from './own-alarm.ts';
import { isSilent } from './plan-delivery.ts';
import { type ReadBody, readBody } from './read-body.ts';

/** A record of the queue, and what it asks to be told. */
export interface BatchItem extends ReadBody {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly receiveCount: number;
  readonly body: string;
  readonly sentAt: EpochMs;
  /** A later record of the same batch says all of it, and as loudly. */
  readonly superseded: boolean;
}

export const readBatch = (records: readonly SQSRecord[], alarms: SelfAlarmsNow): readonly BatchItem[] => {
  const items = records.map((record) => ({
    messageId: record.messageId,
    receiptHandle: record.receiptHandle,
    receiveCount: Number(record.attributes.ApproximateReceiveCount) || 1,
    body: record.body,
    sentAt: Number(record.attributes.SentTimestamp) || 0,
    ...readBody(record.body, alarms),
  }));
  return items.map((item) => ({
    ...item,
    superseded: items.some((other) => isSuperseded(item.announcement, other.announcement)),
  }));
};

const isSuperseded = (announcement: Announcement, other: Announcement): boolean =>
  other.subjectId === announcement.subjectId &&
  other.revision > announcement.revision &&
  (isSilent(announcement) || !isSilent(other)) &&
  linesOf(announcement).every((seq) => linesOf(other).includes(seq));

/** Those that ring. An alarm's end is told by its own news alone. */
const linesOf = ({ thread, kind }: Announcement): readonly number[] =>
  thread.flatMap(({ seq, loud }) => (loud || kind === 'notice.own-alarm' ? [seq] : []));
