import type { DescribeStacksInput, DescribeStacksOutput, Stack } from '@aws-sdk/client-cloudformation';
import {
  type CallContext,
  type EpochMs,
  type Operation,
  type RequiredPermission,
  type Service,
  ServiceError,
} from '../../contract.ts';
import type { StackResource } from '../../template/deployment.ts';
import type { StackLife } from './stack-life.ts';

export interface CloudFormationOptions {
  readonly stacks: readonly StackResource[];
  readonly createdAt: EpochMs;
  readonly life?: Pick<StackLife, 'status' | 'output'>;
}

/** CloudFormation, as far as stacks and their outputs are read. */
export const createCloudFormationService = ({ stacks, createdAt, life }: CloudFormationOptions): Service => {
  const describeStacks: Operation<DescribeStacksInput, DescribeStacksOutput> = (
    { StackName },
    { region },
  ) => {
    const inRegion = stacks.filter(
      ({ region: its, stackName }) => its === region && life?.status(stackName) !== 'DELETE_COMPLETE',
    );
    const wanted = inRegion.filter(({ stackName, id }) => [undefined, stackName, id].includes(StackName));
    if (StackName !== undefined && wanted.length === 0) {
      throw new ServiceError('ValidationError', `Stack with id ${StackName} does not exist`);
    }
    return { Stacks: wanted.map((stack) => shapeOf(stack, createdAt, life)) };
  };
  return { name: 'cloudformation', operations: { DescribeStacks: describeStacks }, permissions };
};

const shapeOf = (
  { stackName, id, description, outputs }: StackResource,
  createdAt: EpochMs,
  life: CloudFormationOptions['life'],
): Stack => ({
  StackName: stackName,
  StackId: id,
  ...(description === undefined ? {} : { Description: description }),
  CreationTime: new Date(createdAt),
  StackStatus: life?.status(stackName) ?? 'CREATE_COMPLETE',
  Outputs: Object.entries(outputs).flatMap(([key, value]) => {
    const shown = life ? life.output(value) : value;
    return shown === undefined ? [] : [{ OutputKey: key, OutputValue: String(shown) }];
  }),
});

/** On the stack's ARN, whose last part nobody knows beforehand (Service Authorization Reference, CloudFormation). */
const permissions = (
  operation: string,
  input: unknown,
  { partition, region, accountId }: CallContext,
): readonly RequiredPermission[] => {
  const { StackName } = input as DescribeStacksInput;
  const resource = `arn:${partition}:cloudformation:${region}:${accountId}:stack/${StackName}/*`;
  return [{ action: `cloudformation:${operation}`, resources: [StackName === undefined ? '*' : resource] }];
};
