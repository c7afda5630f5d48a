import type { Announcement, AnnouncementKind, ThreadEntry } from '../../shared/contracts/announcement.ts';
import { mrkdwnLine } from '../../shared/slack/mrkdwn.ts';
import { happenedLine } from '../../shared/slack/thread.ts';
import type { PublishedFact, SlackFact } from '../facts.ts';
import type { Invariant } from './invariant.ts';

/** What has happened where an announcement of this kind is published, and a person has to hear of. */
const urgent: ReadonlySet<AnnouncementKind> = new Set<AnnouncementKind>([
  'incident.worsened',
  'incident.not-reported',
  'incident.outage-stays',
  'incident.settled-unhealthy',
  'incident.restart-failed',
  'incident.reminder',
  'storm.grew',
  'storm.worsened',
  'storm.reminder',
]);

/** The new lines of one urgent announcement: one of them has to ring. */
interface News {
  readonly kind: AnnouncementKind;
  lines: readonly string[];
  upToSeq: number;
  rung: boolean;
}

interface Revised {
  readonly revision: number;
  readonly announcedSeq: number;
}

export const whatIsUrgentRings: Invariant = {
  name: 'what-is-urgent-rings',
  statement:
    'What has worsened, a restart that has failed and a reminder ring in the channel, whatever delivery carries them: of what is new, a line is shown in the channel by the time that all of it stands in the thread, or it was known when the message itself was posted.',
  watch: ({ channel, estate }) => {
    const news = new Map<string, News[]>();
    const knownSeq = new Map<string, number>();
    /** By revision: the last line that the table held for announced when it was saved, from which its kind is named. */
    const markedSeq = new Map<string, number>();

    const learnSaved = (id: string, { revision, announcedSeq }: Revised): void => {
      const key = `${id}/${revision}`;
      markedSeq.set(key, Math.min(markedSeq.get(key) ?? announcedSeq, announcedSeq));
    };

    const learn = ({ announcement }: PublishedFact): void => {
      const { subjectId, revision, thread, kind } = announcement;
      const known = knownSeq.get(subjectId) ?? 0;
      const fresh = thread.filter(({ seq }) => seq > known);
      knownSeq.set(subjectId, Math.max(known, lastSeq(announcement)));
      if (!urgent.has(kind) || fresh.length === 0) return;
      const lines = fresh.map(lineOf);
      const before = news.get(subjectId)?.at(-1);
      // Named after what was published a moment ago, as nobody had recorded that yet: its line is the one to ring.
      if (before?.kind === kind && (markedSeq.get(`${subjectId}/${revision}`) ?? known) < before.upToSeq) {
        before.lines = [...before.lines, ...lines];
        before.upToSeq = lastSeq(announcement);
        return;
      }
      const one = { kind, lines, upToSeq: lastSeq(announcement), rung: false };
      news.set(subjectId, [...(news.get(subjectId) ?? []), one]);
    };

    const judge = (fact: SlackFact): string | undefined => {
      // What a storm has gathered is an edited reply, for which the storm itself rings.
      if (channel.messages.has(fact.ts) || fact.threadTs === undefined) return undefined;
      const message = channel.messages.get(fact.threadTs);
      const subject = message && channel.subjects.get(message.subjectId);
      if (!message || !subject) return undefined;
      const { announcements } = subject;
      const postedWith = announcements.filter(({ revision }) => revision <= message.postedRevision);
      const postedSeq = Math.max(0, ...postedWith.map(lastSeq));
      const told = new Set(fact.text.split('\n'));
      for (const one of news.get(message.subjectId) ?? []) {
        const tells = one.lines.filter((line) => told.has(line));
        if (tells.length === 0 || one.rung || one.upToSeq <= postedSeq) continue;
        if (fact.broadcast) one.rung = true;
        else if (told.has(one.lines.at(-1) ?? '')) return `"${one.lines.at(-1)}" did not ring`;
      }
      return undefined;
    };

    return (fact) => {
      if (fact.kind === 'saved') learnSaved(fact.incident.incidentId, fact.incident);
      if (fact.kind === 'storms-saved')
        for (const storm of fact.record.storms) learnSaved(storm.stormId, storm);
      if (fact.kind === 'published') learn(fact);
      return fact.kind === 'slack' && fact.call === 'reply' && estate.slackMode === 'bot'
        ? judge(fact)
        : undefined;
    };
  },
};

const lastSeq = ({ thread }: Announcement): number => thread.at(-1)?.seq ?? 0;

const lineOf = (entry: ThreadEntry): string => mrkdwnLine(happenedLine(entry), 500);
