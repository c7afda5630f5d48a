import type { Incident } from '../../shared/domain/incident.ts';
import type { Message } from '../../shared/domain/message/message.ts';
import type { RegionStorms, Storm } from '../../shared/domain/storm/storm.ts';
import { type EpochMs, minutesMs } from '../../shared/domain/time.ts';
import type { Subject } from './channel.ts';
import type { Invariant, Watching } from './invariant.ts';
import { twoSweepsMs } from './outages-are-told.ts';

/** From the topic into the channel, its pace and retries after races included. */
const deliveryMs = minutesMs(4);

/** A look that began before a storm was saved may have told an incident by itself until then. */
const unawareMs = minutesMs(1);

export const stormsShowTheTruth: Invariant = {
  name: 'storms-show-the-truth',
  statement:
    'The record of the storms grows by one with each save, and what is saved of a storm is announced within two free sweeps; once the ways have been free for long enough its message lists the incidents that are open in it, each with its present health, and says that it is over when none is.',
  watch: ({ truth, calm, channel, estate }) => {
    const records = new Map<string, RegionStorms>();
    /** Since when a storm has been saved and not announced. */
    const untold = new Map<string, EpochMs>();
    /** Since when the incidents of a connection are as they are. */
    const changedAt = new Map<string, EpochMs>();

    const learn = (record: RegionStorms, at: EpochMs): string | undefined => {
      const before = records.get(record.region);
      records.set(record.region, record);
      for (const { stormId, revision, announcedRevision } of record.storms) {
        if (announcedRevision > (channel.subjects.get(stormId)?.latestRevision ?? 0))
          return `${stormId} is marked as announced up to revision ${announcedRevision}, and was not`;
        if (revision <= announcedRevision) untold.delete(stormId);
        else if (!untold.has(stormId)) untold.set(stormId, at);
      }
      return before && record.version !== before.version + 1
        ? `the storms of ${record.region} went from version ${before.version} to ${record.version}`
        : undefined;
    };

    const judgeShown = (
      record: RegionStorms,
      storm: Storm,
      at: EpochMs,
      free: EpochMs,
    ): string | undefined => {
      const members = membersOf(truth, record, storm);
      const lastChange = Math.max(...members.map(({ connectionId }) => changedAt.get(connectionId) ?? at));
      if (at - Math.max(free, lastChange, storm.openedAt) < twoSweepsMs + deliveryMs) return undefined;
      const subject = channel.subjects.get(storm.stormId);
      const open = members.filter(({ phase }) => phase === 'open');
      if (estate.slackMode === 'bot') return wrongWith(subject, open);
      // What a webhook has posted stays as it is.
      const severity = subject?.messages.at(-1)?.severity;
      return severity === 'resolved' || (severity !== undefined && open.length > 0)
        ? undefined
        : `its last message says ${severity ?? 'nothing'}, and ${open.length} connections are open`;
    };

    return (fact, at) => {
      if (fact.kind === 'storms-saved') return fact.saved ? learn(fact.record, at) : undefined;
      if (fact.kind === 'saved' && fact.saved) changedAt.set(fact.incident.connectionId, at);
      if (fact.kind !== 'minute' || records.size === 0) return undefined;
      const [telling, slack] = [calm.since('telling', at), calm.since('slack', at)];
      if (telling === undefined) return undefined;
      for (const [stormId, since] of untold) {
        if (at - Math.max(telling, since) > twoSweepsMs)
          return `what was saved of ${stormId} has not been announced for ${(at - since) / 1_000} s`;
      }
      if (slack === undefined) return undefined;
      for (const record of records.values()) {
        for (const storm of record.storms) {
          const wrong = judgeShown(record, storm, at, Math.max(telling, slack));
          if (wrong) return `${storm.stormId}: ${wrong}`;
        }
      }
      return undefined;
    };
  },
};

/** The incidents that its message is about, by the table: those that it gathered, and those that it found told already. */
const membersOf = (
  { connections }: Watching['truth'],
  { storms }: RegionStorms,
  storm: Storm,
): readonly Incident[] =>
  [...connections.values()].flatMap(({ incident }) => {
    if (incident?.openedAt === undefined) return [];
    const { gatheredIn, openedAt, channel, customerGatewayId } = incident;
    if (gatheredIn !== undefined) return gatheredIn === storm.stormId ? [incident] : [];
    const [first] = storms
      .filter(
        (each) =>
          each.from <= openedAt &&
          openedAt <= each.openedAt + unawareMs &&
          each.channel === channel &&
          (each.customerGatewayId === undefined || each.customerGatewayId === customerGatewayId),
      )
      .toSorted((one, other) => one.openedAt - other.openedAt || (one.stormId < other.stormId ? -1 : 1));
    return first?.stormId === storm.stormId ? [incident] : [];
  });

const wrongWith = (subject: Subject | undefined, open: readonly Incident[]): string | undefined => {
  const shown = subject?.messages.at(-1);
  const latest = subject?.announcements.at(-1);
  if (!subject || !shown || !latest) return 'it has no message';
  if (shown.revision < subject.latestRevision)
    return `its message shows revision ${shown.revision} of ${subject.latestRevision}`;
  const severity = severityOf(open);
  if (shown.severity !== severity) return `its message says ${shown.severity}, and it is ${severity}`;
  const { lines = [], more = 0 } = latest.message.connections ?? {};
  if (lines.length + more !== open.length)
    return `its message is about ${lines.length + more} connections, and ${open.length} are open`;
  const missing = open.find(
    ({ connectionId, health }) =>
      more === 0 && !lines.some((line) => line.name.includes(connectionId) && line.health === health),
  );
  return missing && `its message does not say that ${missing.connectionId} is in ${missing.health}`;
};

const severityOf = (open: readonly Incident[]): Message['severity'] => {
  if (open.length === 0) return 'resolved';
  if (open.some(({ health }) => health === 'outage')) return 'critical';
  return open.some(({ health }) => health === 'degraded') ? 'warning' : 'info';
};
