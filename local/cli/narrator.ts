import { styleText } from 'node:util';
import type { JournalEntry } from '../contract.ts';
import { changedLines } from './changed-lines.ts';

/** What a person reads about one entry of the journal: lines, or nothing for what only machines need. */
export type Narrator = (entry: JournalEntry) => readonly string[];

type Style = Parameters<typeof styleText>[0];

interface Told {
  readonly style: Style;
  readonly mark: string;
  readonly text: string;
  /** Indented below it. */
  readonly body?: readonly string[];
}

/** Tells the course of events: a line for each thing that happened, and each Slack message as a person would read it. */
export const createNarrator = (color: boolean): Narrator => {
  const paint = (style: Style, text: string): string =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const slack = createSlackTeller();
  return (entry) => {
    const told = tellers[entry.what]?.(entry) ?? slack(entry);
    if (!told) return [];
    const time = new Date(entry.at).toISOString().slice(11, 19);
    const first = `${paint('dim', time)}  ${paint(told.style, told.mark)} ${told.text}`;
    return [first, ...(told.body ?? []).map((line) => `          ${paint(told.style, '│')} ${line}`)];
  };
};

const fact = (entry: JournalEntry, name: string): string => {
  const value = entry[name];
  return value === undefined || value === null ? '' : String(value);
};

const about = (entry: JournalEntry, ...names: readonly string[]): string =>
  names
    .map((name) => fact(entry, name))
    .filter((text) => text !== '')
    .join(' ');

const because = (entry: JournalEntry): string =>
  fact(entry, 'why') === '' ? '' : ` (${fact(entry, 'why')})`;

const plain =
  (style: Style, mark: string, text: (entry: JournalEntry) => string | undefined) =>
  (entry: JournalEntry): Told | undefined => {
    const told = text(entry);
    return told === undefined ? undefined : { style, mark, text: told };
  };

const tellers: Readonly<Record<string, (entry: JournalEntry) => Told | undefined>> = {
  'scenario.step': plain('dim', '·', (entry) => fact(entry, 'text')),
  'tunnel.down': plain(
    'red',
    '▼',
    (entry) => `tunnel down: ${about(entry, 'connectionId', 'outsideIp')}${because(entry)}`,
  ),
  'tunnel.up': plain(
    'green',
    '▲',
    (entry) => `tunnel up: ${about(entry, 'connectionId', 'outsideIp')}${because(entry)}`,
  ),
  'tunnel.restart': plain(
    'yellow',
    '↻',
    (entry) =>
      `tunnel restarted: ${about(entry, 'connectionId', 'outsideIp')}, asked for ${JSON.stringify(entry['asked'])}`,
  ),
  'connection.created': plain('cyan', '+', (entry) => `connection created: ${about(entry, 'connectionId')}`),
  'connection.deleted': plain('cyan', '−', (entry) => `connection deleted: ${about(entry, 'connectionId')}`),
  'health.event': plain('cyan', '✉', (entry) => `AWS Health: ${about(entry, 'code', 'connectionId')}`),
  'trail.record': plain('cyan', '✉', (entry) =>
    entry['byFunction'] === true
      ? undefined
      : `CloudTrail: ${about(entry, 'operation')} by ${fact(entry, 'by')}`,
  ),
  'alarm.state': plain('cyan', '⏰', (entry) =>
    entry['to'] === 'ALARM' ? `alarm: ${about(entry, 'alarmName')}` : undefined,
  ),
  'stack.resource': plain('cyan', '▣', (entry) =>
    entry['status'] === 'SUCCESS'
      ? `${about(entry, 'request')} of the stack: done`
      : `${about(entry, 'request')} of the stack failed: ${about(entry, 'reason')}`,
  ),
  'sns.message': plain(
    'blue',
    '@',
    (entry) => `${about(entry, 'protocol')} to ${about(entry, 'endpoint')}: ${about(entry, 'subject')}`,
  ),
  'sqs.dead-letter': plain(
    'red',
    '✗',
    (entry) => `put aside in a dead-letter queue: ${about(entry, 'queueName')}`,
  ),
  'function.error': plain(
    'red',
    '✗',
    (entry) => `function failed: ${about(entry, 'functionName', 'errorType', 'message')}`,
  ),
  'access.denied': plain(
    'red',
    '✗',
    (entry) => `access denied: ${about(entry, 'functionName', 'action', 'resource')}`,
  ),
  'call.unsupported': plain('red', '✗', (entry) => `not modelled: ${about(entry, 'service', 'operation')}`),
};

/** Remembers each message, so that an edit is told by the lines that are new in it. */
const createSlackTeller = (): ((entry: JournalEntry) => Told | undefined) => {
  const shown = new Map<string, readonly string[]>();
  return (entry) => {
    const channel = `Slack #${fact(entry, 'channel').replace(/^#/, '')}`;
    const lines = (fact(entry, 'plain') || fact(entry, 'text')).split('\n');
    const key = `${channel}/${fact(entry, 'ts')}`;
    const before = shown.get(key);
    shown.set(key, lines);
    if (entry.what === 'slack.message') {
      const inThread = fact(entry, 'threadTs') !== '';
      const isBroadcast = entry['broadcast'] === true;
      const where = isBroadcast ? ', in the thread and in the channel' : ', in the thread';
      return {
        style: inThread && !isBroadcast ? 'dim' : 'magenta',
        mark: '✎',
        text: `${channel}${inThread ? where : ''}`,
        body: lines,
      };
    }
    if (entry.what !== 'slack.update') return undefined;
    return {
      style: 'magenta',
      mark: '✎',
      text: `${channel}, message edited`,
      body: changedLines(before ?? [], lines),
    };
  };
};
