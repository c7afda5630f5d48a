import type { Incident } from '../incident.ts';
import { type EpochMs, minutesMs } from '../time.ts';
import { isGathering, type Storm } from './storm.ts';

/** A look that began before a storm was saved may have told an incident by itself until then. */
const unawareMs = minutesMs(1);

/** Open, and told to nobody yet. */
export const isUntold = (incident: Incident): boolean =>
  incident.phase === 'open' && incident.announcedRevision === 0;

/** The storm that is to gather an incident that nobody has been told of: that of its gateway before that of the region. */
export const stormToJoin = (
  storms: readonly Storm[],
  incident: Incident,
  now: EpochMs,
): Storm | undefined => {
  const { openedAt, gatheredIn } = incident;
  if (!isUntold(incident) || gatheredIn !== undefined || openedAt === undefined) return undefined;
  const open = storms.filter(
    (storm) =>
      isGathering(storm, now) &&
      storm.from <= openedAt &&
      openedAt < storm.gathersUntil &&
      concerns(storm, incident),
  );
  return open.find((storm) => storm.customerGatewayId !== undefined) ?? open[0];
};

/** The incident, to be told in the thread of the storm from now on. */
export const gatherInto = (incident: Incident, storm: Storm): Incident => ({
  ...incident,
  gatheredIn: storm.stormId,
});

/**
 * The storm whose message shows the incident: the one that has gathered it, or, if it has a message of its own, the first
 * that opened around it.
 */
export const stormOf = (storms: readonly Storm[], incident: Incident): Storm | undefined => {
  const { openedAt, gatheredIn } = incident;
  if (openedAt === undefined) return undefined;
  if (gatheredIn !== undefined) return storms.find((storm) => storm.stormId === gatheredIn);
  return storms
    .filter(
      (storm) =>
        storm.from <= openedAt && openedAt <= storm.openedAt + unawareMs && concerns(storm, incident),
    )
    .toSorted((one, other) => one.openedAt - other.openedAt || (one.stormId < other.stormId ? -1 : 1))[0];
};

const concerns = (storm: Storm, incident: Incident): boolean =>
  storm.channel === incident.channel &&
  (storm.customerGatewayId === undefined || storm.customerGatewayId === incident.customerGatewayId);
