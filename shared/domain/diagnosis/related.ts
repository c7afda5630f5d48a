import type { Connection } from '../connection.ts';
import { carriesTraffic } from '../health.ts';
import type { Incident } from '../incident.ts';
import type { Fact } from '../message/message.ts';
import { nameAndId } from '../message/subject.ts';
import { isPresent, siteTagOf } from '../posture/site-tag.ts';
import { bounded } from './bounded.ts';
import type { DiagnosisWords, RelatedBy } from './diagnosis-words.ts';
import type { Evidence } from './evidence.ts';
import { valueOr } from './readings.ts';

/** What another connection may have in common with this one. */
export const relations: Readonly<Record<RelatedBy, (one: Connection, other: Connection) => boolean>> = {
  gateway: (one, other) => one.customerGatewayId === other.customerGatewayId,
  site: (one, other) => siteTagOf(one) !== undefined && siteTagOf(one) === siteTagOf(other),
  target: (one, other) => one.target.id !== '' && one.target.id === other.target.id,
};

export const othersOf = (
  connection: Connection,
  related: readonly Connection[],
  by: (one: Connection, other: Connection) => boolean,
): readonly Connection[] =>
  related.filter(
    (other) => other.connectionId !== connection.connectionId && isPresent(other) && by(connection, other),
  );

export const carriesNow = (connection: Connection): boolean =>
  connection.tunnels.some((tunnel) => carriesTraffic(connection, tunnel));

/** As many names as a first line has room for. */
const mostNames = 2;
const nameCodePoints = 60;

/** Where the traffic can go while no tunnel of this connection is up. */
export const detourOf = (
  incident: Incident,
  connection: Connection,
  related: readonly Connection[],
  words: DiagnosisWords,
): string | undefined => {
  if (incident.health !== 'outage') return undefined;
  const ways = othersOf(connection, related, leadsToTheSame).filter(carriesNow);
  if (ways.length === 0) return undefined;
  const names = ways.map((way) => bounded(nameAndId(way.name, way.connectionId), nameCodePoints)).toSorted();
  return words.detour(names.slice(0, mostNames), Math.max(0, names.length - mostNames));
};

/** The same site by its owner's word; without it, both ends must be the same. */
const leadsToTheSame = (one: Connection, other: Connection): boolean =>
  relations.site(one, other) || (relations.gateway(one, other) && relations.target(one, other));

/** How those fare that have something in common with this connection; nothing where there are none, or it is not known. */
export const relatedFact = (
  { connection, related }: Evidence,
  by: RelatedBy,
  words: DiagnosisWords,
): readonly Fact[] => {
  const others = othersOf(connection, valueOr(related, []), relations[by]);
  if (others.length === 0) return [];
  const { label, value } = words.fact.related[by];
  const carrying = others.filter(carriesNow).length;
  return [{ label, value: value(common(connection, by), { total: others.length, carrying }) }];
};

const commonCodePoints = 60;

const common = (connection: Connection, by: RelatedBy): string => {
  const name = {
    gateway: connection.customerGatewayId,
    site: siteTagOf(connection) ?? '',
    target: connection.target.id,
  }[by];
  return bounded(name, commonCodePoints);
};
