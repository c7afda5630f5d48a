import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { createCloudFormationService } from '../../../../local/services/cloudformation/service.ts';
import { errorOf, startWire } from '../../wire/wire-fixture.ts';
import { startAt } from '../resource-fixtures.ts';

const stack = {
  stackName: 'Tunnelkeeper',
  region: 'eu-central-1',
  id: 'arn:aws:cloudformation:eu-central-1:123456789012:stack/Tunnelkeeper/local',
  description: 'Watches',
  outputs: { TableName: 'a-table', Count: 3 },
};

const open = async () => {
  const stacks = [stack, { ...stack, stackName: 'Elsewhere', region: 'us-east-1' }];
  const wire = await startWire([createCloudFormationService({ stacks, createdAt: startAt })]);
  const client = new CloudFormationClient({ ...wire.client(), maxAttempts: 1 });
  return (StackName?: string) => client.send(new DescribeStacksCommand({ StackName }));
};

describe('DescribeStacks', () => {
  it.each([
    ['by name', 'Tunnelkeeper'],
    ['by id', stack.id],
    ['all of the region', undefined],
  ])('shows stacks with their outputs: %s', async (_name, name) => {
    const { Stacks } = await (await open())(name);
    expect(Stacks).toMatchObject([
      {
        StackName: 'Tunnelkeeper',
        StackId: stack.id,
        Description: 'Watches',
        StackStatus: 'CREATE_COMPLETE',
        CreationTime: new Date(startAt),
        Outputs: [
          { OutputKey: 'TableName', OutputValue: 'a-table' },
          { OutputKey: 'Count', OutputValue: '3' },
        ],
      },
    ]);
  });

  it.each(['Elsewhere', 'Nowhere'])('does not know %s, as AWS says it', async (name) => {
    expect(await errorOf((await open())(name))).toMatchObject({
      name: 'ValidationError',
      message: `Stack with id ${name} does not exist`,
    });
  });
});
