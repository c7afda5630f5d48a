/** Text of a message, which Slack has received with its own escapes, as HTML. Nothing in it can become markup of the page. */
export const mrkdwnToHtml = (mrkdwn: string): string =>
  mrkdwn
    .split(/(<[^<>]+>|`[^`\n]+`)/g)
    .map(partToHtml)
    .join('')
    .replaceAll('\n', '<br>');

const partToHtml = (part: string): string => {
  const link = /^<(https?:[^|>]+)\|?([^>]*)>$/.exec(part);
  if (link) return `<a href="${attribute(link[1] ?? '')}">${visible(link[2] || (link[1] ?? ''))}</a>`;
  if (part.startsWith('`') && part.endsWith('`') && part.length > 2) {
    return `<code>${visible(part.slice(1, -1))}</code>`;
  }
  return visible(part).replace(
    /(^|[\s(])\*(?=\S)([^\n]*?\S)\*(?=$|[\s.,:;!?)])/gm,
    (_all, before: string, bold: string) => `${before}<b>${bold}</b>`,
  );
};

/** Slack escapes three signs; whatever else could be markup is escaped here. */
const visible = (text: string): string =>
  escapeHtml(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));

const attribute = (url: string): string => escapeHtml(url.replaceAll('&amp;', '&'));

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
