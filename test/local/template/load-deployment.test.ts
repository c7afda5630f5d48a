import { describe, expect, it } from 'vitest';
import type { AssembledStack, Template } from '../../../local/template/assembly.ts';
import { resolveDeployment } from '../../../local/template/load-deployment.ts';

const options = { accountId: '111122223333', region: 'eu-west-1' };

const stack = (template: Partial<Template>, stackName = 'App', region?: string): AssembledStack => ({
  stackName,
  region,
  template: { Resources: {}, ...template },
  assets: new Map([['abc123', '/out/asset.abc123']]),
});

/** A place that `Fn::Sub` fills. */
const hole = (name: string): string => `$\{${name}}`;

/** Resolves one value as an output of a stack with a queue, a topic, a table and a role. */
function outputOf(Value: unknown, template: Partial<Template> = {}): unknown {
  const Resources = {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'alerts' } },
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'incidents' } },
    Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'sweep', AssumeRolePolicyDocument: {} } },
  };
  const whole = { Resources, ...template, Outputs: { Value: { Value } } };
  return resolveDeployment([stack(whole)], options).outputs['App.Value'];
}

describe('a template', () => {
  it.each<[string, unknown, unknown]>([
    ['Ref to a queue', { Ref: 'Queue' }, 'https://sqs.eu-west-1.amazonaws.com/111122223333/jobs'],
    ['Ref to a topic', { Ref: 'Topic' }, 'arn:aws:sns:eu-west-1:111122223333:alerts'],
    ['Ref to a table', { Ref: 'Table' }, 'incidents'],
    ['Ref to a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-west-1'],
    ['GetAtt', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:eu-west-1:111122223333:jobs'],
    ['GetAtt as text', { 'Fn::GetAtt': 'Role.Arn' }, 'arn:aws:iam::111122223333:role/sweep'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Table' }]] }, 'a-incidents'],
    ['Select and Split', { 'Fn::Select': [5, { 'Fn::Split': [':', { Ref: 'Topic' }] }] }, 'alerts'],
    [
      'Sub',
      { 'Fn::Sub': `${hole('AWS::Partition')}/${hole('Table')}/${hole('Queue.Arn')}/${hole('!Literal')}` },
      `aws/incidents/arn:aws:sqs:eu-west-1:111122223333:jobs/${hole('Literal')}`,
    ],
    [
      'Sub with variables',
      { 'Fn::Sub': [`${hole('A')}-${hole('Table')}`, { A: { Ref: 'AWS::AccountId' } }] },
      '111122223333-incidents',
    ],
    ['nested members', { a: [{ b: { Ref: 'Table' } }] }, { a: [{ b: 'incidents' }] }],
    ['NoValue in an object', { a: 1, b: { Ref: 'AWS::NoValue' } }, { a: 1 }],
    ['NoValue in a list', [1, { Ref: 'AWS::NoValue' }], [1]],
    [
      'a member named Condition',
      { Condition: { StringEquals: { k: 'v' } } },
      { Condition: { StringEquals: { k: 'v' } } },
    ],
  ])('resolves %s', (_name, value, expected) => {
    expect(outputOf(value)).toEqual(expected);
  });

  it('resolves conditions, parameters and mappings', () => {
    const template = {
      Parameters: { Stage: { Type: 'String', Default: 'prod' } },
      Mappings: { Sizes: { prod: { memory: 256 } } },
      Conditions: {
        IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
        IsTest: { 'Fn::Not': [{ Condition: 'IsProd' }] },
      },
    };
    expect(outputOf({ 'Fn::If': ['IsProd', 'yes', { Ref: 'Nothing' }] }, template)).toBe('yes');
    expect(outputOf({ 'Fn::If': ['IsTest', 'yes', 'no'] }, template)).toBe('no');
    expect(outputOf({ 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, template)).toBe(256);
  });

  it('leaves out resources whose condition does not hold', () => {
    const { queues } = resolveDeployment(
      [
        stack({
          Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
          Resources: { Q: { Type: 'AWS::SQS::Queue', Condition: 'Never' } },
        }),
      ],
      options,
    );
    expect(queues).toEqual([]);
  });

  it('resolves what another stack exports, each in its region', () => {
    const exporting = stack(
      {
        Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 't' } } },
        Outputs: { Arn: { Value: { Ref: 'Topic' }, Export: { Name: 'Hub:Topic' } } },
      },
      'Hub',
      'us-east-1',
    );
    const importing = stack({ Outputs: { Imported: { Value: { 'Fn::ImportValue': 'Hub:Topic' } } } }, 'Edge');
    const { outputs, regions } = resolveDeployment([exporting, importing], options);
    expect(outputs['Edge.Imported']).toBe('arn:aws:sns:us-east-1:111122223333:t');
    expect(regions).toEqual(['us-east-1', 'eu-west-1']);
  });

  it('follows the partition', () => {
    const template = stack({ Resources: { Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' } } } });
    const { queues } = resolveDeployment([template], {
      ...options,
      region: 'cn-north-1',
      partition: 'aws-cn',
    });
    expect(queues[0]).toMatchObject({
      arn: 'arn:aws-cn:sqs:cn-north-1:111122223333:q',
      url: 'https://sqs.cn-north-1.amazonaws.com.cn/111122223333/q',
    });
  });

  it('gives names like CloudFormation, the same each time and within the length', () => {
    const long = 'VeryLongLogicalIdOfAQueueThatGoesOnAndOnAndOnUntilItNoLongerFitsIntoTheEightyCharacters';
    const template = stack({
      Resources: {
        [long]: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
        Short: { Type: 'AWS::SQS::Queue' },
      },
    });
    const names = () => resolveDeployment([template], options).queues.map(({ name }) => name);
    expect(names()).toEqual(names());
    expect(names()[0]).toMatch(/^App-VeryLong.*\.fifo$/);
    expect(names()[0]?.length).toBeLessThanOrEqual(80);
    expect(names()[1]).toMatch(/^App-Short-\w{12}$/);
  });

  it.each<[string, Record<string, { Type: string; Properties?: Record<string, unknown> }>, string]>([
    [
      'an unknown type',
      { Bucket: { Type: 'AWS::S3::Bucket' } },
      'Bucket: resource type AWS::S3::Bucket is not modelled',
    ],
    [
      'a reference to nothing',
      { Q: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: { Ref: 'Gone' } } } },
      'App/Q: Ref Gone refers to nothing',
    ],
    [
      'an unknown attribute',
      { Q: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: { 'Fn::GetAtt': ['Q', 'Size'] } } } },
      'App/Q: Fn::GetAtt Q.Size refers to nothing',
    ],
    [
      'an attribute of nothing',
      { Q: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: { 'Fn::GetAtt': ['Gone', 'Arn'] } } } },
      'App/Q: Resource Gone does not exist in App',
    ],
    [
      'an unknown function',
      { Q: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: { 'Fn::Cidr': [] } } } },
      'App/Q: Intrinsic function Fn::Cidr is not modelled',
    ],
    [
      'a property of the wrong type',
      { Q: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 'soon' } } },
      'App/Q: VisibilityTimeout must be a number, received "soon"',
    ],
    [
      'an asset that is not listed',
      {
        F: {
          Type: 'AWS::Lambda::Function',
          Properties: { Role: 'r', Handler: 'h', Code: { S3Bucket: 'b', S3Key: 'zzz.zip' } },
        },
      },
      'App/F: Code names asset zzz, which the manifest does not list',
    ],
  ])('is refused for %s, with the logical id', (_name, Resources, message) => {
    expect(() => resolveDeployment([stack({ Resources })], options)).toThrow(message);
  });
});

describe('a deployment', () => {
  const deployment = resolveDeployment(
    [
      stack({
        Resources: {
          Role: {
            Type: 'AWS::IAM::Role',
            Properties: {
              AssumeRolePolicyDocument: {},
              ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
            },
          },
          RolePolicy: {
            Type: 'AWS::IAM::Policy',
            Properties: {
              PolicyName: 'Default',
              PolicyDocument: { Statement: [] },
              Roles: [{ Ref: 'Role' }],
            },
          },
          Function: {
            Type: 'AWS::Lambda::Function',
            Properties: {
              Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
              Handler: 'index.handler',
              Code: { S3Bucket: 'assets', S3Key: 'abc123.zip' },
              Timeout: 30,
              Environment: { Variables: { QUEUE: { Ref: 'Queue' } } },
            },
          },
          Config: {
            Type: 'AWS::Lambda::EventInvokeConfig',
            Properties: {
              FunctionName: { Ref: 'Function' },
              Qualifier: '$LATEST',
              MaximumRetryAttempts: 1,
              DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
            },
          },
          Permission: {
            Type: 'AWS::Lambda::Permission',
            Properties: {
              Action: 'lambda:InvokeFunction',
              FunctionName: { 'Fn::GetAtt': ['Function', 'Arn'] },
              Principal: 'events.amazonaws.com',
              SourceArn: { 'Fn::GetAtt': ['Rule', 'Arn'] },
            },
          },
          Rule: {
            Type: 'AWS::Events::Rule',
            Properties: {
              ScheduleExpression: 'rate(1 minute)',
              Targets: [
                {
                  Id: 'T',
                  Arn: { 'Fn::GetAtt': ['Function', 'Arn'] },
                  RetryPolicy: { MaximumRetryAttempts: 4 },
                },
              ],
            },
          },
          Queue: {
            Type: 'AWS::SQS::Queue',
            Properties: { RedrivePolicy: { deadLetterTargetArn: 'arn:dlq', maxReceiveCount: 3 } },
          },
          QueuePolicy: {
            Type: 'AWS::SQS::QueuePolicy',
            Properties: { Queues: [{ Ref: 'Queue' }], PolicyDocument: { Statement: [] } },
          },
          Custom: { Type: 'Custom::Thing', Properties: { ServiceToken: 'x' } },
          Metadata: { Type: 'AWS::CDK::Metadata' },
        },
      }),
    ],
    options,
  );

  it('holds a function with everything that other resources say about it', () => {
    const [resource] = deployment.functions;
    expect(resource).toMatchObject({
      codeDirectory: '/out/asset.abc123',
      timeoutMs: 30_000,
      memoryMb: 128,
      environment: { QUEUE: deployment.queues[0]?.url },
      asyncInvoke: { maximumRetryAttempts: 1, onFailureArn: deployment.queues[0]?.arn },
      permissions: {
        Statement: [{ Principal: { Service: 'events.amazonaws.com' }, Resource: resource?.arn }],
      },
    });
    expect(resource?.roleArn).toBe(deployment.roles[0]?.arn);
  });

  it('attaches policies to roles and queues, and lists custom resources', () => {
    expect(deployment.roles[0]?.policies.map(({ name }) => name)).toEqual([
      'Default',
      'AWSLambdaBasicExecutionRole',
    ]);
    expect(deployment.queues[0]?.policies).toHaveLength(1);
    expect(deployment.queues[0]?.redrive).toEqual({ deadLetterArn: 'arn:dlq', maxReceiveCount: 3 });
    expect(deployment.customResources.map(({ logicalId }) => logicalId)).toEqual(['Custom']);
    expect(deployment.rules[0]?.targets[0]).toMatchObject({
      maximumRetryAttempts: 4,
      maximumEventAgeMs: 86_400_000,
    });
  });
});
