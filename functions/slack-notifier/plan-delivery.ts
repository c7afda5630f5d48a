import type { Announcement, AnnouncementKind, ThreadEntry } from '../../shared/contracts/announcement.ts';
import type { SlackDelivery } from '../../shared/ports/records.ts';
import type { SlackMode } from '../../shared/slack/client.ts';
import { threadReplies } from '../../shared/slack/thread.ts';
import { own, type Place, type ThreadPlace } from './place.ts';

/** What is to be sent, in order, and why; nothing where there are no steps. */
export interface DeliveryPlan {
  readonly reason: PlanReason;
  readonly steps: readonly DeliveryStep[];
}

export type PlanReason =
  | 'first-message'
  | 'newer-revision'
  | 'missing-replies'
  | 'stale'
  | 'superseded'
  | 'silent-update'
  | 'nothing-to-end'
  | 'told-in-storm';

/** `seq` is the last thread entry that people know of once the step is done. */
export type DeliveryStep =
  | {
      readonly step: 'post';
      readonly happened: readonly ThreadEntry[];
      readonly seq: number;
      /** Absent: as a message of its own. */
      readonly thread?: ThreadPlace;
    }
  | { readonly step: 'update'; readonly happened: readonly ThreadEntry[]; readonly seq?: number }
  | { readonly step: 'reply'; readonly text: string; readonly seq: number; readonly broadcast: boolean };

/** Nothing to post where nothing can be edited. */
const silentKinds: ReadonlySet<AnnouncementKind> = new Set<AnnouncementKind>([
  'incident.update',
  'storm.update',
  'storm.calm',
]);

/** Has nothing to say of its own; a line that rings it may carry all the same. */
export const isSilent = ({ kind }: Announcement): boolean => silentKinds.has(kind);

/** What Slack does not know yet of what was announced. Any order and any number of repetitions lead to the same end. */
export const planDelivery = (
  announcement: Announcement,
  delivery: SlackDelivery | undefined,
  mode: SlackMode,
  place: Exclude<Place, { place: 'later' }> = own,
): DeliveryPlan => {
  if (endsNothing(announcement, delivery)) return { reason: 'nothing-to-end', steps: [] };
  if (place.place === 'nowhere') return { reason: 'told-in-storm', steps: [] };
  if (place.place === 'thread') return planInThread(announcement, delivery, place);
  return mode === 'bot' ? planForBot(announcement, delivery) : planForWebhook(announcement, delivery);
};

/** A reply cannot have replies: it says itself what has happened, is edited, and is shown in no channel. */
const planInThread = (
  announcement: Announcement,
  delivery: SlackDelivery | undefined,
  thread: ThreadPlace,
): DeliveryPlan => {
  const happened = announcement.thread.slice(1);
  const seq = lastSeq(announcement);
  if (delivery?.ts === undefined) {
    return { reason: 'first-message', steps: [{ step: 'post', happened, seq, thread }] };
  }
  return announcement.revision > delivery.revision
    ? { reason: 'newer-revision', steps: [{ step: 'update', happened, seq }] }
    : { reason: 'stale', steps: [] };
};

const planForBot = (announcement: Announcement, delivery: SlackDelivery | undefined): DeliveryPlan => {
  const isNew = delivery?.ts === undefined || beginsAnew(announcement, delivery);
  if (isNew) return planFirstMessage(announcement, delivery);
  const replies = planReplies(announcement, delivery.seq, delivery.rungSeq ?? 0);
  if (announcement.revision > delivery.revision) {
    return { reason: 'newer-revision', steps: [{ step: 'update', happened: [] }, ...replies] };
  }
  return { reason: replies.length > 0 ? 'missing-replies' : 'stale', steps: replies };
};

export const isOver = ({ message }: Announcement): boolean => message.severity === 'resolved';

/** An alarm notifies of its first good state as of any other: that Tunnelkeeper works is worth no message where nobody has read that it did not. */
const endsNothing = (announcement: Announcement, delivery: SlackDelivery | undefined): boolean =>
  announcement.kind === 'notice.own-alarm' &&
  isOver(announcement) &&
  (delivery === undefined || delivery.revision === 0 || delivery.over === true);

/** Nobody looks again at a message that said that it was over. */
const beginsAnew = (announcement: Announcement, { over, revision }: SlackDelivery): boolean =>
  over === true && !isOver(announcement) && announcement.revision > revision;

/** The first entry says what the message itself says; only what came after it goes into the thread. The message rings for all of it. */
const planFirstMessage = (announcement: Announcement, delivery: SlackDelivery | undefined): DeliveryPlan => {
  const seq = Math.max(delivery?.seq ?? 0, announcement.thread[0]?.seq ?? 0);
  return {
    reason: 'first-message',
    steps: [{ step: 'post', happened: [], seq }, ...planReplies(announcement, seq, lastSeq(announcement))],
  };
};

const planReplies = (
  announcement: Announcement,
  afterSeq: number,
  rungSeq: number,
): readonly DeliveryStep[] => {
  const missing = announcement.thread
    .filter(({ seq }) => seq > afterSeq)
    .map((entry) => ({ ...entry, loud: entry.loud === true && entry.seq > rungSeq }));
  return threadReplies(missing).map(({ text, lastSeq: seq, loud: broadcast }) => ({
    step: 'reply',
    text,
    seq,
    broadcast,
  }));
};

/** What people can know of once they have seen all of it. */
export const lastSeq = ({ thread }: Announcement): number => thread.at(-1)?.seq ?? 0;

/**
 * A webhook cannot edit: silent redraws are left out unless they carry what should have rung, and each post says what has happened
 * since the last one.
 */
const planForWebhook = (announcement: Announcement, delivery: SlackDelivery | undefined): DeliveryPlan => {
  if (delivery && announcement.revision <= delivery.revision) return { reason: 'stale', steps: [] };
  const isFirst = delivery === undefined || delivery.revision === 0;
  const knownSeq = isFirst ? (announcement.thread[0]?.seq ?? 0) : delivery.seq;
  const happened = announcement.thread.filter((entry) => entry.seq > knownSeq);
  const isQuiet = isSilent(announcement) && !happened.some(({ loud }) => loud);
  if (!isFirst && isQuiet) return { reason: 'silent-update', steps: [] };
  return {
    reason: isFirst ? 'first-message' : 'newer-revision',
    steps: [{ step: 'post', happened, seq: happened.at(-1)?.seq ?? knownSeq }],
  };
};
