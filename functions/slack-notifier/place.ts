import type { Announcement } from '../../shared/contracts/announcement.ts';
import { type EpochMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { SlackDeliveries, SlackDelivery } from '../../shared/ports/records.ts';
import type { Now } from '../../shared/ports/shell.ts';
import type { SlackMode } from '../../shared/slack/client.ts';
import { spread } from './retry-delay.ts';
import { takeTurn } from './turns.ts';

/** Where a subject is told. `nowhere`: a webhook has no threads, and the message about the storm stands for it. */
export type Place =
  | { readonly place: 'own' }
  | ThreadPlace
  | { readonly place: 'nowhere' }
  | { readonly place: 'later'; readonly reason: 'no-parent' | 'pacing'; readonly afterMs: number };

export interface ThreadPlace {
  readonly place: 'thread';
  readonly channel: string;
  /** The message of the storm. */
  readonly threadTs: string;
}

/** What the queue knows of the announcement. */
export interface Waiting {
  readonly messageId: string;
  /** How long it has been in the queue. */
  readonly ageMs: number;
  /** How often the queue has handed it out. Absent: for the first time. */
  readonly receiveCount?: number;
}

export const own = { place: 'own' } as const;

export const justArrived: Waiting = { messageId: '', ageMs: 0 };

/** A storm's message that has not come by then will not come: better a message of its own than none. */
const longestWaitMs = minutesMs(10);

/** How long a storm's message is looked out for often. */
const soonMs = secondsMs(10);

export interface PlaceDeps {
  readonly deliveries: SlackDeliveries;
  readonly now: Now;
}

/**
 * The details of many incidents take turns, one for each incident however much there is to tell of it, so that a channel is never
 * sent more than it takes, and whatever else there is to tell passes them by.
 */
export const placeOf = async (
  { deliveries, now }: PlaceDeps,
  announcement: Announcement,
  stored: SlackDelivery | undefined,
  mode: SlackMode,
  waiting: Waiting,
): Promise<Place> => {
  const { gatheredIn, revision } = announcement;
  const hasOwn = stored !== undefined && stored.revision > 0 && stored.threadTs === undefined;
  if (gatheredIn === undefined || hasOwn) return own;
  if (mode === 'webhook') return { place: 'nowhere' };
  const parent = await deliveries.load(gatheredIn);
  if (parent?.ts === undefined || parent.channel === undefined) {
    if (waiting.ageMs > longestWaitMs) return own;
    return { place: 'later', reason: 'no-parent', afterMs: secondsMs(waiting.ageMs < soonMs ? 3 : 30) };
  }
  const thread: ThreadPlace = { place: 'thread', channel: parent.channel, threadTs: parent.ts };
  const isBusy = stored !== undefined && (stored.leaseUntil > now() || stored.revision >= revision);
  if (isBusy) return thread;
  const turnAt = stored?.turnAt ?? (await turnFor(deliveries, announcement, stored, thread, now()));
  if (turnAt === undefined) return { place: 'later', reason: 'pacing', afterMs: soonAfter(waiting) };
  return turnAt > now() ? { place: 'later', reason: 'pacing', afterMs: turnAt - now() } : thread;
};

/** Kept with the delivery, so that what is told of the same incident meanwhile waits for the same turn. It ends with the next lease. */
const turnFor = async (
  deliveries: SlackDeliveries,
  { subjectId }: Announcement,
  stored: SlackDelivery | undefined,
  { channel }: ThreadPlace,
  now: EpochMs,
): Promise<EpochMs | undefined> => {
  const turnAt = await takeTurn(deliveries, channel, now);
  if (turnAt === undefined || turnAt <= now) return turnAt;
  const nothingYet = {
    subjectId,
    version: 0,
    channel: undefined,
    ts: undefined,
    revision: 0,
    seq: 0,
    leaseUntil: 0,
  };
  const known = stored ?? nothingYet;
  const saved = await deliveries.save({ ...known, version: known.version + 1, turnAt });
  return saved === 'saved' ? turnAt : undefined;
};

const soonAfter = ({ messageId }: Waiting): number => secondsMs(1 + spread(messageId, 10));
