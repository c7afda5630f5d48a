import type { Notice, NoticeConnection } from '../notice.ts';
import type { EpochMs } from '../time.ts';
import { noticeSubject } from './ascii-subject.ts';
import type { MessageCatalogue, NoticesText } from './catalogue.ts';
import { clockTime } from './clock-time.ts';
import { connectionLink, healthLink, type RunbookHeading, runbookLink } from './console-links.ts';
import type { CauseText, Fact, Link, Message, TunnelLine } from './message.ts';
import { cut, headline, nameAndId } from './subject.ts';
import type { NoticeWords } from './words.ts';

export interface NoticeContext {
  readonly words: MessageCatalogue;
  readonly accountId: string;
  readonly runbookUrl: string | undefined;
  readonly now: EpochMs;
}

/** More would fill the screen and say nothing more. */
const mostConnections = 6;

const longestQuote = 2_000;

/** A notice in words. One that asks for nothing stays short. */
export const noticeMessage = (notice: Notice, context: NoticeContext): Message => {
  const { connection, notice: text, titles } = context.words;
  const { label } = connection;
  const words = wordsOf(notice, context);
  const { consequence, todo } = text.notice[notice.kind];
  const quiet = notice.severity === 'info';
  return {
    severity: notice.severity,
    headline: headline(connection.severity[notice.severity], subjectOf(notice, text), consequence(words)),
    subject: noticeSubject(notice, context.words.subject),
    summary: summaryOf(notice, words, text),
    facts: [
      ...(notice.connections.length > 1 || !quiet ? connectionFacts(notice.connections, context.words) : []),
      ...otherEntityFact(notice, text),
      { label: label.account, value: words.account },
      { label: label.region, value: notice.region },
    ],
    tunnels: tunnelsOf(notice, context.words),
    cause: quoteOf(notice, text),
    done: [],
    todo: [...(quiet ? [] : todo), ...warningOf(notice, text)],
    findings: [],
    unread: [],
    links: linksOf(notice, context),
    titles,
  };
};

const wordsOf = ({ connections, event, region }: Notice, { accountId, now }: NoticeContext): NoticeWords => ({
  count: connections.length,
  topic: event?.topic ?? 'other',
  at: event?.startedAt === undefined ? '' : clockTime(event.startedAt, now),
  code: cut(event?.code ?? '', 100),
  category: cut(event?.category ?? '', 100),
  account: event?.account || accountId,
  region,
});

const subjectOf = ({ connections, region }: Notice, text: NoticesText): string => {
  const [only, another] = connections;
  if (!only) return text.vpnIn(region);
  return another ? text.connections(connections.length) : nameAndId(only.name, only.connectionId);
};

const summaryOf = (notice: Notice, words: NoticeWords, text: NoticesText): string => {
  const blind = notice.kind === 'endpoint-replaced' && notice.reason !== undefined;
  const summary = blind ? text.replacedOnGone(words) : text.notice[notice.kind].summary(words);
  return notice.reason === undefined ? summary : `${summary} ${text.noticeReason[notice.reason]}`;
};

const connectionFacts = (
  connections: readonly NoticeConnection[],
  { connection: { label }, notice: text }: MessageCatalogue,
): readonly Fact[] => {
  const shown = connections
    .slice(0, mostConnections)
    .map((connection) => ({ label: label.connection, value: describe(connection, text) }));
  const hidden = connections.length - shown.length;
  return hidden > 0 ? [...shown, { label: label.connection, value: text.more(hidden) }] : shown;
};

const longestNames = 200;

const otherEntityFact = ({ event }: Notice, { otherEntities: label }: NoticesText): readonly Fact[] =>
  event?.otherEntities ? [{ label, value: cut(event.otherEntities.join(', '), longestNames) }] : [];

const describe = (connection: NoticeConnection, text: NoticesText): string =>
  [
    nameAndId(connection.name, connection.connectionId),
    ...(connection.gone ? [text.gone] : []),
    ...(connection.oneWayTunnels ? [text.oneWayTunnels(connection.oneWayTunnels)] : []),
    ...(connection.unusedTunnels.length > 0 ? [text.unusedTunnels(connection.unusedTunnels)] : []),
  ].join(': ');

/** Which tunnel is meant stands for itself only where the notice is about one connection. */
const tunnelsOf = ({ connections, kind }: Notice, words: MessageCatalogue): readonly TunnelLine[] => {
  const [only, another] = connections;
  if (!only || another || kind !== 'missing-redundancy') return [];
  return only.unusedTunnels.map((outsideIp) => ({
    outsideIp,
    state: 'unused',
    text: words.connection.tunnel.unused({ since: '', duration: '', routes: undefined, statusMessage: '' }),
  }));
};

/** AWS's own words, where they say more than we do. */
const quoteOf = ({ kind, event }: Notice, text: NoticesText): CauseText | undefined => {
  const quoted = kind === 'health-event' || kind === 'foreign-account' || kind === 'unreadable-event';
  if (!quoted || !event || event.description === '') return undefined;
  return { sentence: text.awsWrites, evidence: cut(event.description, longestQuote) };
};

const warningOf = ({ kind, connections }: Notice, text: NoticesText): readonly string[] =>
  kind === 'endpoint-replaced' && connections.some((connection) => connection.unusedTunnels.length > 0)
    ? [text.replacedWithoutRedundancy]
    : [];

const runbookHeading: Readonly<Record<Notice['kind'], RunbookHeading>> = {
  'endpoint-replaced': 'health-event',
  'missing-redundancy': 'missing-redundancy',
  'redundancy-restored': 'missing-redundancy',
  'health-event': 'health-event',
  'foreign-account': 'health-event',
  'unreadable-event': 'unreadable-event',
  'own-alarm': 'own-alarm',
  'one-way-traffic': 'one-way-traffic',
  'nothing-sent-back': 'one-way-traffic',
  posture: 'set-up',
};

const linksOf = (notice: Notice, { runbookUrl, words }: NoticeContext): readonly Link[] => {
  const { label } = words.connection;
  const [only, another] = notice.connections;
  const seen = only !== undefined && !another && !only.gone && notice.kind !== 'foreign-account';
  return [
    ...(seen ? [connectionLink(notice.region, only.connectionId, label)] : []),
    ...(seen && notice.kind !== 'health-event' ? [] : [healthLink(notice.region, label)]),
    ...runbookLink(runbookUrl, runbookHeading[notice.kind], label),
  ];
};
