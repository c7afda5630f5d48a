import type { Announcement } from '../../shared/contracts/announcement.ts';
import type { SlackDelivery } from '../../shared/ports/records.ts';
import { isAppAtFault, isUneditable } from '../../shared/slack/judge.ts';
import type { DeliveryStep } from './plan-delivery.ts';

/** Where a step goes: to its thread, to its message, or to where the message is meant for unless that has refused it. */
export const channelOfStep = (
  { channel: tagged }: Announcement,
  { ts, channel, refused }: SlackDelivery,
  step: DeliveryStep,
  defaultChannel: string,
): string => {
  if (step.step === 'post' && step.thread) return step.thread.channel;
  if (ts !== undefined) return channel ?? defaultChannel;
  const wanted = tagged ?? defaultChannel;
  return refused?.channel === wanted ? defaultChannel : wanted;
};

/**
 * A channel that a tag names must not keep an outage from being told, whatever it refuses and why: the delivery as it goes on in
 * the configured channel, with a message of its own. Undefined: there is no other channel, or it would refuse as well.
 */
export const inConfiguredChannel = (
  announcement: Announcement,
  delivery: SlackDelivery,
  { channel: tried, error }: { readonly channel: string; readonly error: string },
  defaultChannel: string,
): SlackDelivery | undefined => {
  const wanted = announcement.channel ?? defaultChannel;
  const isConfigured =
    tried === defaultChannel || (defaultChannel.startsWith('#') && wanted === defaultChannel);
  if (isConfigured || isAppAtFault(error) || delivery.refused?.channel === wanted) return undefined;
  const refused = { channel: wanted === defaultChannel ? tried : wanted, error };
  return { ...withoutMessage(delivery), seq: 0, refused };
};

/**
 * Slack does not let the message be edited, and what is new in it can be said in its thread: it says how grave it is, and people have
 * been told so. One that is gone altogether is replaced once.
 */
export const goesOnInThread = (
  { message }: Announcement,
  { severity, replaced }: SlackDelivery,
  { step }: DeliveryStep,
  error: string,
): boolean =>
  step === 'update' && severity === message.severity && (isUneditable(error) || replaced === true);

/** The delivery as it goes on with a new message where the old one is gone, or says what is not so any more. */
export const withNewMessage = ({ message }: Announcement, delivery: SlackDelivery): SlackDelivery => ({
  ...withoutMessage(delivery),
  replaced: delivery.severity === message.severity,
});

/** The message cannot be edited any more. */
const withoutMessage = (delivery: SlackDelivery): SlackDelivery => ({
  ...delivery,
  ts: undefined,
  channel: undefined,
  threadTs: undefined,
});
