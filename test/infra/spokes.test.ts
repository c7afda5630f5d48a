import type { DefaultStackSynthesizer } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import {
  networkManagerEvents,
  networkManagerRegion,
  regionalEvents,
} from '../../infra/constructs/event-patterns.ts';
import { targetsOf } from './asynchronous-paths.ts';
import { policyStatements } from './policies.ts';
import { type Properties, type Synthesized, synthesizedStacks } from './synthesized.ts';

const patternsOf = (stack: Synthesized): readonly Properties[] =>
  stack
    .ofType('AWS::Events::Rule')
    .flatMap(({ properties }) =>
      properties['EventPattern'] ? [properties['EventPattern'] as Properties] : [],
    );

const namesOf = (settings: object): readonly string[] =>
  synthesizedStacks(settings).spokes.map(({ stack }) => stack.stackName);

const hubBus = {
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':events:eu-central-1:',
      { Ref: 'AWS::AccountId' },
      ':event-bus/default',
    ],
  ],
};

const ruleOfSpoke = {
  'Fn::Join': [
    '',
    ['arn:', { Ref: 'AWS::Partition' }, ':events:us-east-1:', { Ref: 'AWS::AccountId' }, ':rule/*'],
  ],
};

describe('a spoke', () => {
  const { hub, spokes } = synthesizedStacks({ regions: ['eu-central-1', 'us-east-1'] });
  const spoke = spokes[0] as Synthesized;

  it('forwards what the hub listens to, to the default bus of the hub, and to nothing else', () => {
    expect(patternsOf(spoke)).toHaveLength(Object.keys(regionalEvents).length);
    for (const pattern of patternsOf(spoke)) expect(patternsOf(hub)).toContainEqual(pattern);
    for (const { properties } of spoke.ofType('AWS::Events::Rule')) {
      expect(targetsOf(properties).map(({ Arn }) => Arn)).toEqual([hubBus]);
    }
  });

  it('has one role, which EventBridge may use to put events on exactly that bus', () => {
    const [role, ...others] = spoke.ofType('AWS::IAM::Role');
    expect(others).toEqual([]);
    expect(role && policyStatements(role, 'AssumeRolePolicyDocument')).toEqual([
      {
        Action: 'sts:AssumeRole',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
          ArnLike: { 'aws:SourceArn': ruleOfSpoke },
        },
      },
    ]);
    expect(spoke.ofType('AWS::IAM::Policy').flatMap((policy) => policyStatements(policy))).toEqual([
      { Action: 'events:PutEvents', Effect: 'Allow', Resource: hubBus },
    ]);
  });

  it('is deployed after the hub and removed before it, so that whatever is forwarded finds somebody', () => {
    expect(spoke.stack.dependencies).toEqual([hub.stack]);
    expect(hub.stack.dependencies).toEqual([]);
  });

  it('needs no bootstrap in its region: no asset, no version of a bootstrap, and the roles of the hub', () => {
    expect(spoke.template.toJSON()).not.toHaveProperty('Parameters');
    expect(spoke.template.toJSON()).not.toHaveProperty('Rules');
    const [ofHub, ofSpoke] = [hub, spoke].map(
      ({ stack }) => (stack.synthesizer as DefaultStackSynthesizer).deployRoleArn,
    );
    expect(ofSpoke).toBe(ofHub);
    expect(ofSpoke).toMatch(/-eu-central-1$/);
  });

  // The CLI sends a template without an asset in the call itself, which takes 51,200 bytes.
  it('is small enough to be deployed without a bucket', () => {
    expect(JSON.stringify(spoke.template.toJSON(), undefined, 1).length).toBeLessThan(51_200 / 2);
  });
});

it('the hub forwards nothing', () => {
  const { hub } = synthesizedStacks({ regions: ['eu-central-1', 'us-east-1'] });
  const targets = hub.ofType('AWS::Events::Rule').flatMap(({ properties }) => targetsOf(properties));
  expect(targets.filter(({ Arn }) => JSON.stringify(Arn).includes(':event-bus/'))).toEqual([]);
});

describe('which stacks there are', () => {
  it.each([
    ['one region', { regions: ['us-east-1'] }, []],
    [
      'three regions',
      { regions: ['us-east-1', 'eu-west-1', 'us-west-2'] },
      ['Tunnelkeeper-eu-west-1', 'Tunnelkeeper-us-west-2'],
    ],
    ['Network Manager', { networkManager: 'on' }, ['Tunnelkeeper-us-west-2']],
    [
      'Network Manager in a region that is watched',
      { regions: ['us-east-1', 'us-west-2'], networkManager: 'on' },
      ['Tunnelkeeper-us-west-2'],
    ],
    ['Network Manager in the hub', { regions: ['us-west-2'], networkManager: 'on' }, []],
  ])('%s', (_, settings, expected) => {
    expect(namesOf(settings)).toEqual(expected);
  });

  it('what Network Manager tells is forwarded from its region, with the rest only where that is watched', () => {
    const own = Object.keys(networkManagerEvents).length;
    const rules = (settings: object) =>
      synthesizedStacks({ ...settings, networkManager: 'on' })
        .spokes.filter(({ stack }) => stack.region === networkManagerRegion)
        .flatMap(patternsOf).length;
    expect(rules({ regions: ['us-east-1'] })).toBe(own);
    expect(rules({ regions: ['us-east-1', 'us-west-2'] })).toBe(own + Object.keys(regionalEvents).length);
  });
});

it('a region that the CDK does not know is a warning, since AWS may have opened it lately', () => {
  const { spokes } = synthesizedStacks({ regions: ['us-east-1', 'us-east-9'] });
  const warnings = spokes.flatMap(({ stack }) =>
    Annotations.fromStack(stack).findWarning('*', Match.anyValue()),
  );
  expect(warnings.map(({ entry }) => String(entry.data))).toEqual([
    expect.stringContaining(
      'regions: this version of the CDK knows no region "us-east-9"; did you mean "us-east-',
    ),
  ]);
});
