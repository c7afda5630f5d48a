import { expect, it } from 'vitest';
import { daysMs } from '../../shared/domain/time.ts';
import type { SlackDeliveries, SlackDelivery } from '../../shared/ports/records.ts';
import { start } from '../domain/builders.ts';
import type { FakeClock } from '../fakes/clock.ts';

export interface SlackDeliveriesSubject {
  readonly deliveries: SlackDeliveries;
  readonly clock: FakeClock;
}

const delivery = (change: Partial<SlackDelivery> = {}): SlackDelivery => ({
  subjectId: 'vpn-1/1772334000000',
  version: 1,
  channel: 'C0123456789',
  ts: '1772334000.000100',
  revision: 1,
  seq: 2,
  leaseUntil: start,
  ...change,
});

/** What every implementation of `SlackDeliveries` promises. */
export const runSlackDeliveriesContract = (
  makeSubject: () => SlackDeliveriesSubject | Promise<SlackDeliveriesSubject>,
) => {
  it('knows nothing of a subject that was never delivered', async () => {
    const { deliveries } = await makeSubject();
    expect(await deliveries.load(delivery().subjectId)).toBeUndefined();
  });

  it('loads what was saved last', async () => {
    const { deliveries } = await makeSubject();
    expect(await deliveries.save(delivery({ ts: undefined, channel: undefined }))).toBe('saved');
    expect(await deliveries.save(delivery({ version: 2 }))).toBe('saved');
    expect(await deliveries.load(delivery().subjectId)).toEqual(delivery({ version: 2 }));
  });

  it.each(['shown', 'given-up'] as const)('remembers that a chart was %s', async (chart) => {
    const { deliveries } = await makeSubject();
    await deliveries.save(delivery({ chart }));
    expect(await deliveries.load(delivery().subjectId)).toEqual(delivery({ chart }));
  });

  it('lets exactly one of two racers save', async () => {
    const { deliveries } = await makeSubject();
    const results = await Promise.all([deliveries.save(delivery()), deliveries.save(delivery())]);
    expect([...results].sort()).toEqual(['conflict', 'saved']);
  });

  it('forgets 90 days after the last save', async () => {
    const { deliveries, clock } = await makeSubject();
    await deliveries.save(delivery());
    clock.advance(daysMs(60));
    await deliveries.save(delivery({ version: 2 }));
    clock.advance(daysMs(89));
    expect(await deliveries.load(delivery().subjectId)).toBeDefined();
    clock.advance(daysMs(1));
    expect(await deliveries.load(delivery().subjectId)).toBeUndefined();
    expect(await deliveries.save(delivery())).toBe('saved');
  });
};
