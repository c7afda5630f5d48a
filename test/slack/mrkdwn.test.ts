import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutMrkdwn, escapeLine, mrkdwnLine, mrkdwnLink } from '../../shared/slack/mrkdwn.ts';
import { anyText, unescapedRest } from './messages.ts';

describe('text of strangers', () => {
  it.each([
    ['a mention of everybody', '<!channel>', '&lt;!channel&gt;'],
    ['a mention of a person', '<@U123>', '&lt;@U123&gt;'],
    ['a disguised link', '<https://evil.example|AWS>', '&lt;https://evil.example|AWS&gt;'],
    ['an entity, which is shown as it was written', '&lt;', '&amp;lt;'],
    ['bold', 'the *big* one', 'the ∗big∗ one'],
    ['code', '`x`', 'ˋxˋ'],
    ['italics and strike', '_a_ ~b~', 'ˍaˍ ∼b∼'],
    ['names with underscores, which stay as they are', 'my_vpn_name', 'my_vpn_name'],
    ['lines, which become one', 'a\r\n\n  b\tc', 'a b c'],
    ['reversed text', 'a\u202eb', 'a b'],
    ['half a surrogate pair', 'a\ud83d', 'a\ufffd'],
  ])('does nothing with %s', (_, text, expected) => {
    expect(escapeLine(text)).toBe(expected);
  });

  it('is harmless and short enough, whatever it is', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 400 }), (text, limit) => {
        const line = mrkdwnLine(text, limit);
        expect(JSON.stringify(line).length - 2).toBeLessThanOrEqual(limit);
        expect(unescapedRest(line)).toBe('');
        expect(line.isWellFormed()).toBe(true);
        expect(line).not.toMatch(/[\n\r]/);
      }),
    );
  });
});

describe('cutting', () => {
  it.each([
    ['leaves what fits', 'abcdef', 6, 'abcdef'],
    ['marks what is missing', 'abcdefg', 6, 'abcde…'],
    ['keeps entities whole', 'ab&amp;cd', 6, 'ab…'],
    ['keeps surrogate pairs whole', '😀😀😀😀', 6, '😀😀…'],
    ['keeps links whole', 'a <https://x.example|x> b', 10, 'a…'],
  ])('%s', (_, text, limit, expected) => {
    expect(cutMrkdwn(text, limit)).toBe(expected);
  });
});

describe('a link', () => {
  it('escapes label and address', () => {
    expect(mrkdwnLink('a|b <c>', 'https://x.example/?a=1&b=<2>|')).toBe(
      '<https://x.example/?a=1&amp;b=%3C2%3E%7C|a∣b &lt;c&gt;>',
    );
  });

  it.each([['javascript:alert(1)'], ['not an address'], [`https://x.example/${'a'.repeat(1_000)}`]])(
    'is only its label where the address is %s',
    (url) => {
      expect(mrkdwnLink('label', url)).toBe('label');
    },
  );
});
