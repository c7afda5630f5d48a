import type { Storm, StormCounts } from '../storm/storm.ts';
import type { EpochMs } from '../time.ts';
import type { MessageCatalogue, StormScope, StormStanding } from './catalogue.ts';
import { clockTime } from './clock-time.ts';
import { nameAndId } from './subject.ts';
import type { StormWords } from './words.ts';

export const scopeOf = (storm: Storm): StormScope =>
  storm.customerGatewayId === undefined ? 'region' : 'gateway';

export const stormStanding = ({ closedAt, picture }: Storm): StormStanding => {
  if (closedAt !== undefined) return 'over';
  const { outage, degraded, unknown = 0 } = picture.counts;
  if (outage > 0) return 'outage';
  if (degraded > 0) return 'degraded';
  return unknown > 0 ? 'unknown' : 'settling';
};

/** How many connections there are in each state, when it began, and what they share. */
export const stormWords = (
  storm: Storm,
  counts: StormCounts,
  words: MessageCatalogue,
  now: EpochMs,
): StormWords => {
  const { unknown = 0 } = counts;
  const { customerGateway, customerGatewayId = '', picture } = storm;
  return {
    ...counts,
    unknown,
    recovered: counts.total - counts.outage - counts.degraded - unknown - counts.settling,
    gateway: nameAndId(customerGateway?.name ?? customerGateway?.deviceName, customerGatewayId),
    region: storm.region,
    since: clockTime(picture.firstOpenedAt, now),
    until: clockTime(picture.lastOpenedAt, now),
    duration: words.duration((storm.closedAt ?? now) - picture.firstOpenedAt),
  };
};
