import { passesByItself } from '../restart/withhold-reason.ts';
import type { Storm } from '../storm/storm.ts';
import type { EpochMs } from '../time.ts';
import { stormSubject } from './ascii-subject.ts';
import type { MessageCatalogue, StormStanding } from './catalogue.ts';
import { clockTime } from './clock-time.ts';
import { gatewayOf } from './connection-facts.ts';
import { connectionsLink, runbookLink } from './console-links.ts';
import { causeText } from './incident-cause.ts';
import type { CauseText, ConnectionLines, Fact, Message } from './message.ts';
import { scopeOf, stormStanding, stormWords } from './storm-words.ts';
import { cut, headline, nameAndId } from './subject.ts';

export interface StormContext {
  readonly words: MessageCatalogue;
  readonly accountId: string;
  readonly runbookUrl: string | undefined;
  readonly now: EpochMs;
}

const severityOf: Readonly<Record<StormStanding, Message['severity']>> = {
  outage: 'critical',
  degraded: 'warning',
  unknown: 'warning',
  settling: 'info',
  over: 'resolved',
};

const longestName = 60;

/** The storm as it stands now, in words: all of it comes from its picture. */
export const stormMessage = (storm: Storm, context: StormContext): Message => {
  const { words, accountId, runbookUrl, now } = context;
  const standing = stormStanding(storm);
  const severity = severityOf[standing];
  const text = words.storm.standing[standing];
  const told = stormWords(storm, storm.picture.counts, words, now);
  return {
    severity,
    headline: headline(
      words.connection.severity[severity],
      words.storm.about[scopeOf(storm)](told),
      text.consequence(told),
    ),
    subject: stormSubject(storm, severity, told, words.subject),
    summary: text.summary(told),
    facts: factsOf(storm, accountId, words),
    tunnels: [],
    connections: connectionLines(storm, words, now),
    cause: causeOf(storm, words, now),
    done: doneLines(storm, words),
    todo: todoLines(storm, words),
    findings: [],
    unread: [],
    links: [
      connectionsLink(storm.region, words.connection.label),
      ...runbookLink(runbookUrl, 'storm', words.connection.label),
    ],
    titles: words.titles,
  };
};

const factsOf = (storm: Storm, accountId: string, { connection }: MessageCatalogue): readonly Fact[] => {
  const { label } = connection;
  const { customerGatewayId, customerGateway, region } = storm;
  return [
    { label: label.account, value: accountId },
    { label: label.region, value: region },
    ...(customerGatewayId === undefined
      ? []
      : [{ label: label.customerGateway, value: gatewayOf(customerGatewayId, customerGateway, connection) }]),
  ];
};

const connectionLines = ({ picture }: Storm, words: MessageCatalogue, now: EpochMs): ConnectionLines => {
  const { outage, degraded, settling } = picture.counts;
  return {
    lines: picture.gravest.map(({ name, connectionId, health, healthSince }) => ({
      health,
      name: nameAndId(name && cut(name, longestName), connectionId),
      text: words.storm.member[health]({
        since: clockTime(healthSince, now),
        duration: words.duration(now - healthSince),
      }),
    })),
    more: outage + degraded + settling - picture.gravest.length,
  };
};

const causeOf = ({ picture }: Storm, words: MessageCatalogue, now: EpochMs): CauseText | undefined => {
  if (!picture.cause) return undefined;
  const { cause, count } = picture.cause;
  const { sentence, evidence } = causeText(cause, words, now);
  const { outage, degraded, settling } = picture.counts;
  const ofAll = count >= outage + degraded + settling;
  return { sentence: ofAll ? sentence : `${sentence} ${words.storm.causeOfSome({ count })}`, evidence };
};

/** Restarts, and why the others are withheld: once for all. */
const doneLines = ({ picture, closedAt }: Storm, words: MessageCatalogue): readonly string[] => [
  ...(['recovered', 'failed', 'pending'] as const)
    .filter((result) => picture.restarts[result] > 0)
    .map((result) => words.storm.restarts[result]({ count: picture.restarts[result] })),
  ...(closedAt === undefined ? picture.withheld : []).map(({ reason, count }) => {
    const { why } = words.withheld[reason];
    return words.storm.withheld({
      count,
      temporary: passesByItself(reason),
      withheld: why({ outsideIp: '', until: '', noInitiation: undefined }),
    });
  }),
];

const todoLines = (storm: Storm, words: MessageCatalogue): readonly string[] => {
  const standing = stormStanding(storm);
  if (standing === 'over' || standing === 'settling') return [];
  return [
    ...new Set([...(storm.picture.cause?.cause.explained?.todo ?? []), ...words.storm.todo[scopeOf(storm)]]),
  ];
};
