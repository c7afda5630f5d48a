import type { Incident } from '../incident.ts';
import type { StormPolicy } from '../policy.ts';
import type { EpochMs } from '../time.ts';
import { stormOf, stormToJoin } from './membership.ts';
import type { Storm } from './storm.ts';

/** Incidents that opened at about the same time and share where they are told, and a gateway or at least the region. */
export interface Crowd {
  readonly channel: string | undefined;
  /** Undefined: they have different ones. */
  readonly customerGatewayId: string | undefined;
  readonly incidents: readonly Incident[];
}

/** Crowds that are too many to be told one by one, of incidents that are in no storm. */
export const findCrowds = (
  storms: readonly Storm[],
  incidents: readonly Incident[],
  policy: StormPolicy,
  now: EpochMs,
): readonly Crowd[] => {
  const loose = incidents.filter(
    (incident) =>
      incident.phase === 'open' &&
      now - (incident.openedAt ?? 0) <= policy.windowMs &&
      !stormToJoin(storms, incident, now) &&
      !stormOf(storms, incident),
  );
  return [...Map.groupBy(loose, ({ channel }) => channel)].flatMap(([channel, told]) =>
    crowdsOf(channel, told, policy),
  );
};

const crowdsOf = (
  channel: string | undefined,
  incidents: readonly Incident[],
  { incidents: most }: StormPolicy,
): readonly Crowd[] => {
  const ofGateway = [...Map.groupBy(incidents, ({ customerGatewayId }) => customerGatewayId)]
    .filter(([customerGatewayId, together]) => customerGatewayId !== '' && together.length > most)
    .map(([customerGatewayId, together]): Crowd => ({ channel, customerGatewayId, incidents: together }));
  const gathered = new Set(ofGateway.flatMap((crowd) => crowd.incidents));
  const rest = incidents.filter((incident) => !gathered.has(incident));
  return rest.length > most
    ? [...ofGateway, { channel, customerGatewayId: undefined, incidents: rest }]
    : ofGateway;
};
