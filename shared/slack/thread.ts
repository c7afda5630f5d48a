import type { ThreadEntry } from '../contracts/announcement.ts';
import { mrkdwnLine } from './mrkdwn.ts';

const longestReply = 3_500;

/** One reply that says several things at once: fewer calls, and fewer reasons for Slack to say "slow down". */
export interface ThreadReply {
  readonly text: string;
  readonly lastSeq: number;
  /** One of them rings. */
  readonly loud: boolean;
}

/** What happened and when, not yet escaped. */
export const happenedLine = (entry: ThreadEntry): string =>
  `${new Date(entry.at).toISOString().slice(11, 16)} UTC ${entry.text}`;

/** As few replies as the entries fit in, in their order. */
export const threadReplies = (entries: readonly ThreadEntry[]): readonly ThreadReply[] => {
  const replies: ThreadReply[] = [];
  for (const entry of entries) {
    const line = mrkdwnLine(happenedLine(entry), 500);
    const last = replies.at(-1);
    const joined = last ? `${last.text}\n${line}` : line;
    const fits = last !== undefined && joined.length <= longestReply;
    if (fits) replies.pop();
    replies.push({
      text: fits ? joined : line,
      lastSeq: entry.seq,
      loud: entry.loud === true || (fits && last.loud),
    });
  }
  return replies;
};
