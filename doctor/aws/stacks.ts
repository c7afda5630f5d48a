import { type CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { AwsCallError, awsCall } from '../../shared/aws/client/aws-call-error.ts';
import type { ClientOf } from '../../shared/aws/client/clients-by-region.ts';
import type { DeployedStack, Stacks } from '../ports.ts';

export const createStacks = (cloudFormation: ClientOf<CloudFormationClient>): Stacks => ({
  find: async (region, stackName) => {
    try {
      const answer = await awsCall(
        'DescribeStacks',
        cloudFormation(region).send(new DescribeStacksCommand({ StackName: stackName })),
      );
      const [stack] = answer.Stacks ?? [];
      return stack && mapStack(stack);
    } catch (error) {
      // CloudFormation says of a stack that is not there that the request is not valid.
      if (error instanceof AwsCallError && error.code === 'ValidationError') return undefined;
      throw error;
    }
  },
});

const mapStack = (stack: Stack): DeployedStack => ({
  status: stack.StackStatus ?? '',
  changedAt: (stack.LastUpdatedTime ?? stack.CreationTime)?.getTime(),
  outputs: Object.fromEntries(
    (stack.Outputs ?? []).map(({ OutputKey: key = '', OutputValue: value = '' }) => [key, value]),
  ),
});
