import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notificationText, plainText } from '../../shared/slack/plain.ts';
import { anyMessage, outageMessage, unescapedRest } from './messages.ts';

describe('a message in plain text', () => {
  it('notifies with headline and summary', () => {
    expect(notificationText(outageMessage({ headline: 'Down <!here>' }))).toBe(
      '🔴 Down &lt;!here&gt;\nBoth tunnels are down since 03:04 UTC.',
    );
  });

  it('says everything that the blocks say', () => {
    const text = plainText(outageMessage());
    expect(text).toContain('*Why*\nThe peer stopped answering.');
    expect(text).toContain('*What to do now*\n• Check the line of the data centre.');
    expect(text).toContain('|Console>');
  });

  it('is cut at 3,500 characters', () => {
    const long = 'word '.repeat(200);
    const message = outageMessage({ summary: long, done: Array(5).fill(long), todo: Array(5).fill(long) });
    const text = plainText(message, Array(6).fill(long));
    expect(text.length).toBeGreaterThan(3_300);
    expect(text.length).toBeLessThanOrEqual(3_500);
    expect(text.endsWith('…')).toBe(true);
  });

  it('is escaped and at most 3,500 characters long, whatever the message is', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        for (const text of [plainText(message), notificationText(message)]) {
          expect(text.length).toBeGreaterThan(0);
          expect(text.length).toBeLessThanOrEqual(3_500);
          expect(text.isWellFormed()).toBe(true);
          expect(unescapedRest(text)).toBe('');
        }
      }),
      { numRuns: 100 },
    );
  });
});
