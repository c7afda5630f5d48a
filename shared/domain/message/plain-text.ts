import type { ThreadEntry } from '../../contracts/announcement.ts';
import type { Message, TunnelLine } from './message.ts';
import { utcTime } from './utc-time.ts';

/** A message as a person reads it in an e-mail: what is the matter, why, what has been done, what to do. */
export const plainText = (message: Message, thread: readonly ThreadEntry[]): string => {
  const { cause, titles } = message;
  const sections: readonly (readonly string[])[] = [
    [oneLine(message.headline)],
    [message.summary],
    cause
      ? titled(titles.why, [
          oneLine(cause.sentence),
          ...(cause.evidence ? [`${titles.evidence}: ${oneLine(cause.evidence)}`] : []),
          ...(cause.others ?? []).map(oneLine),
        ])
      : [],
    titled(titles.tunnels, message.tunnels.map(tunnelLine)),
    titled(titles.connections, connectionLines(message)),
    titled(titles.done, message.done.map(bullet)),
    titled(titles.todo, message.todo.map(bullet)),
    titled(titles.findings, message.findings.map(bullet)),
    message.facts.map((fact) => `${fact.label}: ${oneLine(fact.value)}`),
    titled(titles.unread, message.unread.map(bullet)),
    message.links.map((link) => `${link.label}: ${link.url}`),
    titled(
      titles.happened,
      thread.map((entry) => `${utcTime(entry.at)}  ${oneLine(entry.text)}`),
    ),
  ];
  const paragraphs = sections.map((lines) => lines.join('\n')).filter((paragraph) => paragraph !== '');
  return `${paragraphs.join('\n\n')}\n`;
};

const titled = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length > 0 ? [title, ...lines.map((line) => `  ${line}`)] : [];

const tunnelLine = (tunnel: TunnelLine): string => oneLine(`${tunnel.outsideIp}: ${tunnel.text}`);

const connectionLines = ({ connections, titles }: Message): readonly string[] => {
  if (!connections) return [];
  const lines = connections.lines.map(({ name, text }) => oneLine(`${name}: ${text}`));
  return connections.more > 0 ? [...lines, titles.more.replace('{count}', String(connections.more))] : lines;
};

const bullet = (text: string): string => `- ${oneLine(text)}`;

/** Text from elsewhere may hold line breaks, and must not be able to look like a section of ours. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
