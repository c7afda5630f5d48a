import type { CustomerGateway } from '../connection.ts';
import type { Incident } from '../incident.ts';
import type { IncidentPolicy, Policy, StormPolicy } from '../policy.ts';
import { storedAlike } from '../stored-alike.ts';
import { type EpochMs, hoursMs, minutesMs } from '../time.ts';
import { type Crowd, findCrowds } from './crowd.ts';
import { forgottenAt } from './forget.ts';
import { stormOf, stormToJoin } from './membership.ts';
import { pictureOf } from './picture.ts';
import type { Storm, StormCounts, StormEntry, StormKind } from './storm.ts';

/** What the storms of a region rest on. */
export interface Weather {
  readonly region: string;
  /** Every incident of the region that is remembered, as the present look leaves it. */
  readonly incidents: readonly Incident[];
  readonly customerGateways: ReadonlyMap<string, CustomerGateway>;
}

/** However often another one falls: who comes later has a message of its own, or another storm. */
const longestGatheringMs = hoursMs(1);

/** What a storm gathers is told aloud after so long at the latest, and at once where it has doubled. */
const longestSilenceMs = minutesMs(5);

/** Entries beyond this are forgotten from the front. */
const longestCourse = 60;

/** Adds a storm for each crowd of incidents that are in none. The storms there are stay as they are. */
export const openStorms = (
  storms: readonly Storm[],
  weather: Weather,
  policy: Policy,
  now: EpochMs,
): readonly Storm[] => {
  const crowds = findCrowds(storms, weather.incidents, policy.storm, now);
  return crowds.length === 0
    ? storms
    : [...storms, ...crowds.map((crowd) => openStorm(crowd, weather.region, policy, now))];
};

/** Brings every storm up to date with its incidents. */
export const followStorms = (
  storms: readonly Storm[],
  weather: Weather,
  policy: Policy,
  now: EpochMs,
): readonly Storm[] => {
  const kept = storms.filter((storm) => now < forgottenAt(storm));
  const known = Map.groupBy(weather.incidents, (incident) => stormOf(kept, incident)?.stormId);
  const gathering = kept.map((storm) => goOn(storm, known.get(storm.stormId) ?? [], policy.storm));
  const members = Map.groupBy(
    weather.incidents,
    // Who is about to be gathered belongs to the picture already.
    (incident) => (stormToJoin(gathering, incident, now) ?? stormOf(gathering, incident))?.stormId,
  );
  return gathering.map((storm) => followStorm(storm, members.get(storm.stormId) ?? [], weather, policy, now));
};

/** A storm gathers for as long as it has not been calm. */
const goOn = (storm: Storm, members: readonly Incident[], { calmAfterMs }: StormPolicy): Storm => {
  const lastOpenedAt = Math.max(...members.map(({ openedAt }) => openedAt ?? 0));
  const until = Math.min(storm.openedAt + longestGatheringMs, lastOpenedAt + calmAfterMs);
  return { ...storm, gathersUntil: Math.max(storm.gathersUntil, until) };
};

const openStorm = (crowd: Crowd, region: string, policy: Policy, now: EpochMs): Storm => {
  const { channel, customerGatewayId, incidents } = crowd;
  const counts = { total: 0, outage: 0, degraded: 0, settling: 0 };
  return {
    stormId: `storm/${region}/${now}/${incidents[0]?.connectionId}`,
    region,
    channel,
    customerGatewayId,
    customerGateway: undefined,
    from: Math.min(now, ...incidents.map(({ openedAt }) => openedAt ?? now)),
    openedAt: now,
    gathersUntil: now + policy.storm.calmAfterMs,
    closedAt: undefined,
    picture: {
      counts,
      firstOpenedAt: now,
      lastOpenedAt: now,
      gravest: [],
      cause: undefined,
      withheld: [],
      restarts: { pending: 0, recovered: 0, failed: 0 },
    },
    told: { total: 0, outage: 0, at: now },
    course: [],
    revision: 0,
    announcedRevision: 0,
    announcedSeq: 0,
  };
};

const followStorm = (
  storm: Storm,
  members: readonly Incident[],
  { customerGateways }: Weather,
  policy: Policy,
  now: EpochMs,
): Storm => {
  // A look that began before the storm was over may have gathered one more.
  if (storm.closedAt !== undefined && !members.some(({ phase }) => phase === 'open')) return storm;
  const picture = pictureOf(storm, members);
  const seen: Storm = {
    ...storm,
    picture,
    customerGateway: customerGateways.get(storm.customerGatewayId ?? '') ?? storm.customerGateway,
    closedAt: openIn(picture.counts) === 0 ? now : undefined,
    told: { ...storm.told, outage: Math.min(storm.told.outage, picture.counts.outage) },
  };
  const kinds: readonly StormKind[] =
    storm.closedAt === undefined ? newKinds(seen, policy.incident, now) : ['worsened'];
  const next = withEntries(seen, kinds, now);
  return storedAlike(asShown(next), asShown(storm)) ? next : { ...next, revision: storm.revision + 1 };
};

const openIn = ({ outage, degraded, unknown = 0, settling }: StormCounts): number =>
  outage + degraded + unknown + settling;

/** What is worth telling aloud, beyond a silent redraw. */
const newKinds = (storm: Storm, policy: IncidentPolicy, now: EpochMs): readonly StormKind[] => {
  const { course, told, picture, gathersUntil } = storm;
  if (course.length === 0) return ['opened'];
  if (storm.closedAt !== undefined) return ['closed'];
  const { total, outage, degraded } = picture.counts;
  const silent = now - told.at;
  const isDue = (count: number, before: number): boolean =>
    count > before && (count >= 2 * before || silent >= longestSilenceMs);
  const everyMs = outage > 0 ? policy.remindOutageEveryMs : policy.remindDegradedEveryMs;
  const aloud: StormKind | undefined = isDue(total, told.total)
    ? 'grew'
    : isDue(outage, told.outage)
      ? 'worsened'
      : outage + degraded > 0 && silent >= everyMs
        ? 'reminder'
        : undefined;
  const isCalm = now >= gathersUntil && !course.some(({ kind }) => kind === 'calm');
  return [...(aloud ? [aloud] : []), ...(isCalm ? (['calm'] as const) : [])];
};

const withEntries = (storm: Storm, kinds: readonly StormKind[], now: EpochMs): Storm => {
  const { counts } = storm.picture;
  const lastSeq = storm.course.at(-1)?.seq ?? 0;
  const entries = kinds.map(
    (kind, index): StormEntry => ({ seq: lastSeq + 1 + index, at: now, kind, counts }),
  );
  const aloud = kinds.some((kind) => kind !== 'calm');
  return {
    ...storm,
    course: [...storm.course, ...entries].slice(-longestCourse),
    told: aloud ? { total: counts.total, outage: counts.outage, at: now } : storm.told,
  };
};

/** How long it gathers, and what has been told aloud, is kept and not shown. */
const asShown = ({ picture, customerGateway, closedAt, course }: Storm): unknown => [
  picture,
  customerGateway,
  closedAt,
  course,
];
