import type { Clock, Journal } from '../../contract.ts';
import { findKey, serviceKeyDenial } from '../../iam/encryption-key.ts';
import { resourceDenial, type ServiceCaller, serviceConditions } from '../../iam/resource-access.ts';
import { createIds } from '../../kernel/ids.ts';
import type { Deployment, KeyResource } from '../../template/deployment.ts';
import type { QueuedMessage } from './message.ts';
import { createQueue, type NewMessage, type Queue } from './queue.ts';

/** How a delivery by an AWS service ended. */
export type ServiceDelivery =
  | { readonly delivered: true }
  | {
      readonly delivered: false;
      readonly code: 'NO_PERMISSIONS' | 'NO_RESOURCE' | 'REJECTED';
      readonly why: string;
    };

/** All queues of the account. */
export interface Queues {
  readonly all: readonly Queue[];
  byArn(arn: string): Queue | undefined;
  byName(name: string, region: string): Queue | undefined;
  /** Sends as an AWS service: the queue's policy, and that of its key, must admit it. */
  sendAsService(queueArn: string, caller: ServiceCaller, message: NewMessage): ServiceDelivery;
  /** The customer's key that a queue is encrypted with. */
  keyOf(queue: Queue): KeyResource | undefined;
}

export interface QueuesOptions {
  readonly deployment: Pick<Deployment, 'queues' | 'keys'>;
  readonly clock: Clock;
  readonly journal: Journal;
}

export function createQueues({ deployment, clock, journal }: QueuesOptions): Queues {
  const byArn = new Map<string, Queue>();
  const giveUp = (message: QueuedMessage, { name, redrive, arn }: Queue['resource']): void => {
    journal.record('sqs.dead-letter', { queueName: name, messageId: message.id, body: message.body });
    byArn.get(redrive?.deadLetterArn ?? '')?.accept(message, arn);
  };
  for (const resource of deployment.queues) {
    const nextId = createIds(`message ${resource.arn}`);
    byArn.set(resource.arn, createQueue(resource, { clock, nextId, giveUp }));
  }
  const all = [...byArn.values()];

  const denial = (queue: Queue, caller: ServiceCaller): string | undefined => {
    const { policies, arn } = queue.resource;
    return (
      resourceDenial(policies, caller, 'sqs:SendMessage', arn) ??
      serviceKeyDenial(deployment.keys, queue.resource, caller.service, serviceConditions(caller))
    );
  };

  return {
    all,
    byArn: (arn) => byArn.get(arn),
    byName: (name, region) =>
      all.find(({ resource }) => resource.name === name && resource.region === region),
    keyOf: ({ resource }) => findKey(deployment.keys, resource.kmsKey, resource.region),
    sendAsService: (queueArn, caller, message) => {
      const queue = byArn.get(queueArn);
      if (!queue) return { delivered: false, code: 'NO_RESOURCE', why: `queue ${queueArn} does not exist` };
      const why = denial(queue, caller);
      if (why !== undefined) {
        journal.record('access.denied', {
          principal: caller.service,
          action: 'sqs:SendMessage',
          resource: queueArn,
          why,
        });
        return { delivered: false, code: 'NO_PERMISSIONS', why };
      }
      try {
        queue.send(message);
        return { delivered: true };
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        return { delivered: false, code: 'REJECTED', why: reason };
      }
    },
  };
}
