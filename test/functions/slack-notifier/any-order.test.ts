import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliver } from '../../../functions/slack-notifier/deliver.ts';
import type { Announcement } from '../../../shared/contracts/announcement.ts';
import type { SlackOutcome } from '../../../shared/slack/outcome.ts';
import { outageMessage } from '../../slack/messages.ts';
import { incidentAnnouncement, threadOf } from './announcements.ts';
import { setUp, told } from './set-up.ts';

describe('any order, repetition and trouble', () => {
  /** A course of one incident: each revision adds some entries to those before. */
  const courseOf = (added: readonly number[]): readonly Announcement[] => {
    let entries = 1;
    return added.map((count, index) => {
      entries += index === 0 ? 0 : count;
      const revision = index + 1;
      return incidentAnnouncement({
        revision,
        thread: threadOf(entries),
        message: outageMessage({ headline: `revision-${revision}.` }),
      });
    });
  };

  const anyArrival = (mostAdded: number) =>
    fc
      .array(fc.integer({ min: 0, max: mostAdded }), { minLength: 1, maxLength: 6 })
      .map(courseOf)
      .chain(arrivalOf);

  const arrivalOf = (course: readonly Announcement[]) =>
    fc.record({
      course: fc.constant(course),
      arrivals: fc
        .array(fc.constantFrom(...course), { maxLength: 8 })
        .chain((repeated) =>
          fc.shuffledSubarray([...course, ...repeated], { minLength: course.length + repeated.length }),
        ),
      trouble: fc.array(
        fc.constantFrom<SlackOutcome | undefined>(
          undefined,
          { outcome: 'unavailable', reason: 'timeout' },
          { outcome: 'rate-limited', retryAfterMs: 5_000 },
          { outcome: 'unavailable', reason: 'server-error' },
        ),
        { maxLength: 20 },
      ),
    });

  const deliverAll = async (
    deps: Parameters<typeof deliver>[0],
    arrivals: readonly Announcement[],
    pass: () => void,
  ) => {
    const queue = [...arrivals];
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { outcome } = await deliver(deps, next);
      if (outcome === 'retry') queue.push(next);
      pass();
    }
  };

  it('ends in one message that shows the highest revision, with each step of the course once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(anyArrival(3), async ({ course, arrivals, trouble }) => {
        const { deps, slack, clock } = setUp();
        const due = [...trouble];
        slack.refuse(() => due.shift());
        await deliverAll(deps, arrivals, () => clock.advance(60_000));
        expect(slack.messages).toHaveLength(1);
        expect(slack.messages[0]?.text).toContain(`revision-${course.length}.`);
        const entries = course.at(-1)?.thread.map((entry) => entry.seq) ?? [];
        expect(told(slack.messages[0]?.replies ?? [])).toEqual(entries.slice(1));
      }),
    );
  });

  it('tells a webhook each step of the course once', async () => {
    await fc.assert(
      fc.asyncProperty(anyArrival(1), async ({ course, arrivals, trouble }) => {
        const { deps, slack, clock } = setUp('webhook');
        const due = [...trouble];
        slack.refuse(() => due.shift());
        await deliverAll(deps, arrivals, () => clock.advance(60_000));
        const entries = course.at(-1)?.thread.map((entry) => entry.seq) ?? [];
        expect(told(slack.messages.map((message) => ({ text: message.blocks })))).toEqual(entries.slice(1));
        expect(slack.messages.at(-1)?.text).toContain(`revision-${course.length}.`);
      }),
    );
  });
});
