import { describe, expect, it } from 'vitest';
import { type DeliveryStep, planDelivery } from '../../../functions/slack-notifier/plan-delivery.ts';
import type { Announcement, ThreadEntry } from '../../../shared/contracts/announcement.ts';
import type { SlackDelivery } from '../../../shared/ports/records.ts';
import type { SlackMode } from '../../../shared/slack/client.ts';
import { incidentAnnouncement, ringing, threadOf } from './announcements.ts';

const deliveredAs = (different: Partial<SlackDelivery>): SlackDelivery => ({
  subjectId: incidentAnnouncement().subjectId,
  version: 2,
  channel: 'C0123456789',
  ts: '1.0',
  revision: 1,
  seq: 1,
  leaseUntil: 0,
  ...different,
});

/** `post:1` after which entry 1 is known, `update`, `reply:3!` if it is shown in the channel too. */
const short = (step: DeliveryStep): string => {
  if (step.step === 'update') return 'update';
  if (step.step === 'post')
    return `post:${step.seq}${step.happened.map((entry) => `+${entry.seq}`).join('')}`;
  return `reply:${step.seq}${step.broadcast ? '!' : ''}`;
};

type Case = [string, SlackMode, Partial<Announcement>, Partial<SlackDelivery> | undefined, string, string[]];

const rev = (revision: number, entries: number, kind: Announcement['kind'] = 'incident.opened') => ({
  revision,
  thread: threadOf(entries),
  kind,
});

const loud = (revision: number, thread: readonly ThreadEntry[], kind: Announcement['kind']) => ({
  revision,
  thread,
  kind,
});

const leasedOnly = { ts: undefined, channel: undefined, revision: 0, seq: 0 };

describe('what is left to tell', () => {
  it.each<Case>([
    ['the first one', 'bot', rev(1, 1), undefined, 'first-message', ['post:1']],
    ['the first one without a course', 'bot', rev(1, 0), undefined, 'first-message', ['post:0']],
    [
      'the first one that arrives is the third',
      'bot',
      rev(3, 4),
      undefined,
      'first-message',
      ['post:1', 'reply:4'],
    ],
    [
      'first, and as grave as it gets',
      'bot',
      loud(2, ringing(2, 2), 'incident.worsened'),
      undefined,
      'first-message',
      ['post:1', 'reply:2'],
    ],
    ['a post that failed', 'bot', rev(1, 1), leasedOnly, 'first-message', ['post:1']],
    ['news', 'bot', rev(2, 3), {}, 'newer-revision', ['update', 'reply:3']],
    ['a redraw', 'bot', rev(2, 1, 'incident.update'), {}, 'newer-revision', ['update']],
    [
      'it worsened',
      'bot',
      loud(2, ringing(2, 2), 'incident.worsened'),
      {},
      'newer-revision',
      ['update', 'reply:2!'],
    ],
    [
      'what should have rung comes with something quieter',
      'bot',
      loud(3, ringing(3, 2), 'incident.cause-found'),
      {},
      'newer-revision',
      ['update', 'reply:3!'],
    ],
    [
      'what the message has rung for',
      'bot',
      loud(3, ringing(3, 2), 'incident.cause-found'),
      { rungSeq: 2 },
      'newer-revision',
      ['update', 'reply:3'],
    ],
    [
      'a webhook gets with a redraw what should have rung',
      'webhook',
      loud(3, ringing(2, 2), 'incident.update'),
      { ts: undefined },
      'newer-revision',
      ['post:2+2'],
    ],
    ['it is over', 'bot', rev(2, 2, 'incident.closed'), {}, 'newer-revision', ['update', 'reply:2']],
    ['the same again', 'bot', rev(1, 1), {}, 'stale', []],
    ['an old one', 'bot', rev(1, 1), { revision: 4, seq: 5 }, 'stale', []],
    [
      'the same, of which the reply is missing',
      'bot',
      rev(2, 3),
      { revision: 2, seq: 1 },
      'missing-replies',
      ['reply:3'],
    ],
    [
      'a new parent for a message that is gone',
      'bot',
      rev(4, 6),
      { ts: undefined, revision: 3, seq: 5 },
      'first-message',
      ['post:5', 'reply:6'],
    ],
    ['the first one by webhook', 'webhook', rev(1, 1), undefined, 'first-message', ['post:1']],
    ['late to the webhook', 'webhook', rev(3, 3), undefined, 'first-message', ['post:3+2+3']],
    ['a post by webhook that failed', 'webhook', rev(1, 1), leasedOnly, 'first-message', ['post:1']],
    [
      'a redraw is all there is for the webhook',
      'webhook',
      rev(3, 1, 'incident.update'),
      undefined,
      'first-message',
      ['post:1'],
    ],
    ['news by webhook', 'webhook', rev(2, 3), { ts: undefined }, 'newer-revision', ['post:3+2+3']],
    ['a redraw by webhook', 'webhook', rev(2, 1, 'incident.update'), { ts: undefined }, 'silent-update', []],
    ['the same again by webhook', 'webhook', rev(1, 1), { ts: undefined }, 'stale', []],
  ])('%s', (_, mode, announced, delivered, reason, steps) => {
    const plan = planDelivery(incidentAnnouncement(announced), delivered && deliveredAs(delivered), mode);
    expect(plan.reason).toBe(reason);
    expect(plan.steps.map(short)).toEqual(steps);
  });
});
