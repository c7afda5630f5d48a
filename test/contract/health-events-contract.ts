import { expect, it } from 'vitest';
import type { OpenHealthEvent } from '../../shared/domain/diagnosis/evidence.ts';
import type { HealthEvents } from '../../shared/ports/diagnosis.ts';
import { at } from '../domain/builders.ts';

export interface HealthEventsSubject {
  readonly healthEvents: HealthEvents;
  /** AWS Health has these events about VPN, the latest first. */
  place(region: string, events: readonly OpenHealthEvent[]): void;
  /** The account's support plan has no AWS Health API. */
  unsubscribe(): void;
}

export const region = 'eu-west-1';

export const healthEvent = (name: string, change: Partial<OpenHealthEvent> = {}): OpenHealthEvent => ({
  arn: `arn:aws:health:eu-west-1::event/VPN/AWS_VPN_OPERATIONAL_ISSUE/${name}`,
  code: 'AWS_VPN_OPERATIONAL_ISSUE',
  category: 'issue',
  status: 'open',
  startedAt: at(-30),
  description: `We are investigating ${name}.`,
  ...change,
});

/** What every implementation of `HealthEvents` promises. */
export const runHealthEventsContract = (
  makeSubject: () => HealthEventsSubject | Promise<HealthEventsSubject>,
) => {
  it('shows what is open and what is upcoming, with what AWS says about it', async () => {
    const { healthEvents, place } = await makeSubject();
    const events = [
      healthEvent('a'),
      healthEvent('b', { status: 'upcoming', category: 'scheduledChange', startedAt: undefined }),
    ];
    place(region, events);
    expect(await healthEvents.open(region)).toEqual(events);
  });

  it('shows only what is about the region', async () => {
    const { healthEvents, place } = await makeSubject();
    place('us-east-1', [healthEvent('a')]);
    expect(await healthEvents.open(region)).toEqual([]);
  });

  it('shows the latest ten', async () => {
    const { healthEvents, place } = await makeSubject();
    const events = Array.from({ length: 12 }, (_, index) => healthEvent(`${index}`));
    place(region, events);
    expect(await healthEvents.open(region)).toEqual(events.slice(0, 10));
  });

  it('says that the account may not ask', async () => {
    const { healthEvents, unsubscribe } = await makeSubject();
    unsubscribe();
    await expect(healthEvents.open(region)).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'SubscriptionRequiredException',
    });
  });
};
