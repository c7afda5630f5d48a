import { styleText } from 'node:util';
import type { JournalEntry } from '../contract.ts';

/** What a person reads about one entry of the journal: lines, or nothing for what only machines need. */
export type Narrator = (entry: JournalEntry) => readonly string[];

/** Tells the course of events: a line for each thing that happened, and each Slack message as a person would read it. */
export const createNarrator =
  (color: boolean): Narrator =>
  (entry) => {
    const tell = tellers[entry.what];
    return tell ? tell(entry, color) : [];
  };

type Teller = (entry: JournalEntry, color: boolean) => readonly string[];

type Style = Parameters<typeof styleText>[0];

const paint = (style: Style, text: string, color: boolean): string => (color ? styleText(style, text, { validateStream: false }) : text);

const clock = (entry: JournalEntry): string => new Date(entry.at).toISOString().slice(11, 19);

const line =
  (style: Style, mark: string, text: (entry: JournalEntry) => string): Teller =>
  (entry, color) => [`${paint('dim', clock(entry), color)}  ${paint(style, mark, color)} ${text(entry)}`];

const fact = (entry: JournalEntry, name: string): string => {
  const value = entry[name];
  return value === undefined || value === null ? '' : String(value);
};

const because = (entry: JournalEntry): string => (fact(entry, 'why') === '' ? '' : ` (${fact(entry, 'why')})`);

const tunnelOf = (entry: JournalEntry): string => `${fact(entry, 'connectionId')} ${fact(entry, 'outsideIp')}`;

const boxed =
  (style: Style, title: (entry: JournalEntry) => string): Teller =>
  (entry, color) => {
    const body = fact(entry, 'plain') || fact(entry, 'text');
    const bar = paint(style, '│', color);
    return [
      '',
      `${paint('dim', clock(entry), color)}  ${paint(style, `┌─ ${title(entry)}`, color)}`,
      ...body.split('\n').map((text) => `          ${bar} ${text}`),
      `          ${paint(style, '└─', color)}`,
      '',
    ];
  };

const inThread = (entry: JournalEntry): string => (fact(entry, 'threadTs') === '' ? '' : ', in the thread');

const tellers: Readonly<Record<string, Teller>> = {
  'tunnel.down': line('red', '▼', (entry) => `tunnel down  ${tunnelOf(entry)}${because(entry)}`),
  'tunnel.up': line('green', '▲', (entry) => `tunnel up    ${tunnelOf(entry)}${because(entry)}`),
  'tunnel.restart': line('yellow', '↻', (entry) => `AWS restarts ${tunnelOf(entry)}`),
  'connection.created': line('cyan', '+', (entry) => `connection created ${fact(entry, 'connectionId')}`),
  'connection.deleted': line('cyan', '−', (entry) => `connection deleted ${fact(entry, 'connectionId')}`),
  'health.event': line('cyan', '✉', (entry) => `AWS Health: ${fact(entry, 'code')} ${fact(entry, 'connectionId')}`),
  'slack.message': boxed('magenta', (entry) => `Slack ${fact(entry, 'channel')}: message${inThread(entry)}`),
  'slack.update': boxed('blue', (entry) => `Slack ${fact(entry, 'channel')}: message edited`),
  'sns.message': line('blue', '@', (entry) => `${fact(entry, 'protocol')} to ${fact(entry, 'endpoint')}: ${fact(entry, 'subject')}`),
  'function.error': line('red', '✗', (entry) => `${fact(entry, 'functionName')}: ${fact(entry, 'errorType')} ${fact(entry, 'message')}`),
  'access.denied': line('red', '✗', (entry) => `access denied: ${fact(entry, 'functionName')} ${fact(entry, 'action')} ${fact(entry, 'resource')}`),
  'call.unsupported': line('red', '✗', (entry) => `not modelled: ${fact(entry, 'service')} ${fact(entry, 'operation')}`),
  'scenario.step': line('dim', '·', (entry) => fact(entry, 'text')),
};
