import type { Journal } from '../../contract.ts';
import { resourceDenial, type ServiceCaller } from '../../iam/resource-access.ts';
import type { InvokeAsync } from '../../lambda/invoke-async.ts';
import type { FunctionResource, SubscriptionResource } from '../../template/deployment.ts';
import type { Queues } from '../sqs/queues.ts';
import { functionEvent, type Notification, notificationEnvelope, rawAttributes } from './envelope.ts';
import { plain } from './topics.ts';

export interface SubscriberDeps {
  readonly queues: Queues;
  readonly journal: Journal;
  readonly findFunction: (functionName: string) => FunctionResource | undefined;
  readonly invokeAsync: InvokeAsync;
  readonly accountId: string;
}

/** Hands notifications to subscribers: queues and functions of the account; whatever would leave it is recorded. */
export function createSubscriberDelivery(deps: SubscriberDeps) {
  return (subscription: SubscriptionResource, notification: Notification): void => {
    const { protocol, topicArn } = subscription;
    const caller = { service: 'sns.amazonaws.com', sourceArn: topicArn, accountId: deps.accountId };
    if (protocol === 'sqs') toQueue(deps, subscription, notification, caller);
    else if (protocol === 'lambda') toFunction(deps, subscription, notification, caller);
    else recordOutside(deps.journal, subscription, notification);
  };
}

function toQueue(
  deps: SubscriberDeps,
  subscription: SubscriptionResource,
  notification: Notification,
  caller: ServiceCaller,
): void {
  const { publication, text } = notification;
  const raw = subscription.rawMessageDelivery;
  const message = {
    body: raw ? text : JSON.stringify(notificationEnvelope(notification)),
    ...(raw && { attributes: rawAttributes(publication) }),
    ...(publication.groupId !== undefined && { groupId: publication.groupId }),
    ...(publication.deduplicationId !== undefined && { deduplicationId: publication.deduplicationId }),
  };
  const result = deps.queues.sendAsService(subscription.endpoint, caller, message);
  if (!result.delivered) giveUp(deps, subscription, message.body, result.why, caller);
}

function toFunction(
  deps: SubscriberDeps,
  subscription: SubscriptionResource,
  notification: Notification,
  caller: ServiceCaller,
): void {
  const event = functionEvent(notification);
  const resource = deps.findFunction(subscription.endpoint);
  const policies = [{ name: 'resource policy', document: resource?.permissions ?? {} }];
  const why = resource
    ? resourceDenial(policies, caller, 'lambda:InvokeFunction', resource.arn)
    : `function ${subscription.endpoint} does not exist`;
  if (resource && why === undefined) deps.invokeAsync(resource, event);
  else giveUp(deps, subscription, JSON.stringify(event), why ?? '', caller);
}

/** A client-side failure is not tried again: it goes to the subscription's dead-letter queue, or is lost. */
function giveUp(
  { journal, queues }: SubscriberDeps,
  { arn, endpoint, deadLetterArn }: SubscriptionResource,
  body: string,
  why: string,
  caller: ServiceCaller,
): void {
  const deadLetter = deadLetterArn !== undefined;
  journal.record('sns.undelivered', { subscriptionArn: arn, endpoint, why, deadLetter });
  if (deadLetter) queues.sendAsService(deadLetterArn, caller, { body });
}

function recordOutside(
  journal: Journal,
  { protocol, endpoint }: SubscriptionResource,
  { topicArn, text, publication }: Notification,
): void {
  journal.record('sns.message', {
    topic: topicArn.split(':').at(-1),
    topicArn,
    protocol,
    endpoint,
    subject: publication.subject,
    message: text,
    attributes: plain(publication.attributes),
  });
}
