import type { Block, MessageContent } from './message.ts';

/** A message as a person reads it, for a terminal: one line for each line, buttons in brackets. */
export const renderPlain = ({ text, blocks }: MessageContent): string => {
  const lines = (blocks ?? []).map(renderBlock).filter((block) => block !== '');
  return lines.length > 0 ? lines.join('\n') : readable(text);
};

type Part = Readonly<Record<string, unknown>>;

const renderers: Readonly<Record<string, (block: Block) => string>> = {
  header: (block) => textOf(block['text']),
  section: (block) =>
    [textOf(block['text']), ...partsOf(block['fields']).map(textOf), buttonOf(block['accessory'])]
      .filter((line) => line !== '')
      .join('\n'),
  context: (block) =>
    partsOf(block['elements'])
      .map((element) => (element['type'] === 'image' ? `[${String(element['alt_text'])}]` : textOf(element)))
      .join('  ·  '),
  actions: (block) => partsOf(block['elements']).map(buttonOf).join('  '),
  divider: () => '────────',
  image: (block) => `[image: ${String(block['alt_text'])}]`,
  rich_text: (block) => partsOf(block['elements']).map(richText).join('\n'),
  markdown: (block) => String(block['text'] ?? ''),
};

const renderBlock = (block: Block): string =>
  renderers[String(block['type'])]?.(block) ?? `[${String(block['type'])}]`;

const richText = (part: Part): string => {
  if (Array.isArray(part['elements'])) return partsOf(part['elements']).map(richText).join('');
  return String(part['text'] ?? part['url'] ?? '');
};

const partsOf = (list: unknown): readonly Part[] => (Array.isArray(list) ? list : []);

const textOf = (object: unknown): string => {
  const { type, text } = (object ?? {}) as { readonly type?: unknown; readonly text?: unknown };
  if (typeof text !== 'string') return '';
  return type === 'plain_text' ? text : readable(text);
};

const buttonOf = (element: unknown): string => {
  const { text, url } = (element ?? {}) as { readonly text?: unknown; readonly url?: unknown };
  const label = textOf(text);
  if (label === '') return '';
  return typeof url === 'string' ? `[${label}] ${url}` : `[${label}]`;
};

/** Slack's markup as it shows on the screen: links by their label, mentions by name, entities as characters. */
const readable = (mrkdwn: string): string =>
  mrkdwn
    .replace(/<([^<>|]+)\|([^<>]*)>/g, (_all, target: string, label: string) =>
      target.startsWith('http') ? `${label} (${target})` : label,
    )
    .replace(/<!date\^[^>]*>/g, '')
    .replace(/<!(\w+)[^>]*>/g, '@$1')
    .replace(/<([^<>]+)>/g, '$1')
    .replace(/(^|[\s(])([*_~])(?=\S)([^\n]*?\S)\2(?=$|[\s.,:;!?)])/gm, '$1$3')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
