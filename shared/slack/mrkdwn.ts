/**
 * Slack's text format. Everything that a stranger could have written goes through `mrkdwnLine`; nothing else may be
 * put into a text.
 */

const ellipsis = '…';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Signs that Slack has no escape for, each with one that looks the same and means nothing. */
const lookalikes: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/** Emphasis begins and ends at the edge of a word only: `my_vpn_name` stays as it is, and can be copied. */
const emphasis = /(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|`/gu;

/** Control characters, and the marks that reverse the direction of the text after them. */
const invisible = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Untrusted text as one line that shows what was written and does nothing: no mention, link, or emphasis. */
export const escapeLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(invisible, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(emphasis, (sign) => lookalikes[sign] ?? sign)
    .replace(/[&<>]/gu, (sign) => entities[sign] ?? sign);

/** What must not be cut in two: an entity, a link, a code point. */
const unit = /&(?:amp|lt|gt);|<[^<>]*>|./gsu;

/** As it travels in JSON, so that a limit holds there too. */
export const jsonLength = (piece: string): number => JSON.stringify(piece).length - 2;

/** The longest beginning of escaped text that fits, with a sign that something is missing. */
export const cutMrkdwn = (mrkdwn: string, limit: number): string => {
  if (mrkdwn.length * 2 <= limit || jsonLength(mrkdwn) <= limit) return mrkdwn;
  let kept = '';
  let length = ellipsis.length;
  for (const [piece] of mrkdwn.matchAll(unit)) {
    length += jsonLength(piece);
    if (length > limit) break;
    kept += piece;
  }
  return `${kept.trimEnd()}${ellipsis}`;
};

/** Untrusted text as one harmless line of at most `limit` characters. */
export const mrkdwnLine = (text: string, limit: number): string => cutMrkdwn(escapeLine(text), limit);

/** A query of a log takes 900. */
const longestUrl = 1_000;

/** A link, or only its label where the address is not one that a person should follow. */
export const mrkdwnLink = (label: string, url: string): string => {
  const text = mrkdwnLine(label.replaceAll('|', '∣'), 75);
  const address = safeAddress(url);
  return address === undefined ? text : `<${address}|${text || 'link'}>`;
};

const safeAddress = (url: string): string | undefined => {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  const address = href
    .replace(/[<>|"\\`]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('&', '&amp;');
  return address.length <= longestUrl ? address : undefined;
};
