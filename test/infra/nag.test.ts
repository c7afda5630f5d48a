import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, it } from 'vitest';
import { type Synthesized, synthesized, synthesizedStacks } from './synthesized.ts';

const violationsOf = ({ stack }: Synthesized) =>
  new AwsSolutionsChecks(stack).validateScope(stack).violations;

it.each([
  ['as shipped', {}],
  ['with e-mail', { email: ['oncall@example.com'] }],
  ['in a region of another partition', { regions: ['cn-north-1'] }],
  ['in three regions', { regions: ['eu-central-1', 'us-east-1', 'us-west-2'] }],
  ['with Network Manager in a region of its own', { networkManager: 'on' }],
])('breaks no rule of AwsSolutions, %s', (_, settings) => {
  const { hub, spokes } = synthesizedStacks(settings);
  expect([hub, ...spokes].flatMap(violationsOf)).toEqual([]);
});

it('is looked at by those rules: a bare queue is found', () => {
  const app = synthesized();
  new Queue(app.stack, 'Bare');
  expect(
    violationsOf(app)
      .map(({ ruleName }) => ruleName)
      .sort(),
  ).toEqual(['AwsSolutions-SQS3', 'AwsSolutions-SQS4']);
});
