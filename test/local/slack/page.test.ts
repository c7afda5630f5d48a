import { describe, expect, it } from 'vitest';
import type { SlackMessage } from '../../../local/slack/message.ts';
import { mrkdwnToHtml } from '../../../local/slack/page/mrkdwn-to-html.ts';
import { renderPage } from '../../../local/slack/page/render-page.ts';

const parent: SlackMessage = {
  ts: '1772420640.000001',
  author: 'bot',
  text: 'short',
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: '*Critical · hq* \nno traffic' } },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'Region: eu-west-1' }] },
  ],
};
const reply: SlackMessage = {
  ts: '1772420700.000002',
  threadTs: parent.ts,
  author: 'bot',
  text: 'Tunnel up.',
};

it.each([
  [
    'a link',
    '<https://a.example/?x=1&amp;y=2|Console>',
    '<a href="https://a.example/?x=1&amp;y=2">Console</a>',
  ],
  ['bold', '*Why* it fell', '<b>Why</b> it fell'],
  ['a quote', '`&lt;b&gt; DPD`', '<code>&lt;b&gt; DPD</code>'],
  ['what Slack has escaped', '&lt;script&gt;', '&lt;script&gt;'],
  [
    'a quotation mark in an address',
    '<https://a.example/"onload=1|x>',
    '<a href="https://a.example/&quot;onload=1">x</a>',
  ],
  ['lines', 'one\ntwo', 'one<br>two'],
])('shows %s', (_, mrkdwn, html) => {
  expect(mrkdwnToHtml(mrkdwn)).toBe(html);
});

describe('a channel as a page', () => {
  it('has each message with its thread and pictures below it', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const picture = { id: 'F1', name: 'traffic.png', altText: undefined, title: 'Traffic', bytes };
    const html = renderPage('vpn-alerts', [
      parent,
      { ...parent, ts: '1772420650.000009', text: 'another', blocks: [] },
      { ...reply, files: [picture] },
    ]);
    const places = ['Critical', 'Tunnel up.', 'data:image/png;base64,AQID', 'another'].map((text) =>
      html.indexOf(text),
    );
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('says when a message was posted, and that it was edited', () => {
    expect(renderPage('x', [{ ...parent, editedTs: '1772420700.000003' }])).toContain('03:04 (edited)');
  });
});
