import type { Announcement, ThreadEntry } from '../../contracts/announcement.ts';
import {
  againPart,
  parseSelfAlarmName,
  type SelfAlarmArticle,
  selfAlarmArticles,
  selfAlarmSeverity,
} from '../../contracts/self-alarm.ts';
import { type EpochMs, minutesMs } from '../time.ts';
import type { MessageCatalogue } from './catalogue.ts';
import { clockTime } from './clock-time.ts';
import type { Link, Message } from './message.ts';
import { headline } from './subject.ts';

/** One alarm on Tunnelkeeper itself, as CloudWatch shows it. */
export interface SelfAlarm {
  readonly name: string;
  /** `silent`: its metric has stopped. An alarm that has never had data is `ok`. */
  readonly state: 'raised' | 'silent' | 'ok';
  /** When it came into this state. */
  readonly since: EpochMs;
}

export interface SelfAlarmContext {
  readonly words: MessageCatalogue;
  readonly accountId: string | undefined;
  readonly region: string;
  readonly runbookUrl: string | undefined;
  readonly now: EpochMs;
}

/** What has just been heard of one alarm: more than its present state, which may have changed back since. */
export type SelfAlarmNews =
  | {
      readonly news: 'changed';
      readonly alarm: SelfAlarm;
      /** It is `ok`, and was never otherwise: it had no data before. */
      readonly isFirstState?: boolean;
    }
  | { readonly news: 'lasting'; readonly at: EpochMs };

/** All alarms on Tunnelkeeper itself are one subject: whatever they have in common is read once, and edited until it is over. */
export const selfAlarmSubject = 'self-alarms';

/** A further message on a queue that held none before is the first one, which the other alarm tells. */
const togetherMs = minutesMs(2);

interface Known extends SelfAlarm {
  readonly article: SelfAlarmArticle;
  readonly part: string;
}

/** The message about all alarms as they stand; undefined where nothing of it is ours. */
export const announcementOfSelfAlarms = (
  listed: readonly SelfAlarm[],
  news: SelfAlarmNews,
  context: SelfAlarmContext,
): Announcement | undefined => {
  const alarms = knownAlarms(listed, news);
  if (alarms.length === 0) return undefined;
  const lasting = alarms
    .filter((alarm) => alarm.part !== againPart && alarm.state !== 'ok')
    .sort((one, other) => rankOf(one) - rankOf(other) || one.since - other.since);
  const thread = threadOf(alarms, lasting, news, context);
  return {
    format: 'tunnelkeeper/announcement/1',
    kind: 'notice.own-alarm',
    subjectId: selfAlarmSubject,
    revision: Math.max(...thread.map(({ at }) => at), ...alarms.map(({ since }) => since)),
    region: context.region,
    connectionId: undefined,
    channel: undefined,
    message: messageOf(lasting, context),
    thread,
    chart: undefined,
  };
};

const rankOf = ({ article }: Known): number => selfAlarmArticles.indexOf(article);

const knownAlarms = (listed: readonly SelfAlarm[], news: SelfAlarmNews): readonly Known[] => {
  const byName = new Map(listed.map((alarm) => [alarm.name, alarm]));
  if (news.news === 'changed') {
    const { alarm } = news;
    if (alarm.since >= (byName.get(alarm.name)?.since ?? 0)) byName.set(alarm.name, alarm);
  }
  return [...byName.values()].flatMap((alarm) => known(alarm) ?? []);
};

const known = (alarm: SelfAlarm): Known | undefined => {
  const parsed = parseSelfAlarmName(alarm.name);
  return parsed && { ...alarm, article: parsed.article, part: parsed.part ?? '' };
};

const messageOf = (lasting: readonly Known[], context: SelfAlarmContext): Message => {
  const { words, accountId, region, runbookUrl } = context;
  const { alarm: text } = words.own;
  const { label, severity } = words.connection;
  const [gravest] = lasting;
  const grade = gravest ? selfAlarmSeverity[gravest.article] : 'resolved';
  const lines = lasting.map((alarm) => lineOf(alarm, context));
  return {
    severity: grade,
    headline: headline(
      severity[grade],
      'Tunnelkeeper',
      gravest ? text.consequence[gravest.article] : text.over,
    ),
    summary: lines.length === 1 ? (lines[0] ?? '') : gravest ? '' : text.overSummary,
    facts: [
      ...(accountId ? [{ label: label.account, value: accountId }] : []),
      { label: label.region, value: region },
    ],
    tunnels: [],
    cause: undefined,
    done: [],
    todo: [],
    findings: lines.length > 1 ? lines : [],
    unread: [],
    links: runbookUrl ? linksOf(lasting, runbookUrl, label.runbookLink) : [],
    titles: { ...words.titles, findings: text.title },
  };
};

const lineOf = ({ article, part, since }: Known, { words, now }: SelfAlarmContext): string =>
  words.own.alarm.since({ text: words.own.alarm.meaning[article], since: clockTime(since, now), part });

const linksOf = (lasting: readonly Known[], runbookUrl: string, label: string): readonly Link[] =>
  [...new Set(lasting.map(({ article }) => article))].map((article, _index, all) => ({
    label: all.length === 1 ? label : `${label}: ${article}`,
    url: `${runbookUrl}#${article}`,
  }));

/** Since the oldest of what lasts began. Whoever has read an entry is not shown it again, so its place is the time it is about. */
const threadOf = (
  alarms: readonly Known[],
  lasting: readonly Known[],
  news: SelfAlarmNews,
  context: SelfAlarmContext,
): readonly ThreadEntry[] => {
  const changed = news.news === 'changed' ? known(news.alarm) : undefined;
  // Of one that is listed as well nobody can say whether it ever was otherwise: its own news tells of its end.
  const unwell = alarms.filter((alarm) => alarm.state !== 'ok' && !(changed && isSame(alarm, changed)));
  const isNews = changed && !(news.news === 'changed' && news.isFirstState);
  const all = isNews ? [...unwell, changed] : unwell;
  const from = Math.min(changed?.since ?? context.now, ...lasting.map(({ since }) => since));
  const entries = all
    .filter((alarm) => alarm.since >= from)
    .flatMap((alarm) => entryOf(alarm, alarms, context));
  const reminders =
    news.news === 'lasting' ? lasting.map((alarm) => reminderOf(alarm, news.at, context)) : [];
  return [...entries, ...reminders].sort((one, other) => one.seq - other.seq);
};

const isSame = (one: Known, other: Known): boolean => one.name === other.name && one.since === other.since;

const entryOf = (
  alarm: Known,
  alarms: readonly Known[],
  { words }: SelfAlarmContext,
): readonly ThreadEntry[] => {
  const { alarm: text } = words.own;
  const { article, part, state, since } = alarm;
  const meaning = text.meaning[article];
  const at = { seq: since, at: since };
  if (part !== againPart) {
    return [state === 'ok' ? { ...at, text: text.ended(meaning) } : { ...at, text: meaning, loud: true }];
  }
  const isFirst = alarms.some(
    (other) =>
      other.article === article && other.part !== againPart && Math.abs(other.since - since) <= togetherMs,
  );
  return state === 'ok' || isFirst ? [] : [{ ...at, text: text.again(meaning), loud: true }];
};

const reminderOf = (
  { article, since }: Known,
  at: EpochMs,
  { words, now }: SelfAlarmContext,
): ThreadEntry => ({
  seq: at,
  at,
  text: words.own.alarm.still({ text: words.own.alarm.meaning[article], since: clockTime(since, now) }),
  loud: true,
});
