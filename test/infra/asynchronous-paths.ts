import type { Properties, Resource, Synthesized } from './synthesized.ts';

/** Something that is handed on without anybody waiting for the answer, and the queue that keeps what fails. */
export interface AsynchronousPath {
  readonly what: string;
  readonly deadLetterQueue: Resource | undefined;
}

/** Every path of a stack: rule targets, asynchronous invocations, subscriptions, queues that functions work on. */
export const asynchronousPaths = (stack: Synthesized): readonly AsynchronousPath[] => {
  const path = (what: string, reference: unknown): AsynchronousPath => ({
    what: `${stack.stack.stackName}: ${what}`,
    deadLetterQueue: queueOf(stack, reference),
  });
  return [
    ...stack
      .ofType('AWS::Events::Rule')
      .flatMap(({ logicalId, properties }) =>
        targetsOf(properties).map((target) =>
          path(`target of ${logicalId}`, at(target, 'DeadLetterConfig', 'Arn')),
        ),
      ),
    ...stack
      .ofType('AWS::Lambda::EventInvokeConfig')
      .map(({ logicalId, properties }) =>
        path(`invocation ${logicalId}`, at(properties, 'DestinationConfig', 'OnFailure', 'Destination')),
      ),
    ...stack
      .ofType('AWS::SNS::Subscription')
      .map(({ logicalId, properties }) =>
        path(`subscription ${logicalId}`, at(properties, 'RedrivePolicy', 'deadLetterTargetArn')),
      ),
    ...stack
      .ofType('AWS::Lambda::EventSourceMapping')
      .map(({ logicalId, properties }) =>
        path(
          `queue of ${logicalId}`,
          at(
            queueOf(stack, properties['EventSourceArn'])?.properties,
            'RedrivePolicy',
            'deadLetterTargetArn',
          ),
        ),
      ),
  ];
};

export const targetsOf = (rule: Properties): readonly Properties[] =>
  rule['Targets'] as readonly Properties[];

/** The resource whose ARN a property refers to. */
export const arnOf = (reference: unknown): string =>
  String((reference as { readonly 'Fn::GetAtt'?: readonly string[] } | undefined)?.['Fn::GetAtt']?.[0]);

export const queueOf = (stack: Synthesized, reference: unknown): Resource | undefined =>
  stack.ofType('AWS::SQS::Queue').find(({ logicalId }) => logicalId === arnOf(reference));

export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce((inner, key) => (inner as Properties | undefined)?.[key], value);
