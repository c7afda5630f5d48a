import { describe, expect, it } from 'vitest';
import { parseEventTime } from '../../shared/events/event-time.ts';

describe('times in events', () => {
  it.each([
    ['RFC 1123, day without a zero', 'Wed, 1 Jun 2022 07:28:38 GMT', Date.UTC(2022, 5, 1, 7, 28, 38)],
    ['RFC 1123 with a wrong weekday', 'Mon, 27 Jan 2026 13:44:13 GMT', Date.UTC(2026, 0, 27, 13, 44, 13)],
    ['ISO 8601', '2026-01-27T01:43:21Z', Date.UTC(2026, 0, 27, 1, 43, 21)],
    ['ISO 8601 without a zone', '2026-01-27T01:43:21', Date.UTC(2026, 0, 27, 1, 43, 21)],
    ['CloudWatch', '2019-10-02T17:04:40.989+0000', Date.UTC(2019, 9, 2, 17, 4, 40, 989)],
    ['epoch seconds', 1_654_068_974, 1_654_068_974_000],
    ['epoch milliseconds as text', '1654068974856', 1_654_068_974_856],
  ])('%s', (_form, text, expected) => {
    expect(parseEventTime(text)).toBe(expected);
  });

  it.each([undefined, null, '', 'soon', 'version 1', '2026', '2026-13-45T99:00:00Z', {}, -5])(
    'takes %j for no time',
    (text) => {
      expect(parseEventTime(text)).toBeUndefined();
    },
  );
});
