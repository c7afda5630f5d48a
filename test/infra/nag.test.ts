import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, it } from 'vitest';
import { synthesized } from './synthesized.ts';

const violationsOf = ({ stack }: ReturnType<typeof synthesized>) =>
  new AwsSolutionsChecks(stack).validateScope(stack).violations;

it.each([
  ['as shipped', {}],
  ['with e-mail', { email: ['oncall@example.com'] }],
  ['in a region of another partition', { regions: ['cn-north-1'] }],
])('breaks no rule of AwsSolutions, %s', (_, settings) => {
  expect(violationsOf(synthesized(settings))).toEqual([]);
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
