import type {
  ConnectionLine,
  ConnectionLines,
  Fact,
  Link,
  Message,
  Titles,
  TunnelLine,
} from '../domain/message/message.ts';
import { cutMrkdwn, jsonLength, mrkdwnLine, mrkdwnLink } from './mrkdwn.ts';

/** A paragraph of the message in Slack's text format, escaped and cut. */
export interface MessagePart {
  readonly emphasis: 'normal' | 'small';
  readonly text: string;
}

const severityEmoji: Readonly<Record<Message['severity'], string>> = {
  critical: '🔴',
  warning: '🟠',
  info: '🔵',
  resolved: '✅',
};

const tunnelEmoji: Readonly<Record<TunnelLine['state'], string>> = {
  up: '🟢',
  down: '🔴',
  'no-routes': '🟠',
  'no-traffic': '🟠',
  'never-routed': '⚪',
  unused: '⚪',
  unknown: '❔',
};

const healthEmoji: Readonly<Record<ConnectionLine['health'], string>> = {
  outage: '🔴',
  degraded: '🟠',
  unknown: '❔',
  healthy: '🟢',
};

/** Slack begins to refuse a message at 13,000 characters of blocks (`msg_blocks_too_long`), and a text at 3,000. */
const longestMessage = 12_000;
const longestPart = 2_900;
const shortestPart = 100;
/** What was done may end in a command that puts it back: half of one does harm. */
const longestDone = 650;

/** The message in the order in which a person needs it. If it is too long, what comes last goes first, but never the links. */
export const messageParts = (message: Message, happened: readonly string[]): readonly MessagePart[] => {
  const { titles } = message;
  const listed: Lines = (items, most, line) => lines(items, most, line, titles);
  const links = normal(cutMrkdwn(listed(message.links, 4, linkOf).join(' · '), longestPart));
  const parts = [
    normal(headlineAndSummary(message)),
    normal(titled(titles.why, causeLines(message))),
    normal(
      message.connections
        ? titled(titles.connections, connectionLines(message.connections, titles))
        : titled(titles.tunnels, listed(message.tunnels, 4, tunnelLine)),
    ),
    normal(titled(titles.happened, happenedLines(happened, titles))),
    normal(titled(titles.done, listed(message.done, 5, bulletOf(longestDone)))),
    normal(titled(titles.todo, listed(message.todo, 7, bulletOf(480)))),
    small(titled(titles.findings, listed(message.findings, 4, bulletOf(320)))),
    small(listed(message.facts, 14, factLine).join('\n')),
    small(titled(titles.unread, listed(message.unread, 3, bulletOf(150)))),
  ];
  return [...fitting(parts, longestMessage - jsonLength(links.text)), links].filter(
    ({ text }) => text !== '',
  );
};

const fitting = (parts: readonly MessagePart[], room: number): readonly MessagePart[] => {
  let left = room;
  return parts.map((part) => {
    const text = left < shortestPart ? '' : cutMrkdwn(part.text, Math.min(longestPart, left));
    left -= jsonLength(text);
    return { ...part, text };
  });
};

/** The first line alone, for the places that show no more. */
export const headline = (message: Message): string =>
  `${severityEmoji[message.severity]} ${mrkdwnLine(message.headline, 200)}`.trimEnd();

const normal = (text: string): MessagePart => ({ emphasis: 'normal', text });
const small = (text: string): MessagePart => ({ emphasis: 'small', text });

const headlineAndSummary = (message: Message): string =>
  [`*${headline(message)}*`, mrkdwnLine(message.summary, 400)].filter(Boolean).join('\n');

const causeLines = ({ cause }: Message): readonly string[] =>
  cause
    ? [
        mrkdwnLine(cause.sentence, 250),
        quoted(cause.evidence ?? ''),
        ...(cause.others ?? []).slice(0, 2).map((line) => mrkdwnLine(line, 250)),
      ].filter(Boolean)
    : [];

/** A log line as it was written; the prose of AWS in full, as it is all that there is to know. */
const quoted = (evidence: string): string => {
  const quote = mrkdwnLine(evidence, 1_500);
  if (quote.length > 200) return `“${quote}”`;
  return quote && `\`${quote}\``;
};

const tunnelLine = (tunnel: TunnelLine): string =>
  `${tunnelEmoji[tunnel.state]} *${mrkdwnLine(tunnel.outsideIp, 50)}* ${mrkdwnLine(tunnel.text, 150)}`;

/** The gravest, and how many there are besides. */
const connectionLines = (connections: ConnectionLines, titles: Titles): readonly string[] => {
  const shown = connections.lines.slice(0, mostConnections);
  const more = connections.more + connections.lines.length - shown.length;
  const lines = shown.map(connectionLine);
  return more > 0 ? [...lines, counted(titles.more, more)] : lines;
};

const mostConnections = 8;

const connectionLine = ({ health, name, text }: ConnectionLine): string =>
  `${healthEmoji[health]} *${mrkdwnLine(name, 84)}* ${mrkdwnLine(text, 66)}`;

const factLine = ({ label, value }: Fact): string => `${mrkdwnLine(label, 40)}: ${mrkdwnLine(value, 110)}`;

const linkOf = ({ label, url }: Link): string => mrkdwnLink(label, url);

const bulletOf =
  (limit: number) =>
  (text: string): string => {
    const line = mrkdwnLine(text, limit);
    return line && `• ${line}`;
  };

/** The latest are the ones that matter. */
const happenedLines = (happened: readonly string[], { earlier: words }: Titles): readonly string[] => {
  const latest = happened.slice(-6).map(bulletOf(200));
  const earlier = happened.length - latest.length;
  return earlier > 0 ? [counted(words, earlier), ...latest] : latest;
};

type Lines = <Item>(items: readonly Item[], most: number, line: (item: Item) => string) => readonly string[];

const counted = (words: string, count: number): string =>
  mrkdwnLine(words.replace('{count}', String(count)), 60);

/** At most `most` of the items, and how many there are besides. */
const lines = <Item>(
  items: readonly Item[],
  most: number,
  line: (item: Item) => string,
  { more }: Titles,
): readonly string[] => {
  const shown = items.slice(0, most).map(line).filter(Boolean);
  return items.length > most ? [...shown, counted(more, items.length - most)] : shown;
};

const titled = (title: string, content: readonly string[]): string =>
  content.length === 0 ? '' : [`*${mrkdwnLine(title, 40)}*`, ...content].join('\n');
