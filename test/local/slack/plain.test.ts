import { expect, it } from 'vitest';
import { renderPlain } from '../../../local/slack/plain.ts';

it('renders a message as a person reads it', () => {
  const blocks = [
    { type: 'header', text: { type: 'plain_text', text: 'Down: a_b_c' } },
    {
      type: 'section',
      text: { type: 'mrkdwn', text: '*Outage* of <https://aws.example/vpn|frankfurt> &amp; more, 5 &lt; 6' },
    },
    {
      type: 'section',
      fields: [
        { type: 'mrkdwn', text: '*Tunnel 1*\nup' },
        { type: 'mrkdwn', text: '_Tunnel 2_\ndown' },
      ],
    },
    {
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: 'eu-central-1' },
        { type: 'mrkdwn', text: '123456789012' },
      ],
    },
    { type: 'divider' },
    {
      type: 'actions',
      elements: [{ type: 'button', text: { type: 'plain_text', text: 'Open' }, url: 'https://aws.example' }],
    },
  ];
  expect(renderPlain({ text: 'ignored', blocks })).toBe(
    [
      'Down: a_b_c',
      'Outage of frankfurt (https://aws.example/vpn) & more, 5 < 6',
      'Tunnel 1\nup',
      'Tunnel 2\ndown',
      'eu-central-1  ·  123456789012',
      '────────',
      '[Open] https://aws.example',
    ].join('\n'),
  );
});

it.each([
  ['a <!channel> b', 'a @channel b'],
  ['escaped &lt;!channel&gt;', 'escaped <!channel>'],
  ['snake_case_name stays', 'snake_case_name stays'],
  ['~gone~ and `code`', 'gone and `code`'],
])('renders the text %j as %j', (text, plain) => {
  expect(renderPlain({ text })).toBe(plain);
});
