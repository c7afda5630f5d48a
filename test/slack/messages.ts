import fc from 'fast-check';
import type { Message } from '../../shared/domain/message/message.ts';
import { titles } from '../../shared/words/english/message/titles.ts';

/** One ordinary message; tests say how theirs differs. */
export const outageMessage = (different: Partial<Message> = {}): Message => ({
  severity: 'critical',
  headline: 'Critical · hq-to-aws (vpn-0123456789abcdef0) · no traffic flows',
  summary: 'Both tunnels are down since 03:04 UTC.',
  facts: [
    { label: 'Account', value: '111122223333' },
    { label: 'Customer gateway', value: 'cgw-0a1b2c3d (198.51.100.7, ASN 65010)' },
  ],
  tunnels: [
    { outsideIp: '203.0.113.1', state: 'down', text: 'down for 12 minutes (since 03:04 UTC)' },
    { outsideIp: '203.0.113.2', state: 'unused', text: 'never been up' },
  ],
  cause: { sentence: 'The peer stopped answering.', evidence: 'DPD timeout' },
  done: ['Restart of 203.0.113.1 withheld: cooldown.'],
  todo: ['Check the line of the data centre.'],
  findings: ['Only one customer gateway.'],
  unread: ['tunnel log: access denied to /aws/vpn/x'],
  links: [{ label: 'Console', url: 'https://console.aws.amazon.com/vpc/home?region=eu-west-1&a=b#x' }],
  titles,
  ...different,
});

const hostileTexts = [
  '<!channel>',
  '<@U0123ABCD>',
  '<https://evil.example|click>',
  '&amp;&lt;script&gt;',
  '*_~`',
  '"\\\n\t\u0000\u202e',
  '\ud83d',
  '😀👩‍👩‍👧',
  '|',
];

/** Any UTF-16 text, halves of surrogate pairs included. */
const wildText = fc
  .array(
    fc.oneof(fc.constantFrom(...hostileTexts), fc.integer({ min: 0, max: 0xffff }).map(String.fromCharCode)),
  )
  .map((pieces) => pieces.join(''));

/** Hostile, and now and then huge. */
export const anyText = fc
  .tuple(wildText, fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 2_000 })))
  .map(([text, times]) => text.repeat(times).slice(0, 20_000));

const anyUrl = fc.oneof(fc.webUrl(), anyText, fc.constant('javascript:alert(1)'));

export const anyMessage: fc.Arbitrary<Message> = fc.record({
  severity: fc.constantFrom('info', 'warning', 'critical', 'resolved'),
  headline: anyText,
  summary: anyText,
  facts: fc.array(fc.record({ label: anyText, value: anyText }), { maxLength: 14 }),
  tunnels: fc.array(
    fc.record({
      outsideIp: anyText,
      state: fc.constantFrom('up', 'down', 'no-routes', 'unused'),
      text: anyText,
    }),
    { maxLength: 6 },
  ),
  connections: fc.option(
    fc.record({
      lines: fc.array(
        fc.record({ health: fc.constantFrom('healthy', 'degraded', 'outage'), name: anyText, text: anyText }),
        { maxLength: 25 },
      ),
      more: fc.nat(),
    }),
    { nil: undefined },
  ),
  cause: fc.option(
    fc.record({
      sentence: anyText,
      evidence: fc.option(anyText, { nil: undefined }),
      others: fc.option(fc.array(anyText, { maxLength: 3 }), { nil: undefined }),
    }),
    { nil: undefined },
  ),
  done: fc.array(anyText, { maxLength: 12 }),
  todo: fc.array(anyText, { maxLength: 12 }),
  findings: fc.array(anyText, { maxLength: 12 }),
  unread: fc.array(anyText, { maxLength: 12 }),
  titles: fc.record({
    why: anyText,
    evidence: anyText,
    tunnels: anyText,
    connections: anyText,
    happened: anyText,
    done: anyText,
    todo: anyText,
    findings: anyText,
    unread: anyText,
    more: anyText,
    earlier: anyText,
  }),
  links: fc.array(fc.record({ label: anyText, url: anyUrl }), { maxLength: 6 }),
});

/** What is left of a text once everything that is properly written has been taken out. */
export const unescapedRest = (mrkdwn: string): string =>
  mrkdwn
    .replace(/<https?:\/\/[^<>|\s]+\|[^<>|]+>/gu, '')
    .replace(/&(?:amp|lt|gt);/gu, '')
    .replace(/[^&<>]/gsu, '');
