import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { hubStackName, SetupAnswer, StackOutput, spokeStackName } from '../../shared/contracts/stack.ts';
import { synthesizedStacks } from './synthesized.ts';

describe('whoever looks at a deployment from outside', () => {
  const { hub, spokes } = synthesizedStacks({ regions: ['us-east-1', 'eu-west-1'] });

  it('finds each stack by its name, with the version that it was deployed from', () => {
    expect([hub, ...spokes].map(({ stack }) => stack.stackName)).toEqual([
      hubStackName,
      spokeStackName('eu-west-1'),
    ]);
    for (const { template } of [hub, ...spokes]) {
      template.hasOutput(StackOutput.version, { Value: packageJson.version });
    }
  });

  it('finds what the last deployment could not do', () => {
    const [setup] = hub.ofType('Custom::TunnelkeeperSetup');
    hub.template.hasOutput(StackOutput.setupWarnings, {
      Value: { 'Fn::GetAtt': [setup?.logicalId, SetupAnswer.warnings] },
    });
  });

  it('finds the table', () => {
    const [table] = hub.ofType('AWS::DynamoDB::Table');
    hub.template.hasOutput(StackOutput.tableName, { Value: { Ref: table?.logicalId } });
  });
});
