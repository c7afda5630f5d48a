import { describe, expect, it } from 'vitest';
import { scenarioWith } from './estate.ts';
import { playToEnd, shippedScene } from './scene.ts';

describe('a token that Slack refuses', () => {
  it('raises an alarm, which goes out over SNS, and loses no message', async () => {
    const scene = await playToEnd(
      scenarioWith(
        [
          { at: '10s', slackTrouble: { answer: 'refusal', error: 'invalid_auth', for: '20m' } },
          { at: '30s', gatewayGoesSilent: 'vpn-0f2a3b4c5d6e7f801' },
        ],
        { durationMinutes: 8 },
      ),
    );
    expect(scene.of('slack.message')).toEqual([]);
    expect(scene.of('sqs.dead-letter')).toEqual([]);
    const raised = scene.of('alarm.state').filter((entry) => entry['to'] === 'ALARM');
    expect(raised.map((entry) => String(entry['alarmName']))).toContainEqual(expect.stringMatching(/slack/));
    const published = scene.of('sns.published').map((entry) => JSON.stringify(entry));
    expect(published.some((entry) => entry.includes('tunnelkeeper/self/'))).toBe(true);
  });
});

describe('a sweep that comes to nothing', () => {
  it('is missed within minutes, over SNS and not only in Slack, and its return is noticed', async () => {
    const scene = await playToEnd(
      scenarioWith(
        [
          {
            at: '3m',
            callFault: {
              service: 'ec2',
              operation: 'DescribeVpnConnections',
              failure: { code: 'UnauthorizedOperation', message: 'denied', statusCode: 403 },
              for: '12m',
            },
          },
        ],
        { durationMinutes: 25 },
      ),
    );
    const startsAt = scene.play.endsAt - 25 * 60_000;
    const states = scene
      .of('alarm.state')
      .filter(({ alarmName }) => alarmName === 'tunnelkeeper/self/no-sweep')
      .map(({ to, at }) => [to, Math.round((at - startsAt) / 60_000)]);
    expect(states).toEqual([
      ['OK', expect.any(Number)],
      ['INSUFFICIENT_DATA', expect.any(Number)],
      ['OK', expect.any(Number)],
    ]);
    expect(states[1]?.[1]).toBeLessThanOrEqual(11);
    expect(scene.of('slack.message').map(({ text }) => String(text))).toContainEqual(
      expect.stringContaining('nothing is watched'),
    );
    const published = scene.of('sns.published').map((entry) => JSON.stringify(entry));
    expect(published.some((entry) => entry.includes('tunnelkeeper/self/no-sweep'))).toBe(true);
  });
});

it('a first deployment raises no alarm on Tunnelkeeper itself', async () => {
  const scene = await playToEnd(scenarioWith([], { durationMinutes: 20 }));
  const raised = scene
    .of('alarm.state')
    .filter(({ alarmName }) => String(alarmName).startsWith('tunnelkeeper/self/'))
    .filter(({ to }) => to !== 'OK');
  expect(raised).toEqual([]);
});

it('a gateway that stays dead raises none either', async () => {
  const scene = await shippedScene('dead-gateway');
  const raised = scene
    .of('alarm.state')
    .filter(({ alarmName, to }) => String(alarmName).startsWith('tunnelkeeper/self/') && to !== 'OK');
  expect(raised).toEqual([]);
});

describe('alarms on tunnels', () => {
  it('are made for every tunnel, see it fall, and go with the connection', async () => {
    const scene = await playToEnd(
      scenarioWith(
        [
          { at: '20m', gatewayGoesSilent: 'vpn-0f2a3b4c5d6e7f801/203.0.113.17' },
          { at: '50m', connectionDeleted: 'vpn-0f2a3b4c5d6e7f801' },
        ],
        { durationMinutes: 65 },
      ),
    );
    expect(scene.calls('PutMetricAlarm')).toHaveLength(2);
    const ofTunnels = scene
      .of('alarm.state')
      .filter((entry) => String(entry['alarmName']).startsWith('tunnelkeeper/tunnel/'));
    expect(ofTunnels.some((entry) => entry['to'] === 'ALARM')).toBe(true);
    const left = scene.play.monitoring.alarms.list('us-east-1').map((alarm) => alarm.definition.name);
    expect(left.filter((name) => name.startsWith('tunnelkeeper/tunnel/'))).toEqual([]);
    expect(scene.of('function.error')).toEqual([]);
  });
});
