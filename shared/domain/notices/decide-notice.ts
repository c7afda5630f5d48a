import type { Notice, NoticeEvent } from '../notice.ts';
import type { NoticePolicy } from '../policy.ts';
import { daysMs, type EpochMs } from '../time.ts';
import { type Draft, draftNotice, type SettledReason } from './draft.ts';
import { fingerprint } from './fingerprint.ts';
import { growNotice } from './grow.ts';
import type { LookedAt } from './looked-at.ts';
import type { Place } from './place.ts';
import { saidBefore } from './said-before.ts';
import type { UnreadableHealthEvent, VpnHealthEvent } from './vpn-health-event.ts';

/** Why a notice is, or is not, to be told: the word that the log carries. */
export type NoticeDecision =
  | { readonly reason: 'new' | 'grown' | 'quiet-by-policy'; readonly notice: Notice }
  /** `earlier` may still wait to be announced, if the run before stopped half-way. */
  | { readonly reason: 'already-told'; readonly earlier: Notice }
  | { readonly reason: SettledReason };

export interface NoticeCase {
  readonly event: VpnHealthEvent;
  readonly place: Place;
  /** One for each connection that the event names, if the place could be looked at. */
  readonly looked: readonly LookedAt[];
  /** The notices of the region that are in memory. */
  readonly notices: readonly Notice[];
  readonly policy: NoticePolicy;
  readonly now: EpochMs;
}

/** What is to be told about a Health event: the same however often, late, or in how many copies and pages it comes. */
export const decideNotice = (subject: NoticeCase): NoticeDecision => {
  const { event, notices, policy, now } = subject;
  const draft = draftNotice(subject);
  if ('settled' in draft) return { reason: draft.settled };
  const ofEvent = notices.find((notice) => notice.eventKeys.includes(event.eventKey));
  if (ofEvent) {
    const grown = growNotice(ofEvent, draft);
    return grown ? tell(grown, 'grown', policy) : { reason: 'already-told', earlier: ofEvent };
  }
  const words = wordsOf(event);
  const earlier = saidBefore(notices, draft, words, policy.repeatAfterMs, now);
  if (earlier) return { reason: 'already-told', earlier };
  return tell(newNotice(subject.place.region, event.eventKey, draft, words, policy, now), 'new', policy);
};

/** People hear of an event that nobody can read too, once: it may be the one that mattered. */
export const decideUnreadable = (
  event: UnreadableHealthEvent,
  region: string,
  notices: readonly Notice[],
  policy: NoticePolicy,
  now: EpochMs,
): NoticeDecision => {
  const eventKey = `unreadable|${event.account ?? ''}|${fingerprint(event.text)}`;
  const earlier = notices.find((notice) => notice.eventKeys.includes(eventKey));
  if (earlier) return { reason: 'already-told', earlier };
  const draft: Draft = {
    kind: 'unreadable-event',
    severity: 'warning',
    reason: event.reason,
    connections: [],
  };
  const words: NoticeEvent = {
    code: '',
    topic: 'other',
    category: '',
    account: event.account ?? '',
    description: event.text,
    startedAt: undefined,
    arn: '',
  };
  return tell(newNotice(region, eventKey, draft, words, policy, now), 'new', policy);
};

const wordsOf = (event: VpnHealthEvent): NoticeEvent => ({
  code: event.code,
  topic: event.topic,
  category: event.category,
  account: event.account ?? '',
  description: event.description,
  startedAt: event.startedAt,
  arn: event.arn,
  ...(event.otherEntities.length > 0 ? { otherEntities: event.otherEntities } : {}),
});

export const newNotice = (
  region: string,
  eventKey: string,
  draft: Draft,
  event: NoticeEvent,
  policy: NoticePolicy,
  now: EpochMs,
): Notice => ({
  noticeId: `notice/${fingerprint(eventKey)}`,
  region,
  version: 1,
  ...draft,
  createdAt: now,
  expiresAt: now + policy.repeatAfterMs + daysMs(1),
  eventKeys: [eventKey],
  event,
  revision: 1,
  announcedRevision: 0,
});

/** A quiet notice that nobody wants to hear is remembered as if it had been told, so that nobody tells it later. */
const tell = (notice: Notice, reason: 'new' | 'grown', policy: NoticePolicy): NoticeDecision =>
  notice.severity === 'info' && policy.tell === 'actionable'
    ? { reason: 'quiet-by-policy', notice: { ...notice, announcedRevision: notice.revision } }
    : { reason, notice };
