import { expect, it } from 'vitest';
import { selfAlarmPrefix, tunnelAlarmName } from '../../shared/contracts/alarm-name.ts';
import { ReviewTask, SweepTask } from '../../shared/contracts/schedule.ts';
import { changeOperations } from '../../shared/contracts/vpn-change.ts';
import { type Properties, synthesized } from './synthesized.ts';

const app = synthesized();
const rules = app.ofType('AWS::Events::Rule').map(({ properties }) => properties);
const patterns = rules.flatMap(({ EventPattern }) => (EventPattern ? [EventPattern as Properties] : []));

it('events of AWS Health about VPN are all let in: codes nobody knows, and copies from another region', () => {
  expect(patterns).toContainEqual({
    source: ['aws.health'],
    'detail-type': ['AWS Health Event'],
    detail: { service: ['VPN'] },
  });
});

it('alarms about tunnels are let in whatever their new state, alarms about ourselves are not', () => {
  const pattern = patterns.find(({ source }) => JSON.stringify(source) === '["aws.cloudwatch"]');
  expect(pattern).toMatchObject({ 'detail-type': ['CloudWatch Alarm State Change'] });
  const { alarmName, ...others } = (pattern?.['detail'] ?? {}) as Readonly<Record<string, unknown>>;
  const [{ prefix }] = alarmName as readonly [{ readonly prefix: string }];
  expect(others).toEqual({});
  expect(tunnelAlarmName('vpn-0123456789abcdef0', '203.0.113.17').startsWith(prefix)).toBe(true);
  expect(selfAlarmPrefix.startsWith(prefix)).toBe(false);
});

it('calls that change connections are let in, and those that AWS refused are not', () => {
  expect(patterns).toContainEqual({
    source: ['aws.ec2'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: {
      eventSource: ['ec2.amazonaws.com'],
      eventName: changeOperations,
      errorCode: [{ exists: false }],
    },
  });
});

it('no pattern is longer than EventBridge takes', () => {
  for (const pattern of patterns) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2_048);
});

it('what Network Manager tells is let in where it is said to tell, whatever the spelling', () => {
  const sources = (settings: object) =>
    synthesized(settings)
      .ofType('AWS::Events::Rule')
      .map(({ properties }) => properties['EventPattern'])
      .filter((pattern) => JSON.stringify(pattern)?.includes('aws.networkmanager'));
  expect(sources({})).toEqual([]);
  expect(sources({ networkManager: 'on' })).toEqual([
    {
      source: ['aws.networkmanager'],
      'detail-type': ['Network Manager Status Update', 'Network Manager Topology Change'],
    },
  ]);
});

it('calls of the function that restarts tunnels are known by its role', () => {
  const roles = app.ofType('AWS::Lambda::Function').flatMap(({ properties }) => {
    const { Variables } = properties['Environment'] as { readonly Variables: Properties };
    return Variables['RESTART_ROLE_ARN'] ?? [];
  });
  expect(roles).toEqual([
    { 'Fn::GetAtt': [expect.stringMatching(/^RestartsRestartTunnelRole[0-9A-F]{8}$/), 'Arn'] },
  ]);
});

it('the sweep looks every minute, keeps the alarms every 15 minutes; what is up is reviewed beside it', () => {
  const schedules = rules
    .filter(({ ScheduleExpression }) => ScheduleExpression !== undefined)
    .map(({ ScheduleExpression, Targets }) => [
      ScheduleExpression,
      (Targets as readonly { readonly Input: string }[]).map(({ Input }) => JSON.parse(Input)),
    ]);
  expect(schedules).toEqual([
    ['rate(1 minute)', [{ task: SweepTask.look }]],
    ['rate(15 minutes)', [{ task: SweepTask.alarms }]],
    ['rate(5 minutes)', [{ task: ReviewTask.traffic }]],
    ['rate(1 hour)', [{ task: ReviewTask.posture }]],
  ]);
});

it('every rule is on', () => {
  expect(rules).toHaveLength(7);
  expect([...new Set(rules.map(({ State }) => State))]).toEqual(['ENABLED']);
});

it('traffic is not looked at where that is not wanted', () => {
  const inputs = JSON.stringify(
    synthesized({ oneWayTraffic: 'off' })
      .ofType('AWS::Events::Rule')
      .map(({ properties }) => properties['Targets']),
  );
  expect(inputs).toContain(ReviewTask.posture);
  expect(inputs).not.toContain(ReviewTask.traffic);
});
