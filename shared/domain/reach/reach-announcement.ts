import type { Announcement, ThreadEntry } from '../../contracts/announcement.ts';
import type { MessageCatalogue } from '../message/catalogue.ts';
import { clockTime } from '../message/clock-time.ts';
import { healthLink, runbookLink } from '../message/console-links.ts';
import type { Message } from '../message/message.ts';
import { headline } from '../message/subject.ts';
import type { EpochMs } from '../time.ts';
import type { RegionReach } from './reach.ts';
import type { ReachWords } from './reach-words.ts';

export interface ReachContext {
  readonly words: MessageCatalogue;
  readonly reachWords: ReachWords;
  readonly accountId: string;
  readonly runbookUrl: string | undefined;
  readonly now: EpochMs;
}

/** What is published about a region that could not be looked at: one subject from the first look in vain until it is back. */
export const announcementOfReach = (reach: RegionReach, context: ReachContext): Announcement => {
  const message = messageOf(reach, context);
  return {
    format: 'tunnelkeeper/announcement/1',
    kind: 'notice.region-unreachable',
    subjectId: `reach/${reach.region}/${reach.since}`,
    revision: reach.revision,
    region: reach.region,
    connectionId: undefined,
    channel: undefined,
    message,
    thread: threadOf(reach, message),
    chart: undefined,
  };
};

const messageOf = (reach: RegionReach, context: ReachContext): Message => {
  const { words, reachWords, accountId } = context;
  const { label, severity } = words.connection;
  const isBack = reach.backAt !== undefined;
  const what = stateOf(reach);
  const grade = isBack ? 'resolved' : 'critical';
  const { why, todo } = reachWords.reason[reach.reason];
  return {
    severity: grade,
    headline: headline(severity[grade], words.notice.vpnIn(reach.region), reachWords[what]),
    subject:
      words.subject && reachWords.ascii
        ? headline(words.subject.severity[grade], words.subject.vpnIn(reach.region), reachWords.ascii[what])
        : undefined,
    summary: summaryOf(reach, context),
    facts: [
      { label: label.account, value: accountId },
      { label: label.region, value: reach.region },
    ],
    tunnels: [],
    cause: { sentence: why, evidence: evidenceOf(reach) },
    done: [],
    todo: isBack ? [] : todo(reach.region),
    findings: [],
    unread: [],
    links: [healthLink(reach.region, label), ...runbookLink(context.runbookUrl, 'region-unreachable', label)],
    titles: words.titles,
  };
};

const stateOf = ({ backAt, isLeft }: RegionReach): 'blind' | 'back' | 'left' =>
  backAt === undefined ? 'blind' : isLeft ? 'left' : 'back';

const summaryOf = (reach: RegionReach, { words, reachWords, now }: ReachContext): string => {
  const { region, since, backAt } = reach;
  const times = {
    region,
    since: clockTime(since, now),
    duration: words.duration((backAt ?? now) - since),
  };
  return reachWords[`${stateOf(reach)}Summary`](times);
};

const evidenceOf = ({ code }: RegionReach): string | undefined =>
  code === '' ? undefined : `DescribeVpnConnections: ${code}`;

/** What is new comes into the thread, because an edited message notifies nobody; the first entry repeats the message, and channels leave it out. */
const threadOf = (
  { revision, since, revisedAt }: RegionReach,
  { summary }: Message,
): readonly ThreadEntry[] => [
  { seq: 1, at: since, text: summary },
  ...(revision > 1 ? [{ seq: revision, at: revisedAt, text: summary }] : []),
];
