import { expect, it } from 'vitest';
import { asynchronousPaths, at, targetsOf } from './asynchronous-paths.ts';
import { actionsOf, policyStatements, roleStatements } from './policies.ts';
import { type Resource, synthesizedStacks } from './synthesized.ts';

const { hub, spokes } = synthesizedStacks({
  email: ['oncall@example.com', 'net@example.com'],
  regions: ['us-east-1', 'eu-central-1', 'us-west-2'],
  networkManager: 'on',
});
const stacks = [hub, ...spokes];
const all = (type: string): readonly Resource[] => stacks.flatMap((stack) => stack.ofType(type));
const idsOf = (resources: readonly Resource[]) => resources.map(({ logicalId }) => logicalId);

it('there are a hub and two spokes to look at', () => {
  expect(stacks.map(({ stack }) => [stack.stackName, stack.region])).toEqual([
    ['Tunnelkeeper', 'us-east-1'],
    ['Tunnelkeeper-eu-central-1', 'eu-central-1'],
    ['Tunnelkeeper-us-west-2', 'us-west-2'],
  ]);
});

it('every function runs on arm64 with Node.js 24', () => {
  const runtimes = all('AWS::Lambda::Function').map(({ properties }) => [
    properties['Architectures'],
    properties['Runtime'],
  ]);
  expect(runtimes.length).toBeGreaterThan(0);
  expect(new Set(runtimes.map(String))).toEqual(new Set(['arm64,nodejs24.x']));
});

it('every function has a log group of its own, and every log group forgets', () => {
  const groups = all('AWS::Logs::LogGroup');
  const ofFunctions = all('AWS::Lambda::Function').map(({ properties }) =>
    at(properties, 'LoggingConfig', 'LogGroup', 'Ref'),
  );
  expect(new Set(ofFunctions).size).toBe(ofFunctions.length);
  expect(ofFunctions.toSorted()).toEqual(idsOf(groups).toSorted());
  expect(idsOf(groups.filter(({ properties }) => !(Number(properties['RetentionInDays']) > 0)))).toEqual([]);
});

it('every asynchronous path has a dead-letter queue that keeps messages for 14 days', () => {
  const paths = stacks.flatMap(asynchronousPaths);
  const kept = ({ deadLetterQueue }: (typeof paths)[number]) =>
    deadLetterQueue?.properties['MessageRetentionPeriod'] === 14 * 86_400;
  expect(paths.filter((path) => !kept(path)).map(({ what }) => what)).toEqual([]);
  for (const kind of ['target of', 'invocation', 'subscription', 'queue of']) {
    expect(paths.some(({ what }) => what.includes(`: ${kind}`))).toBe(true);
  }
});

it('every target of a rule says how often and how long it is tried', () => {
  for (const target of all('AWS::Events::Rule').flatMap(({ properties }) => targetsOf(properties))) {
    expect(target['RetryPolicy']).toEqual({
      MaximumEventAgeInSeconds: expect.any(Number),
      MaximumRetryAttempts: expect.any(Number),
    });
  }
});

it('everything at rest is encrypted', () => {
  const encrypted: Readonly<Record<string, (resource: Resource) => boolean>> = {
    'AWS::SQS::Queue': ({ properties }) => properties['SqsManagedSseEnabled'] === true,
    'AWS::SNS::Topic': ({ properties }) => properties['KmsMasterKeyId'] !== undefined,
    'AWS::DynamoDB::Table': ({ properties }) => at(properties, 'SSESpecification', 'SSEEnabled') === true,
  };
  for (const [type, isEncrypted] of Object.entries(encrypted)) {
    expect(all(type).length).toBeGreaterThan(0);
    expect(idsOf(all(type).filter((resource) => !isEncrypted(resource)))).toEqual([]);
  }
});

it('every queue refuses requests without TLS', () => {
  const guarded = all('AWS::SQS::QueuePolicy')
    .filter((policy) =>
      policyStatements(policy).some(
        ({ Effect, Condition }) =>
          Effect === 'Deny' && JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
      ),
    )
    .flatMap(({ properties }) =>
      (properties['Queues'] as readonly { readonly Ref: string }[]).map(({ Ref }) => Ref),
    );
  expect(guarded.toSorted()).toEqual(idsOf(all('AWS::SQS::Queue')).toSorted());
});

it('no role has a wildcard action, or a policy that somebody else manages', () => {
  const statements = stacks.flatMap(roleStatements);
  expect(statements.length).toBeGreaterThan(20);
  expect(
    statements.flatMap(([, statement]) => actionsOf(statement)).filter((action) => action.includes('*')),
  ).toEqual([]);
  for (const { properties } of all('AWS::IAM::Role')) {
    expect(properties['ManagedPolicyArns']).toBeUndefined();
  }
});

it.each(['ec2:ModifyVpnTunnelOptions', 'ec2:ReplaceVpnTunnel'])(
  'one role may restart a tunnel: %s',
  (action) => {
    const holders = stacks
      .flatMap(roleStatements)
      .filter(([, statement]) => actionsOf(statement).includes(action));
    expect(new Set(holders.map(([policy]) => policy.replace(/.{8}$/, '')))).toEqual(
      new Set(['RestartsRestartTunnelRoleDefaultPolicy']),
    );
  },
);

// CloudFormation takes a resource with another logical id for another resource: every incident would be forgotten.
it('the table keeps its logical id', () => {
  expect(idsOf(all('AWS::DynamoDB::Table'))).toEqual(['IncidentsTable7D5FD327']);
});

it('no ARN names a partition', () => {
  for (const { template } of stacks) expect(JSON.stringify(template.toJSON())).not.toMatch(/arn:aws/);
});

// Any other account could otherwise have the service act here in its own name ("The confused deputy problem", IAM user guide).
it('no service of AWS may do anything for another account', () => {
  const documents = {
    'AWS::IAM::Role': 'AssumeRolePolicyDocument',
    'AWS::SQS::QueuePolicy': 'PolicyDocument',
    'AWS::SNS::TopicPolicy': 'PolicyDocument',
    'AWS::KMS::Key': 'KeyPolicy',
  };
  const trusting = Object.entries(documents).flatMap(([type, property]) =>
    all(type).flatMap((resource) =>
      policyStatements(resource, property).flatMap((statement) => {
        const service = at(statement.Principal as object, 'Service');
        // Whoever makes a function has to be allowed to pass its role, which only principals of the account are.
        const isOfFunction = type === 'AWS::IAM::Role' && service === 'lambda.amazonaws.com';
        return service && !isOfFunction ? [{ ...statement, at: resource.logicalId }] : [];
      }),
    ),
  );
  expect(trusting.length).toBeGreaterThan(10);
  const open = trusting.filter(
    ({ Condition }) => !/"aws:Source(?:Account|Arn)"/.test(JSON.stringify(Condition ?? {})),
  );
  expect(open.map(({ at: id }) => id)).toEqual([]);
  const permissions = all('AWS::Lambda::Permission');
  expect(permissions.length).toBeGreaterThan(0);
  expect(idsOf(permissions.filter(({ properties }) => !properties['SourceArn']))).toEqual([]);
});
