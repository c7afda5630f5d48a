import type { EpochMs } from '../../shared/domain/time.ts';
import { mrkdwnLine } from '../../shared/slack/mrkdwn.ts';
import { happenedLine } from '../../shared/slack/thread.ts';
import type { CallingFact, PublishedFact, SlackFact } from '../facts.ts';
import type { Reply, ShownMessage } from './channel.ts';
import type { Invariant, Watching } from './invariant.ts';
import { isUncertain } from './uncertain.ts';

export const toldOnce: Invariant = {
  name: 'told-once',
  statement:
    'A subject has one message (of a webhook: each message is posted once), a step one line in its thread, and a revision one publication, unless nobody could know what had become of the one before, its channel refuses, or it cannot be edited and what it says of the severity is not so any more.',
  watch: ({ truth, channel, estate }) => {
    const published = new Map<string, { readonly by: CallingFact; readonly at: EpochMs }>();
    const judgePublication = ({ announcement, by }: PublishedFact, at: EpochMs) => {
      const { subjectId, revision } = announcement;
      const key = `${subjectId}/${revision}`;
      const before = published.get(key);
      published.set(key, { by, at });
      if (!before || isUncertain(truth, before.by) || overlaps(truth, before.by, by)) return undefined;
      return `revision ${revision} of ${subjectId} was published twice`;
    };
    const refusing = new Set<string>();
    const uneditable = new Set<string>();
    const posts = new Map<string, CallingFact[]>();
    /** Of a webhook: what has been posted is not posted again. */
    const judgePost = ({ text, blocks, by }: SlackFact, { atLeast, revision }: ShownMessage) => {
      const key = `${text}/${blocks}`;
      const before = posts.get(key) ?? [];
      posts.set(key, [...before, by]);
      const last = before.at(-1);
      // Several revisions may read the same.
      if (!last || before.length < revision - atLeast + 1) return undefined;
      if (isUncertain(truth, last) || overlaps(truth, last, by)) return undefined;
      return `"${text.split('\n')[0]}" was posted twice, though the first was known to be posted`;
    };
    const judgeSlack = (fact: SlackFact) => {
      const own = channel.messages.get(fact.ts);
      const message = own ?? channel.messages.get(fact.threadTs ?? '');
      const subject = message && channel.subjects.get(message.subjectId);
      if (!message || !subject) return undefined;
      if (estate.slackMode === 'webhook') return judgePost(fact, message);
      if (own && fact.call !== 'update') {
        const before = subject.messages.at(-2);
        const isMoved = before && refusing.has(before.channel) && own.channel !== before.channel;
        const isReplaced = before && uneditable.has(before.ts) && own.severity !== before.severity;
        if (!before || isMoved || isReplaced) return undefined;
        if (!isUncertain(truth, before.postedBy))
          return `${subject.subjectId} got a second message, though the first was known to be posted`;
        return couldBeLookedUp(truth, before)
          ? `${subject.subjectId} got a second message, though Slack would have shown the first`
          : undefined;
      }
      if (fact.call !== 'reply') return undefined;
      const known = message.replies
        .slice(0, -1)
        .filter((reply) => !isUncertain(truth, reply.postedBy) || couldBeLookedUp(truth, reply))
        .map(({ text }) => text.split('\n'));
      const repeated = fact.text.split('\n').find((line) => {
        const told = known.filter((lines) => lines.includes(line)).length;
        return told > 0 && told >= timesIn(subject, line);
      });
      return repeated && `"${repeated}" was told twice in the thread`;
    };
    return (fact, at) => {
      if (fact.kind === 'slack-received' && fact.refused) refusing.add(fact.channel);
      if (fact.kind === 'slack-received' && fact.uneditable) uneditable.add(fact.uneditable);
      if (fact.kind === 'published') return judgePublication(fact, at);
      return fact.kind === 'slack' ? judgeSlack(fact) : undefined;
    };
  },
};

/** It was noted that Slack had not answered, and nothing has stood in the way of asking it since. */
const couldBeLookedUp = (
  truth: Watching['truth'],
  { postedBy, postedAt }: Pick<Reply, 'postedBy' | 'postedAt'>,
): boolean => {
  const first = truth.invocations.get(postedBy.invocation);
  if (first?.step !== 'done' || first.hit.has('dynamodb')) return false;
  return ![...truth.invocations.values()].some(
    ({ function: name, startedAt, hit }) =>
      name === 'slack-notifier' && startedAt > postedAt && (hit.has('slack') || hit.has('dynamodb')),
  );
};

/** Both were at work at the same time, and neither could know of the other. */
const overlaps = (truth: Watching['truth'], before: CallingFact, now: CallingFact): boolean => {
  const [earlier, later] = [before, now].map(({ invocation }) => truth.invocations.get(invocation));
  return earlier?.endedAt === undefined || earlier.endedAt > (later?.startedAt ?? 0);
};

/** How often one announcement of the subject has this line. */
const timesIn = (
  subject: { readonly announcements: readonly PublishedFact['announcement'][] },
  line: string,
): number =>
  Math.max(
    0,
    ...subject.announcements.map(
      ({ thread }) => thread.filter((entry) => mrkdwnLine(happenedLine(entry), 500) === line).length,
    ),
  );
