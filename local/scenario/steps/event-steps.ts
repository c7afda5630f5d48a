import type { BusEvent } from '../../contract.ts';
import { derivedUuid } from '../../world/derived.ts';
import type { StepDeps } from './deps.ts';
import type { Handlers } from './handlers.ts';
import { deliverHealthEvent } from './health-event-step.ts';
import { repeat } from './repeat.ts';

export const eventSteps = {
  healthEvent: deliverHealthEvent,
  busEvent: ({ event, copies = 1, spacing = 0 }, deps) => {
    const complete = { ...envelope(deps), ...event } as unknown as BusEvent;
    repeat(deps, copies, spacing, () => deps.events.put(complete));
  },
  queueMessage: ({ queue, body, groupId, copies = 1 }, { sendToQueue }) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    for (let copy = 0; copy < copies; copy += 1) sendToQueue(queue, text, groupId);
  },
  eventTrouble: ({ for: forMs, delayBy, ...trouble }, { events }) =>
    events.trouble({ ...trouble, forMs, delayByMs: delayBy }),
} satisfies Partial<Handlers>;

/** What EventBridge itself would put around an event that has only its contents. */
const envelope = ({ clock, region }: StepDeps): Partial<BusEvent> => ({
  version: '0',
  id: derivedUuid('scenario event', clock.now()),
  time: `${new Date(clock.now()).toISOString().slice(0, 19)}Z`,
  region,
});
