import { expect, it } from 'vitest';
import { selfAlarmPrefix } from '../../infra/constructs/alarm-registry.ts';
import { tunnelAlarmName } from '../../shared/contracts/alarm-name.ts';
import { SweepTask } from '../../shared/contracts/schedule.ts';
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

it('the sweep looks every minute and keeps the alarms every 15 minutes', () => {
  const schedules = rules
    .filter(({ ScheduleExpression }) => ScheduleExpression !== undefined)
    .map(({ ScheduleExpression, Targets }) => [
      ScheduleExpression,
      (Targets as readonly { readonly Input: string }[]).map(({ Input }) => JSON.parse(Input)),
    ]);
  expect(schedules).toEqual([
    ['rate(1 minute)', [{ task: SweepTask.look }]],
    ['rate(15 minutes)', [{ task: SweepTask.alarms }]],
  ]);
});

it('every rule is on', () => {
  expect(rules.map(({ State }) => State)).toEqual(['ENABLED', 'ENABLED', 'ENABLED', 'ENABLED']);
});
