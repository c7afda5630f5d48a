import type { Incident } from '../../shared/domain/incident.ts';
import { minutesMs } from '../../shared/domain/time.ts';
import type { CallingFact } from '../facts.ts';
import type { Subject } from './channel.ts';
import type { Invariant } from './invariant.ts';
import { isRight, patienceOf } from './outages-are-told.ts';
import { isUncertain } from './uncertain.ts';

/** From the topic into the channel, retries after races included. */
const deliveryMs = minutesMs(3);

export const slackShowsTheTruth: Invariant = {
  name: 'slack-shows-the-truth',
  statement:
    'A message is never set back to an older revision, unless nobody could know of the newer one; and once the ways have been free for long enough, the message of an open incident says the present health, and that of a closed one that it is over.',
  watch: ({ estate, truth, calm, channel }) => {
    const patience = patienceOf(estate.policy.incident);
    const last = new Map<string, { readonly atLeast: number; readonly by: CallingFact }>();
    const wrongOf = (subjects: readonly Subject[], healths: Parameters<typeof isRight>[0]) => {
      const latest = subjects.at(-1);
      const stale = subjects
        .slice(0, -1)
        .flatMap(({ messages }) => messages.slice(-1))
        .find(({ severity }) => severity !== 'resolved');
      if (stale) return `the message of ${stale.subjectId} still says ${stale.severity}`;
      const severity = latest?.messages.at(-1)?.severity;
      return isRight(healths, severity) ? undefined : `its message says ${severity ?? 'nothing'}`;
    };
    return (fact, at) => {
      if (channel.strangers.length > 0)
        return `Slack shows what was never announced: ${channel.strangers[0]}`;
      if (fact.kind === 'slack') {
        const message = channel.messages.get(fact.ts);
        if (!message) return undefined;
        const place = estate.slackMode === 'webhook' ? message.subjectId : fact.ts;
        const before = last.get(place);
        last.set(place, { atLeast: message.atLeast, by: fact.by });
        // Who showed the newer one may not have lived to write it down.
        return before && message.revision < before.atLeast && !isUncertain(truth, before.by)
          ? `${message.subjectId} was set back from revision ${before.atLeast} to ${message.revision}`
          : undefined;
      }
      if (fact.kind !== 'minute') return undefined;
      const [telling, slack] = [calm.since('telling', at), calm.since('slack', at)];
      if (telling === undefined || slack === undefined) return undefined;
      for (const [id, { healths, healthSince, incident }] of truth.connections) {
        const heldMs = at - Math.max(telling, slack, healthSince);
        if (heldMs < patience(healths) + deliveryMs) continue;
        const incidents = channel.incidents.get(id) ?? [];
        // A webhook has no threads: the message about the storm stands for what it has gathered.
        // And it does not post each flap of one that flaps.
        if (estate.slackMode === 'webhook' && (isGathered(incidents.at(-1)) || flaps(incident))) continue;
        const wrong = wrongOf(incidents, healths);
        if (wrong) return `${id} has been shown as ${healths.join(' or ')} for ${heldMs / 1_000} s; ${wrong}`;
      }
      return undefined;
    };
  },
};

const flaps = (incident: Incident | undefined): boolean =>
  incident?.phase === 'open' && incident.flappingSince !== undefined;

const isGathered = (subject: Subject | undefined): boolean =>
  subject?.announcements.some(({ gatheredIn }) => gatheredIn !== undefined) ?? false;
