import { describe, expect, it } from 'vitest';
import { actionsByFunction, actionsOf, policyStatements, roleStatements } from './policies.ts';
import { synthesized } from './synthesized.ts';

const app = synthesized({ regions: ['eu-west-1', 'us-west-2'] });
const statements = roleStatements(app);

const allowing = (action: string) =>
  statements.filter(([, statement]) => actionsOf(statement).includes(action));

describe('roles', () => {
  it('admit nobody but Lambda', () => {
    for (const role of app.ofType('AWS::IAM::Role')) {
      expect(policyStatements(role, 'AssumeRolePolicyDocument')).toEqual([
        { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
      ]);
    }
  });

  it('reach any resource only with actions that read and know no resources', () => {
    const anywhere = statements.filter(([, { Resource }]) => Resource === '*');
    expect([...new Set(anywhere.flatMap(([, statement]) => actionsOf(statement)))].sort()).toEqual([
      'cloudwatch:DescribeAlarms',
      'cloudwatch:GetMetricData',
      'cloudwatch:GetMetricWidgetImage',
      'cloudwatch:ListMetrics',
      'ec2:DescribeCustomerGateways',
      'ec2:DescribeTransitGatewayAttachments',
      'ec2:DescribeVpnConnections',
      'ec2:GetVpnTunnelReplacementStatus',
      'health:DescribeEventDetails',
      'health:DescribeEvents',
    ]);
  });
});

describe('restarts', () => {
  it('are the only change of anything in EC2', () => {
    const changes = statements
      .flatMap(([, statement]) => actionsOf(statement))
      .filter((action) => /^ec2:(?!Describe|Get)/.test(action));
    expect(changes).toEqual(['ec2:ModifyVpnTunnelOptions', 'ec2:ReplaceVpnTunnel']);
  });

  it('are beyond every role where the configuration switches them off', () => {
    const off = synthesized({ restart: { mode: 'off' } });
    const actions = roleStatements(off).flatMap(([, statement]) => actionsOf(statement));
    expect(actions).toContain('ec2:DescribeVpnConnections');
    expect(actions.filter((action) => /^ec2:(?!Describe|Get)/.test(action))).toEqual([]);
  });
});

it('logs of tunnels are read by two roles, and by nobody else', () => {
  expect(allowing('logs:FilterLogEvents').map(([id]) => id.replace(/.{8}$/, ''))).toEqual([
    'RestartsRestartTunnelRoleDefaultPolicy',
    'DiagnosisDiagnoseRoleDefaultPolicy',
  ]);
});

describe('what belongs to a region is within reach in every watched region and in no other', () => {
  it.each([
    ['ec2:ModifyVpnTunnelOptions', 'ec2', 'vpn-connection/*'],
    ['ec2:ReplaceVpnTunnel', 'ec2', 'vpn-connection/*'],
    ['cloudwatch:DeleteAlarms', 'cloudwatch', 'alarm:tunnelkeeper/tunnel/*'],
    ['cloudwatch:PutMetricAlarm', 'cloudwatch', 'alarm:tunnelkeeper/tunnel/*'],
    ['logs:FilterLogEvents', 'logs', 'log-group:*'],
  ])('%s', (action, service, name) => {
    const holders = allowing(action).filter(([, { Resource }]) => !isForRegionsOfOld(Resource));
    expect(holders.length).toBeGreaterThan(0);
    for (const [, { Resource }] of holders) {
      expect(Resource).toEqual(['eu-west-1', 'us-west-2'].map((region) => arn(service, region, name)));
    }
  });

  it('but for alarms that are left in a region which is watched no longer: setup may delete them', () => {
    const holders = allowing('cloudwatch:DeleteAlarms').filter(([, { Resource }]) =>
      isForRegionsOfOld(Resource),
    );
    expect(holders.map(([id]) => id.replace(/.{8}$/, ''))).toEqual(['DeploymentSetupRoleDefaultPolicy']);
  });

  const isForRegionsOfOld = (resource: unknown): boolean =>
    JSON.stringify(resource) === JSON.stringify(arn('cloudwatch', '*', 'alarm:tunnelkeeper/tunnel/*'));

  const arn = (service: string, region: string, name: string) => ({
    'Fn::Join': [
      '',
      ['arn:', { Ref: 'AWS::Partition' }, `:${service}:${region}:`, { Ref: 'AWS::AccountId' }, `:${name}`],
    ],
  });
});

it('the secret of Slack is the right of two roles, by its name', () => {
  const holders = allowing('secretsmanager:GetSecretValue');
  expect(holders.map(([id]) => id.replace(/.{8}$/, ''))).toEqual([
    'SlackSlackNotifierRoleDefaultPolicy',
    'DeploymentSetupRoleDefaultPolicy',
  ]);
  for (const [, { Resource }] of holders) {
    expect(JSON.stringify(Resource)).toContain(':secret:tunnelkeeper/slack-??????');
  }
});

it('no row of the table may be deleted', () => {
  expect(allowing('dynamodb:DeleteItem')).toEqual([]);
});

describe('each function may do this much', () => {
  const log = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  const sendFailures = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'];
  const consume = [
    'sqs:ChangeMessageVisibility',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:ReceiveMessage',
  ];
  const look = ['cloudwatch:GetMetricData', 'ec2:DescribeCustomerGateways', 'ec2:DescribeVpnConnections'];
  const remember = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'];
  const announce = ['kms:Decrypt', 'kms:GenerateDataKey', 'sns:Publish'];
  const intake = [...log, ...sendFailures, ...look, ...remember, ...announce, 'sqs:SendMessage'];
  const given = actionsByFunction(app);

  it.each([
    ['health-event', intake],
    ['vpn-change', intake],
    ['tunnel-alarm', [...intake, 'cloudwatch:DeleteAlarms']],
    [
      'sweep',
      [
        ...intake,
        'cloudwatch:DeleteAlarms',
        'cloudwatch:DescribeAlarms',
        'cloudwatch:ListMetrics',
        'cloudwatch:PutMetricAlarm',
      ],
    ],
    [
      'restart-tunnel',
      [
        ...log,
        ...consume,
        ...look,
        ...remember,
        ...announce,
        'ec2:ModifyVpnTunnelOptions',
        'ec2:ReplaceVpnTunnel',
        'logs:FilterLogEvents',
      ],
    ],
    [
      'diagnose',
      [
        ...log,
        ...consume,
        ...look,
        ...remember,
        ...announce,
        'ec2:DescribeTransitGatewayAttachments',
        'ec2:GetVpnTunnelReplacementStatus',
        'health:DescribeEventDetails',
        'health:DescribeEvents',
        'logs:FilterLogEvents',
      ],
    ],
    [
      'review',
      [...log, ...sendFailures, ...look, ...remember, ...announce, 'ec2:GetVpnTunnelReplacementStatus'],
    ],
    [
      'setup',
      [
        ...intake,
        // In the watched regions, and wherever alarms have been left.
        'cloudwatch:DeleteAlarms',
        'cloudwatch:DeleteAlarms',
        'cloudwatch:DescribeAlarms',
        'cloudwatch:ListMetrics',
        'cloudwatch:PutMetricAlarm',
        'secretsmanager:GetSecretValue',
      ],
    ],
    [
      'slack-notifier',
      [
        ...log,
        ...consume,
        'cloudwatch:DescribeAlarms',
        'cloudwatch:GetMetricWidgetImage',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'secretsmanager:GetSecretValue',
        'sqs:SendMessage',
      ],
    ],
  ])('%s', (name, expected) => {
    expect(given[name]).toEqual([...expected].sort());
  });
});
