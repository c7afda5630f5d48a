import { App, Stack } from 'aws-cdk-lib';
import { CfnQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, it } from 'vitest';
import { type Synthesized, synthesized, synthesizedStacks } from './synthesized.ts';

const violationsOf = ({ stack }: Synthesized) =>
  new AwsSolutionsChecks(stack).validateScope(stack).violations;

/** Stacks that can be deployed: synthesizing them throws where a rule of CloudFormation is broken. */
const deployable = (settings: object) => synthesizedStacks(settings, { validated: true });

it.each([
  ['as shipped', {}],
  ['with e-mail', { email: ['oncall@example.com'] }],
  ['in a region of another partition', { regions: ['cn-north-1'] }],
  ['in three regions', { regions: ['eu-central-1', 'us-east-1', 'us-west-2'] }],
  ['with Network Manager in a region of its own', { networkManager: 'on' }],
])('breaks no rule of CloudFormation or of AwsSolutions, %s', (_, settings) => {
  const { hub, spokes } = deployable(settings);
  expect([hub, ...spokes].flatMap(violationsOf)).toEqual([]);
});

it('is looked at by the rules of CloudFormation: a message that is kept for five seconds is found', () => {
  const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  new CfnQueue(new Stack(app, 'Stack'), 'Queue', { messageRetentionPeriod: 5 });
  expect(() => app.synth()).toThrow('MessageRetentionPeriod: 5 is less than the minimum of 60');
});

it('is looked at by those of AwsSolutions: a bare queue is found', () => {
  const app = synthesized();
  new Queue(app.stack, 'Bare');
  expect(
    violationsOf(app)
      .map(({ ruleName }) => ruleName)
      .sort(),
  ).toEqual(['AwsSolutions-SQS3', 'AwsSolutions-SQS4']);
});
