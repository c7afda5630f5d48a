import type { Announcement } from '../../shared/contracts/announcement.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { PublishedFact, QueueFact, SavedFact } from '../facts.ts';
import type { Invariant } from './invariant.ts';
import { twoSweepsMs } from './outages-are-told.ts';

export const nothingSavedIsLost: Invariant = {
  name: 'nothing-saved-is-lost',
  statement:
    'The version of an incident grows by one with each save, its revisions never shrink, only what has been saved is announced, only what has been announced is marked so, and what is not yet announced is within two free sweeps.',
  watch: ({ truth, calm, channel }) => {
    const rows = new Map<string, Incident>();
    const saved = new Map<string, number>();
    const waiting = new Map<string, EpochMs>();

    const judgeSave = ({ incident, saved: isSaved }: SavedFact, at: EpochMs): string | undefined => {
      if (!isSaved) return undefined;
      const { connectionId, incidentId, version, revision, announcedRevision } = incident;
      const before = rows.get(connectionId);
      rows.set(connectionId, incident);
      saved.set(incidentId, Math.max(saved.get(incidentId) ?? 0, revision));
      if (revision <= announcedRevision) waiting.delete(connectionId);
      else if (!waiting.has(connectionId)) waiting.set(connectionId, at);
      if (before && version !== before.version + 1)
        return `${incidentId} went from version ${before.version} to ${version}`;
      if (announcedRevision > (channel.subjects.get(incidentId)?.latestRevision ?? 0))
        return `${incidentId} is marked as announced up to revision ${announcedRevision}, and was not`;
      if (before?.incidentId !== incidentId) return undefined;
      return revision < before.revision || announcedRevision < before.announcedRevision
        ? `${incidentId} went back from revision ${before.revision} (${before.announcedRevision}) to ${revision} (${announcedRevision})`
        : undefined;
    };

    const judgePublication = ({ announcement }: PublishedFact): string | undefined => {
      const { kind, subjectId, revision } = announcement;
      if (!kind.startsWith('incident.') || revision <= (saved.get(subjectId) ?? 0)) return undefined;
      return `revision ${revision} of ${subjectId} was announced and never saved`;
    };

    return (fact, at) => {
      if (fact.kind === 'saved') return judgeSave(fact, at);
      if (fact.kind === 'published') return judgePublication(fact);
      if (fact.kind !== 'minute' || waiting.size === 0) return undefined;
      const since = calm.since('telling', at);
      if (since === undefined) return undefined;
      for (const [connectionId, waitingSince] of waiting) {
        const waitedMs = at - Math.max(since, waitingSince);
        if (waitedMs > twoSweepsMs && truth.connections.has(connectionId))
          return `what was saved of ${connectionId} has not been announced for ${waitedMs / 1_000} s`;
      }
      return undefined;
    };
  },
};

export const nothingAnnouncedIsLost: Invariant = {
  name: 'nothing-announced-is-lost',
  statement:
    'What leaves the queue to Slack is shown there, or a later word about the same subject is, or, of a message that cannot be edited, how grave it is; nothing waits for a person, whatever Slack refuses for a while.',
  watch: ({ channel, estate }) => {
    /** Revisions of a subject that still wait. */
    const kept = new Map<string, number[]>();
    const uneditable = new Set<string>();
    const judge = ({ step, body }: QueueFact): string | undefined => {
      const announcement = JSON.parse(body) as Announcement;
      const { subjectId, revision, kind, message } = announcement;
      const revisions = kept.get(subjectId) ?? [];
      if (step === 'sent') {
        kept.set(subjectId, [...revisions, revision]);
        return undefined;
      }
      if (step !== 'done') return `the queue has ${step} revision ${revision} of ${subjectId}`;
      const index = revisions.indexOf(revision);
      const left = revisions.filter((_, position) => position !== index);
      kept.set(subjectId, left);
      if (estate.slackMode === 'webhook' && isSilent(announcement)) return undefined;
      const messages = channel.subjects.get(subjectId)?.messages ?? [];
      const last = messages.at(-1);
      // What is new is in its thread, which other invariants look at.
      if (last && uneditable.has(last.ts) && last.severity === message.severity) return undefined;
      const shown = Math.max(0, ...messages.map((each) => each.revision));
      return shown >= revision || left.some((other) => other >= revision)
        ? undefined
        : `revision ${revision} of ${subjectId} (${kind}) left the queue, and Slack shows ${shown}`;
    };
    return (fact) => {
      if (fact.kind === 'slack-received' && fact.uneditable) uneditable.add(fact.uneditable);
      return fact.kind === 'queue' && fact.queue === 'slack' ? judge(fact) : undefined;
    };
  },
};

/** A webhook cannot redraw, and has no thread for what a storm has gathered. */
const isSilent = ({ kind, gatheredIn }: Announcement): boolean =>
  gatheredIn !== undefined || kind === 'incident.update' || kind === 'storm.update' || kind === 'storm.calm';
