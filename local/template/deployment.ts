import type { NamedPolicy, PolicyDocument } from '../iam/policy-document.ts';

/** Where a resource stands in the template and in the account. */
export interface Located {
  readonly stackName: string;
  readonly logicalId: string;
  readonly region: string;
}

/** A stack that has been deployed. */
export interface StackResource {
  readonly stackName: string;
  readonly region: string;
  /** Its ARN. */
  readonly id: string;
  readonly description: string | undefined;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** A resource whose properties another part of the account interprets. */
export interface PlainResource extends Located {
  readonly name: string;
  readonly arn: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface FunctionResource extends Located {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** Directory of the unpacked asset. */
  readonly codeDirectory: string;
  /** `index.handler`. */
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly reservedConcurrency: number | undefined;
  readonly logGroupName: string;
  readonly jsonLogs: boolean;
  readonly deadLetterTargetArn: string | undefined;
  readonly asyncInvoke: AsyncInvokeSettings;
  /** The resource policy, built from the template's permissions. */
  readonly permissions: PolicyDocument;
}

/** How Lambda treats asynchronous invocations of a function. */
export interface AsyncInvokeSettings {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeMs: number;
  readonly onFailureArn: string | undefined;
  readonly onSuccessArn: string | undefined;
}

export interface RuleTarget {
  readonly id: string;
  readonly arn: string;
  readonly roleArn: string | undefined;
  readonly input: string | undefined;
  readonly inputPath: string | undefined;
  readonly inputTransformer: InputTransformer | undefined;
  readonly messageGroupId: string | undefined;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeMs: number;
  readonly deadLetterArn: string | undefined;
}

export interface InputTransformer {
  readonly pathsMap: Readonly<Record<string, string>>;
  readonly template: string;
}

export interface RuleResource extends Located {
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  readonly enabled: boolean;
  readonly eventPattern: Readonly<Record<string, unknown>> | undefined;
  readonly scheduleExpression: string | undefined;
  readonly targets: readonly RuleTarget[];
}

/** An EventBridge Scheduler schedule. Its target is called with the role's permissions, not with a resource policy's. */
export interface ScheduleResource extends Located {
  readonly name: string;
  readonly arn: string;
  readonly enabled: boolean;
  readonly scheduleExpression: string;
  readonly target: RuleTarget;
}

export interface QueueResource extends Located {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly fifo: boolean;
  readonly contentBasedDeduplication: boolean;
  readonly visibilityTimeoutMs: number;
  readonly delayMs: number;
  readonly retentionMs: number;
  readonly maximumMessageBytes: number;
  readonly redrive: { readonly deadLetterArn: string; readonly maxReceiveCount: number } | undefined;
  readonly kmsKey: string | undefined;
  readonly policies: readonly NamedPolicy[];
}

export interface TopicResource extends Located {
  readonly name: string;
  readonly arn: string;
  readonly fifo: boolean;
  readonly displayName: string | undefined;
  readonly kmsKey: string | undefined;
  readonly policies: readonly NamedPolicy[];
}

export interface SubscriptionResource extends Located {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly rawMessageDelivery: boolean;
  readonly filterPolicy: Readonly<Record<string, unknown>> | undefined;
  readonly filterPolicyScope: 'MessageAttributes' | 'MessageBody';
  readonly deadLetterArn: string | undefined;
}

export interface EventSourceMappingResource extends Located {
  readonly eventSourceArn: string;
  /** Name or ARN, as the template has it. */
  readonly functionName: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly batchingWindowMs: number;
  readonly reportBatchItemFailures: boolean;
  readonly maximumConcurrency: number | undefined;
  readonly filters: readonly Readonly<Record<string, unknown>>[];
}

export interface RoleResource extends Located {
  readonly name: string;
  readonly arn: string;
  readonly trust: PolicyDocument;
  readonly policies: readonly NamedPolicy[];
}

export interface KeyResource extends Located {
  readonly id: string;
  readonly arn: string;
  readonly aliases: readonly string[];
  readonly policy: PolicyDocument | undefined;
}

/** Everything that a synthesized app declares, resolved as CloudFormation would. */
export interface Deployment {
  readonly accountId: string;
  readonly partition: string;
  readonly regions: readonly string[];
  readonly stacks: readonly StackResource[];
  readonly functions: readonly FunctionResource[];
  readonly rules: readonly RuleResource[];
  readonly schedules: readonly ScheduleResource[];
  readonly queues: readonly QueueResource[];
  readonly topics: readonly TopicResource[];
  readonly subscriptions: readonly SubscriptionResource[];
  readonly eventSourceMappings: readonly EventSourceMappingResource[];
  readonly roles: readonly RoleResource[];
  readonly keys: readonly KeyResource[];
  readonly tables: readonly PlainResource[];
  readonly alarms: readonly PlainResource[];
  readonly compositeAlarms: readonly PlainResource[];
  readonly dashboards: readonly PlainResource[];
  readonly secrets: readonly PlainResource[];
  readonly logGroups: readonly PlainResource[];
  /** Run only where a scenario deploys or removes the stacks. */
  readonly customResources: readonly PlainResource[];
  readonly outputs: Readonly<Record<string, unknown>>;
}
