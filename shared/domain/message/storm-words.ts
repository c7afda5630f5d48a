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
  const { outage, degraded } = picture.counts;
  return outage > 0 ? 'outage' : degraded > 0 ? 'degraded' : 'settling';
};

/** How many connections there are in each state, when it began, and what they share. */
export const stormWords = (
  storm: Storm,
  counts: StormCounts,
  words: MessageCatalogue,
  now: EpochMs,
): StormWords => {
  const { customerGateway, customerGatewayId = '', picture } = storm;
  return {
    ...counts,
    recovered: counts.total - counts.outage - counts.degraded - counts.settling,
    gateway: nameAndId(customerGateway?.name ?? customerGateway?.deviceName, customerGatewayId),
    region: storm.region,
    since: clockTime(picture.firstOpenedAt, now),
    until: clockTime(picture.lastOpenedAt, now),
    duration: words.duration((storm.closedAt ?? now) - picture.firstOpenedAt),
  };
};
