import { causeOrder } from '../diagnosis/cause-order.ts';
import type { Health } from '../health.ts';
import type { Incident } from '../incident.ts';
import { leadingCause } from '../message/leading-cause.ts';
import type { Storm, StormCause, StormMember, StormPicture, StormRestarts, StormWithheld } from './storm.ts';

/** More would fill the screen and say nothing more. */
export const mostMembersShown = 20;

const rank: Readonly<Record<Health, number>> = { outage: 0, degraded: 1, unknown: 2, healthy: 3 };

/** What a storm's message shows of its incidents. Who has left (the next incident of the same connection) has recovered. */
export const pictureOf = (storm: Storm, members: readonly Incident[]): StormPicture => {
  const open = members.filter(({ phase }) => phase === 'open').toSorted(byGravity);
  const count = (health: Health): number => open.filter((incident) => incident.health === health).length;
  const openings = members.flatMap(({ openedAt }) => openedAt ?? []);
  const { picture: before } = storm;
  const total = Math.max(before.counts.total, members.length);
  return {
    counts: {
      total,
      outage: count('outage'),
      degraded: count('degraded'),
      ...(count('unknown') > 0 ? { unknown: count('unknown') } : {}),
      settling: count('healthy'),
    },
    firstOpenedAt: Math.min(before.firstOpenedAt, ...openings),
    lastOpenedAt: Math.max(before.lastOpenedAt, ...openings),
    gravest: open.slice(0, mostMembersShown).map(memberOf),
    cause: open.length > 0 ? causeOf(storm, open, total) : before.cause,
    withheld: withheldOf(open),
    restarts: restartsOf(members),
  };
};

const byGravity = (one: Incident, other: Incident): number =>
  rank[one.health] - rank[other.health] ||
  one.healthSince - other.healthSince ||
  (one.connectionId < other.connectionId ? -1 : 1);

const memberOf = ({ connectionId, connectionName, health, healthSince }: Incident): StormMember => ({
  connectionId,
  name: connectionName,
  health,
  healthSince,
});

/** Connections of one gateway that fall together say by that alone where the cause lies. */
const causeOf = (storm: Storm, open: readonly Incident[], total: number): StormCause | undefined => {
  const causes = open
    .flatMap((incident) => leadingCause(incident) ?? [])
    // Of one connection it says where the cause lies; of many at once it does not.
    .filter(({ name }) => name !== 'both-tunnels');
  const [commonest] = [...Map.groupBy(causes, ({ name }) => name)].toSorted(
    ([one, ones], [other, others]) =>
      others.length - ones.length || causeOrder.indexOf(one) - causeOrder.indexOf(other),
  );
  const [cause, ...alike] = commonest?.[1] ?? [];
  const found = cause && { cause, count: 1 + alike.length };
  if (storm.customerGatewayId === undefined || (found && found.cause.name !== 'gateway-wide')) return found;
  return {
    cause: { name: 'gateway-wide', at: storm.openedAt, evidence: String(total) },
    count: open.length,
  };
};

const withheldOf = (open: readonly Incident[]): readonly StormWithheld[] =>
  [
    ...Map.groupBy(
      open.flatMap(({ withheld }) => withheld ?? []),
      ({ reason }) => reason,
    ),
  ]
    .map(([reason, refusals]): StormWithheld => ({ reason, count: refusals.length }))
    .toSorted((one, other) => other.count - one.count || (one.reason < other.reason ? -1 : 1));

const restartsOf = (members: readonly Incident[]): StormRestarts => {
  const results = members.flatMap(({ incidentId, restarts }) =>
    restarts
      .filter((attempt) => attempt.incidentId === incidentId && attempt.call !== 'busy')
      .map((attempt) => attempt.result),
  );
  const count = (result: (typeof results)[number]): number =>
    results.filter((candidate) => candidate === result).length;
  return { pending: count('pending'), recovered: count('recovered'), failed: count('failed') };
};
