import type { Announcement } from '../../shared/contracts/announcement.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { SlackMode } from '../../shared/slack/client.ts';
import { notificationText, plainText } from '../../shared/slack/plain.ts';
import type { CallingFact, Fact, SlackFact } from '../facts.ts';
import { defaultChannel } from '../slack/workspace.ts';

/** What has been announced, and what the channels show of it, found by its text. */
export interface Channel {
  readonly subjects: ReadonlyMap<string, Subject>;
  /** By connection: its incidents in the order in which they were first announced. */
  readonly incidents: ReadonlyMap<string, readonly Subject[]>;
  /** By the id that Slack has given it. */
  readonly messages: ReadonlyMap<string, ShownMessage>;
}

/** Something that has been announced, in all its revisions. */
export interface Subject {
  readonly subjectId: string;
  readonly announcements: Announcement[];
  latestRevision: number;
  /** Its messages: one, if all goes well, but for a webhook, which posts each step. */
  readonly messages: ShownMessage[];
}

export interface ShownMessage {
  readonly ts: string;
  readonly channel: string;
  readonly subjectId: string;
  /** Of the message of the storm in whose thread it stands. */
  readonly threadTs: string | undefined;
  readonly postedAt: EpochMs;
  readonly postedBy: CallingFact;
  /** The latest revision that read like it when it was posted. */
  readonly postedRevision: number;
  /** The latest revision that reads like what is shown. */
  revision: number;
  /** The earliest one that does. */
  atLeast: number;
  severity: Announcement['message']['severity'];
  readonly replies: Reply[];
}

export interface Reply {
  readonly text: string;
  readonly postedBy: CallingFact;
  readonly postedAt: EpochMs;
}

export interface ChannelKeeper extends Channel {
  /** What an accepted call has done that should not have been possible, or undefined. */
  learn(fact: Fact, at: EpochMs): void;
  /** Of texts that were never announced. */
  readonly strangers: string[];
}

/** Headline and summary: what comes after them may have lines of the thread in it. */
const opening = (text: string): string => text.split('\n\n')[0] ?? text;

const leaseRow = 'row SLACK/';

export const createChannel = (mode: SlackMode): ChannelKeeper => {
  const subjects = new Map<string, Subject>();
  const incidents = new Map<string, Subject[]>();
  const messages = new Map<string, ShownMessage>();
  const byText = new Map<string, Announcement[]>();
  const leases = new Set<string>();
  const strangers: string[] = [];

  const learnAnnouncement = (announcement: Announcement): void => {
    const { subjectId, revision, connectionId, kind, message } = announcement;
    const subject = subjects.get(subjectId) ?? {
      subjectId,
      announcements: [],
      latestRevision: 0,
      messages: [],
    };
    if (!subjects.has(subjectId) && connectionId !== undefined && kind.startsWith('incident.')) {
      incidents.set(connectionId, [...(incidents.get(connectionId) ?? []), subject]);
    }
    subjects.set(subjectId, subject);
    subject.announcements.push(announcement);
    subject.latestRevision = Math.max(subject.latestRevision, revision);
    for (const text of [notificationText(message), plainText(message)].map(opening)) {
      byText.set(text, [...(byText.get(text) ?? []), announcement]);
    }
  };

  /** A webhook knows no channel but its own. */
  const channelOf = (announcement: Announcement): string =>
    mode === 'webhook' ? defaultChannel : (announcement.channel ?? defaultChannel);

  /** What reads so of a subject, the latest first. */
  const readingSo = (text: string, subjectId: string): readonly Announcement[] =>
    (byText.get(opening(text)) ?? [])
      .filter((announcement) => announcement.subjectId === subjectId)
      .toSorted((one, other) => other.revision - one.revision);

  const leasedAs = ({ subjectId }: Announcement): number => [...leases].indexOf(`${leaseRow}${subjectId}`);

  /** The latest announcement that reads so of a subject that has no message yet, or else of any; in the thread of a storm, of what that has gathered. */
  const firstAnnouncementOf = (
    { text, channel }: SlackFact,
    stormId: string | undefined,
  ): Announcement | undefined => {
    const readsSo = (byText.get(opening(text)) ?? []).filter((announcement) =>
      stormId === undefined
        ? channelOf(announcement) === channel || channel === defaultChannel
        : announcement.gatheredIn === stormId,
    );
    const isUntold = ({ subjectId, revision }: Announcement): boolean => {
      const told = subjects.get(subjectId)?.messages ?? [];
      return mode === 'webhook' ? !told.some((message) => message.revision === revision) : told.length === 0;
    };
    // Whoever posts has just taken the lease of its subject: that tells apart those that read alike.
    const byLease = readsSo.toSorted(
      (one, other) => leasedAs(one) - leasedAs(other) || one.revision - other.revision,
    );
    return byLease.findLast(isUntold) ?? byLease.at(-1);
  };

  const learnSlack = (fact: SlackFact, at: EpochMs): void => {
    const { ts, text, by } = fact;
    const known = messages.get(ts);
    const parent = fact.call === 'reply' ? messages.get(fact.threadTs ?? '') : undefined;
    const announcement = known
      ? readingSo(text, known.subjectId)[0]
      : firstAnnouncementOf(fact, parent?.subjectId);
    // What a storm has gathered is told in its thread, each in a reply that is edited like a message.
    if (fact.call === 'reply' && !announcement) {
      parent?.replies.push({ text, postedBy: by, postedAt: at });
      return;
    }
    if (!announcement) {
      strangers.push(text);
      return;
    }
    const { subjectId, message } = announcement;
    const revision =
      mode === 'webhook' ? (readingSo(text, subjectId)[0]?.revision ?? 0) : announcement.revision;
    const atLeast = readingSo(text, subjectId).at(-1)?.revision ?? revision;
    if (known) {
      known.revision = revision;
      known.atLeast = atLeast;
      known.severity = message.severity;
      return;
    }
    const posted: ShownMessage = {
      ts,
      channel: fact.channel,
      subjectId,
      postedAt: at,
      postedBy: by,
      postedRevision: readingSo(text, subjectId)[0]?.revision ?? revision,
      revision,
      atLeast,
      severity: message.severity,
      threadTs: fact.threadTs,
      replies: [],
    };
    messages.set(ts, posted);
    subjects.get(subjectId)?.messages.push(posted);
  };

  return {
    subjects,
    incidents,
    messages,
    strangers,
    learn: (fact, at) => {
      if (fact.kind === 'published') learnAnnouncement(fact.announcement);
      // Setting up says what is watched; that is nothing to follow.
      if (fact.kind === 'slack' && !fact.by.invocation.startsWith('setup:')) learnSlack(fact, at);
      if (fact.kind === 'text' && fact.where.startsWith(leaseRow)) {
        leases.delete(fact.where);
        leases.add(fact.where);
      }
    },
  };
};
