import type { Authorize, BusEvent, CallContext } from '../../contract.ts';
import { resourceDenial, type ServiceCaller, trustDenial } from '../../iam/resource-access.ts';
import type { InvokeAsync } from '../../lambda/invoke-async.ts';
import type { FunctionResource, RoleResource, RuleTarget } from '../../template/deployment.ts';
import type { Topics } from '../sns/topics.ts';
import type { Queues, ServiceDelivery } from '../sqs/queues.ts';

export type DeliveryResult =
  | { readonly delivered: true }
  | { readonly delivered: false; readonly code: string; readonly why: string; readonly retryable: boolean };

export interface DeliveryDeps {
  readonly findFunction: (functionName: string) => FunctionResource | undefined;
  readonly invokeAsync: InvokeAsync;
  readonly queues: Queues;
  readonly topics: Topics;
  readonly authorize: Authorize;
  readonly roles: readonly Pick<RoleResource, 'arn' | 'trust'>[];
  /** Puts an event on the bus of another region. */
  readonly forward: (event: BusEvent, region: string) => void;
  readonly accountId: string;
  readonly partition: string;
}

/** A rule or a schedule that calls a target. */
export interface DeliverySource {
  readonly arn: string;
  readonly region: string;
  readonly service: 'events.amazonaws.com' | 'scheduler.amazonaws.com';
}

/** Hands an input to a target as EventBridge does. */
export type Deliver = (
  target: RuleTarget,
  input: unknown,
  event: BusEvent,
  source: DeliverySource,
) => DeliveryResult;

const delivered: DeliveryResult = { delivered: true };

export function createDeliver(deps: DeliveryDeps): Deliver {
  return (target, input, event, source) => {
    const [, , service = '', region = ''] = target.arn.split(':');
    const caller: ServiceCaller = {
      service: source.service,
      sourceArn: source.arn,
      accountId: deps.accountId,
    };
    const text = typeof input === 'string' ? input : JSON.stringify(input);
    if (service === 'lambda') return toFunction(deps, target, input, caller, source);
    if (service === 'sqs') return toQueue(deps, target, text, caller, source);
    if (service === 'sns') {
      return fromService(deps.topics.publishAsService(target.arn, caller, { message: text }));
    }
    if (service === 'events') return toBus(deps, target, event, region, source);
    return refused('NO_RESOURCE', `targets of ${service} are not modelled: ${target.arn}`);
  };
}

function toFunction(
  deps: DeliveryDeps,
  target: RuleTarget,
  input: unknown,
  caller: ServiceCaller,
  source: DeliverySource,
): DeliveryResult {
  const resource = deps.findFunction(target.arn);
  if (!resource) return refused('NO_RESOURCE', `function ${target.arn} does not exist`);
  const policies = [{ name: 'resource policy', document: resource.permissions }];
  const why =
    target.roleArn === undefined
      ? resourceDenial(policies, caller, 'lambda:InvokeFunction', resource.arn)
      : roleDenial(deps, target, 'lambda:InvokeFunction', source);
  if (why !== undefined) return refused('NO_PERMISSIONS', why);
  deps.invokeAsync(resource, input);
  return delivered;
}

function toQueue(
  deps: DeliveryDeps,
  target: RuleTarget,
  body: string,
  caller: ServiceCaller,
  source: DeliverySource,
): DeliveryResult {
  const message = { body, ...(target.messageGroupId !== undefined && { groupId: target.messageGroupId }) };
  if (target.roleArn === undefined)
    return fromService(deps.queues.sendAsService(target.arn, caller, message));
  const queue = deps.queues.byArn(target.arn);
  if (!queue) return refused('NO_RESOURCE', `queue ${target.arn} does not exist`);
  const why = roleDenial(deps, target, 'sqs:SendMessage', source);
  if (why !== undefined) return refused('NO_PERMISSIONS', why);
  queue.send(message);
  return delivered;
}

function toBus(
  deps: DeliveryDeps,
  target: RuleTarget,
  event: BusEvent,
  region: string,
  source: DeliverySource,
): DeliveryResult {
  if (!target.arn.endsWith(':event-bus/default')) {
    return refused('NO_RESOURCE', `event bus ${target.arn} does not exist`);
  }
  if (target.roleArn === undefined)
    return refused('NO_PERMISSIONS', `a bus target needs a role: ${target.arn}`);
  const why = roleDenial(deps, target, 'events:PutEvents', source);
  if (why !== undefined) return refused('NO_PERMISSIONS', why);
  deps.forward(event, region);
  return delivered;
}

/** Says why the target's role may not be taken on, or may not do what the delivery needs. */
function roleDenial(
  { authorize, roles, accountId, partition }: DeliveryDeps,
  target: RuleTarget,
  action: string,
  { arn: sourceArn, region, service }: DeliverySource,
): string | undefined {
  const role = roles.find(({ arn }) => arn === target.roleArn);
  const untrusted = role && trustDenial(role, { service, sourceArn, accountId });
  if (untrusted !== undefined) return untrusted;
  const principal = { kind: 'function', functionName: service, roleArn: target.roleArn ?? '' } as const;
  const context: CallContext = { region, accountId, partition, principal, requestId: '' };
  const verdict = authorize(principal, { action, resources: [target.arn] }, context);
  return verdict.allowed ? undefined : verdict.why;
}

function fromService(result: ServiceDelivery): DeliveryResult {
  return result.delivered ? delivered : refused(result.code, result.why);
}

/** A missing permission or resource does not mend itself: EventBridge does not try again. */
function refused(code: string, why: string): DeliveryResult {
  return { delivered: false, code, why, retryable: false };
}
