import type { Announcement, ThreadEntry } from '../../contracts/announcement.ts';
import type { Link, Message } from '../message/message.ts';
import { cut, headline } from '../message/subject.ts';
import type { OtherRegions } from '../regions/others.ts';
import { daysMs, type EpochMs } from '../time.ts';
import { type FindingLine, findingLines } from './finding-lines.ts';
import { listNames } from './list-names.ts';
import type { Standing } from './plan.ts';
import type { HeadlineWords, PostureWords } from './posture-words.ts';
import type { PostureTold, Telling } from './record.ts';
import { grades } from './site.ts';

export interface PostureContext {
  readonly accountId: string;
  /** The regions that are watched; the first is the hub. */
  readonly regions: readonly string[];
  readonly runbookUrl: string | undefined;
  /** Regions that nobody has named. Absent: they are not watched. */
  readonly others?: OtherRegions | undefined;
  /** Slack may be the only way to hear of an outage. */
  readonly slackOnly: boolean;
  readonly words: PostureWords;
}

/** What Slack shows of the findings and of the links; the rest of the findings goes into the thread. */
const mostFindings = 4;
const mostLinks = 3;

const longestFact = 105;
const longestUnread = 145;
const longestReply = 480;

/**
 * The one message about the set-up of the account. A digest has a subject of its own each day; what has become worse has
 * one each time, because an edited message notifies nobody.
 */
export const postureAnnouncement = (
  standing: Standing,
  telling: Telling,
  revision: number,
  context: PostureContext,
): Announcement => {
  const { regions } = context;
  const [region = 'unknown'] = regions;
  const day = `posture/${region}/${Math.floor(telling.at / daysMs(1))}`;
  const shown = telling.tell === 'weekly' ? standing.findings : standing.worse;
  const lines = findingLines(shown, standing.names, context.words);
  const message = messageOf(standing, telling.tell, lines, context);
  return {
    format: 'tunnelkeeper/announcement/1',
    kind: 'notice.posture',
    subjectId: telling.tell === 'weekly' ? day : `${day}/${revision}`,
    revision,
    region,
    connectionId: undefined,
    channel: undefined,
    message,
    thread: threadOf(message, lines.slice(mostFindings), telling.at, context.words),
    chart: undefined,
  };
};

const messageOf = (
  standing: Standing,
  tell: PostureTold,
  lines: readonly FindingLine[],
  context: PostureContext,
): Message => {
  const { digest, titles } = context.words;
  const fell = fellLines(standing, context.words);
  const warnings = lines.filter(({ severity }) => severity !== 'info').length;
  const severity = warnings + fell.length > 0 ? 'warning' : 'info';
  const worse = countWorse(standing, context.words);
  const firstLine = (words: HeadlineWords): string =>
    headline(
      words.severity[severity],
      words.subject(countConnections(standing)),
      tell === 'weekly' ? words.counts(warnings, lines.length - warnings) : words.gotWorse(worse),
    );
  return {
    severity,
    headline: firstLine(digest),
    subject: digest.ascii && firstLine(digest.ascii),
    summary: summaryOf(tell, lines, worse, digest),
    facts: [
      ...fell.map((value) => ({ label: digest.label.fell, value })),
      ...gradeFacts(standing, context.words),
      { label: digest.label.account, value: context.accountId },
      { label: digest.label.regions, value: listNames(context.regions, longestFact, digest.andMore) },
    ],
    tunnels: [],
    cause: undefined,
    done: [],
    todo: [
      ...lines.slice(0, mostFindings).map(({ text, remedy }) => digest.withRemedy(text, remedy)),
      ...nextSteps(standing, tell, lines, context.words),
      ...(context.slackOnly && tell === 'weekly' ? [digest.slackOnly] : []),
    ],
    findings: [],
    unread: [...unreadLines(standing, context.words), ...(tell === 'weekly' ? othersUnread(context) : [])],
    links: [...runbookLinks(context), ...docLinks(lines)],
    titles,
  };
};

const summaryOf = (
  tell: PostureTold,
  lines: readonly FindingLine[],
  worse: number,
  digest: PostureWords['digest'],
): string => {
  if (tell === 'worse') return digest.worse;
  const news = worse > 0 ? [digest.gotWorseSince(worse)] : [];
  return [digest.weekly, ...(lines.length === 0 ? [digest.nothingFound] : []), ...news].join(' ');
};

const countConnections = ({ names, findings }: Standing): number =>
  new Set([...names.keys(), ...findings.map(({ connectionId }) => connectionId)]).size;

/** As many as there are lines about findings, and each site. */
const countWorse = ({ worse, names, sites }: Standing, words: PostureWords): number =>
  findingLines(worse, names, words).length + sites.filter(({ from }) => from !== undefined).length;

const mostFalls = 6;

const fellLines = ({ sites }: Standing, { grade, digest }: PostureWords): readonly string[] =>
  sites
    .flatMap(({ name, grade: now, from }) =>
      from === undefined ? [] : [cut(digest.fell(name, grade[from].title, grade[now].title), longestFact)],
    )
    .slice(0, mostFalls);

/** Which sites have which redundancy, the lowest first. */
const gradeFacts = ({ sites }: Standing, { grade, digest }: PostureWords): Message['facts'] =>
  grades.flatMap((each) => {
    const named = sites.filter((site) => site.grade === each).map(({ name }) => name);
    if (named.length === 0) return [];
    return [{ label: grade[each].title, value: listNames(named.sort(), longestFact, digest.andMore) }];
  });

/** What leads each site to the next grade, as far as no finding says it; of what has become worse, each site that fell. */
const nextSteps = (
  { sites }: Standing,
  tell: PostureTold,
  lines: readonly FindingLine[],
  { grade, digest }: PostureWords,
): readonly string[] =>
  grades
    .filter((each) =>
      sites.some((site) => site.grade === each && (tell === 'weekly' || site.from !== undefined)),
    )
    .map((each) => grade[each])
    .filter(({ nextStep }) => nextStep !== '' && !lines.some(({ remedy }) => remedy === nextStep))
    .map(({ title, nextStep }) => digest.about(title, nextStep));

const unreadLines = (standing: Standing, { digest }: PostureWords): readonly string[] => {
  const { unreadRegions, maintenanceUnread, names } = standing;
  const named = maintenanceUnread.map((connectionId) => names.get(connectionId)?.trim() || connectionId);
  const listed = (items: readonly string[]): string => listNames(items, longestUnread / 2, digest.andMore);
  return [
    ...(unreadRegions.length > 0 ? [digest.unreadRegions(listed(unreadRegions))] : []),
    ...(named.length > 0 ? [digest.unreadMaintenance(listed(named.sort()))] : []),
  ];
};

/** Regions that nobody has named are no incident when they refuse: the digest is where it is said. */
const othersUnread = ({ others, words: { digest } }: PostureContext): readonly string[] => {
  if (!others) return [];
  if (!others.areKnown) return [digest.othersUnknown];
  const names = others.refusing.map(({ region, code, reason }) => `${region} (${code || reason})`);
  return names.length > 0
    ? [digest.refusingRegions(listNames(names, longestUnread / 2, digest.andMore))]
    : [];
};

const runbookLinks = ({ runbookUrl, words }: PostureContext): readonly Link[] =>
  runbookUrl ? [{ label: words.digest.label.runbook, url: `${runbookUrl}#set-up` }] : [];

/** Several findings may have their explanation on one page. */
const docLinks = (lines: readonly FindingLine[]): readonly Link[] =>
  lines
    .filter(({ url }, index) => lines.findIndex((line) => line.url === url) === index)
    .slice(0, mostLinks)
    .map(({ title, url }) => ({ label: title, url }));

/** The first entry says what the message says, and channels leave it out; the others are what the message has no room for. */
const threadOf = (
  message: Message,
  further: readonly FindingLine[],
  at: EpochMs,
  { digest }: PostureWords,
): readonly ThreadEntry[] =>
  [
    message.summary,
    ...further.map((line) => cut(digest.inFull(line.text, line.remedy, line.url), longestReply)),
  ].map((text, index) => ({ seq: index + 1, at, text }));
