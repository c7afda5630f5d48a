import type { SharedFile } from '../files.ts';
import type { Block, SlackMessage } from '../message.ts';
import { escapeHtml, mrkdwnToHtml } from './mrkdwn-to-html.ts';
import { pageStyle } from './style.ts';

/** A channel as a page that looks like Slack on a phone: each message as it stands now, its thread below it. */
export const renderPage = (channel: string, messages: readonly SlackMessage[]): string => {
  const parents = messages.filter(({ threadTs }) => threadTs === undefined);
  const threads = parents.map((parent) =>
    [
      renderMessage(parent, 'parent'),
      ...messages
        .filter(({ threadTs }) => threadTs === parent.ts)
        .map((reply) => renderMessage(reply, 'reply')),
    ].join('\n'),
  );
  return `<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>#${escapeHtml(channel)}</title>
<style>${pageStyle}</style></head>
<body><main><h1># ${escapeHtml(channel)}</h1>
${threads.join('\n')}
</main></body></html>
`;
};

const renderMessage = (message: SlackMessage, role: 'parent' | 'reply'): string => {
  const blocks = message.blocks ?? [];
  const content = [
    blocks.length > 0
      ? blocks.map(renderBlock).join('\n')
      : `<div class="section">${mrkdwnToHtml(message.text)}</div>`,
    ...(message.files ?? []).map(renderFile),
  ].join('\n');
  const when = [
    timeOf(message.ts),
    message.editedTs !== undefined && '(edited)',
    message.isBroadcast && '· also sent to the channel',
  ]
    .filter(Boolean)
    .join(' ');
  return `<article class="${role}"><div class="avatar">T</div><div><span class="who">Tunnelkeeper</span><span class="app">APP</span><span class="when">${when}</span>
${content}</div></article>`;
};

const renderFile = ({ title, bytes }: SharedFile): string =>
  `<figure><figcaption>${escapeHtml(title)}</figcaption><img alt="${escapeHtml(title)}" src="data:image/png;base64,${Buffer.from(bytes).toString('base64')}"></figure>`;

/** Slack's ids of messages begin with the time in seconds. */
const timeOf = (ts: string): string => new Date(Number(ts.split('.')[0]) * 1_000).toISOString().slice(11, 16);

const renderBlock = (block: Block): string => {
  const elements = Array.isArray(block['elements']) ? block['elements'] : [];
  return block['type'] === 'context'
    ? `<div class="context">${elements.map(textOf).join(' · ')}</div>`
    : `<div class="section">${textOf(block['text'])}</div>`;
};

const textOf = (object: unknown): string =>
  mrkdwnToHtml(String((object as { readonly text?: unknown } | undefined)?.text ?? ''));
