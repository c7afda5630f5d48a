import type { Announcement } from '../../shared/contracts/announcement.ts';
import { minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { SlackDeliveries, SlackDelivery } from '../../shared/ports/records.ts';
import type { SlackMode } from '../../shared/slack/client.ts';
import { spread } from './retry-delay.ts';

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
}

export const own = { place: 'own' } as const;

export const justArrived: Waiting = { messageId: '', ageMs: 0 };

/** A storm's message that has not come by then will not come: better a message of its own than none. */
const longestWaitMs = minutesMs(10);

/** What is younger waits for its turn. */
const paceWithinMs = secondsMs(10);

/** A channel takes a message a second; some of that is left for what is more urgent. */
const perDetailMs = 1_250;

/** So many details at once a channel tolerates. */
const burst = 10;

/**
 * The details of many incidents are spread over the time that the channel needs for them, so that each is received from the
 * queue twice or so, however many there are, and whatever else there is to tell passes them by.
 */
export const placeOf = async (
  deliveries: SlackDeliveries,
  announcement: Announcement,
  stored: SlackDelivery | undefined,
  mode: SlackMode,
  { messageId, ageMs }: Waiting,
): Promise<Place> => {
  const { gatheredIn } = announcement;
  const hasOwn = stored !== undefined && stored.revision > 0 && stored.threadTs === undefined;
  if (gatheredIn === undefined || hasOwn) return own;
  if (mode === 'webhook') return { place: 'nowhere' };
  const parent = await deliveries.load(gatheredIn);
  if (parent?.ts === undefined || parent.channel === undefined) {
    if (ageMs > longestWaitMs) return own;
    return { place: 'later', reason: 'no-parent', afterMs: secondsMs(ageMs < paceWithinMs ? 3 : 30) };
  }
  const size = parent.size ?? 0;
  if (size > burst && ageMs < paceWithinMs) {
    const turnMs = spread(messageId, size) * perDetailMs;
    return { place: 'later', reason: 'pacing', afterMs: paceWithinMs + turnMs };
  }
  return { place: 'thread', channel: parent.channel, threadTs: parent.ts };
};
