import { describe, expect, it } from 'vitest';
import { threadReplies } from '../../shared/slack/thread.ts';

const at = Date.UTC(2026, 10, 24, 3, 4);

describe('replies in the thread', () => {
  it('say several things at once, each with its time', () => {
    expect(
      threadReplies([
        { seq: 2, at, text: 'Restart of *203.0.113.1* requested' },
        { seq: 3, at: at + 120_000, text: 'Tunnel is up <again>' },
      ]),
    ).toEqual([
      {
        text: '03:04 UTC Restart of ∗203.0.113.1∗ requested\n03:06 UTC Tunnel is up &lt;again&gt;',
        lastSeq: 3,
        loud: false,
      },
    ]);
  });

  it('ring if one of the things they say does', () => {
    const entry = (seq: number, loud?: boolean) => ({ seq, at, text: `${seq} ${'x'.repeat(300)}`, loud });
    const entries = Array.from({ length: 20 }, (_, index) => entry(index + 1, index === 2));
    expect(threadReplies(entries).map(({ loud }) => loud)).toEqual([true, false]);
  });

  it('are as many as it takes, with every entry once and in order', () => {
    const entries = Array.from({ length: 60 }, (_, index) => ({
      seq: index + 1,
      at,
      text: `entry-${index + 1}- ${'x'.repeat(300)}`,
    }));
    const replies = threadReplies(entries);
    expect(replies.length).toBeGreaterThan(1);
    expect(replies.every((reply) => reply.text.length <= 3_500)).toBe(true);
    expect(replies.at(-1)?.lastSeq).toBe(60);
    const told = replies.flatMap((reply) =>
      [...reply.text.matchAll(/entry-(\d+)-/g)].map((match) => Number(match[1])),
    );
    expect(told).toEqual(entries.map((entry) => entry.seq));
  });
});
