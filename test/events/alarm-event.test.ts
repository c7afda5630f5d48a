import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAlarmEvent } from '../../shared/events/alarm-event.ts';
import { alarmFixture, withDetail } from '../fixtures/read-fixture.ts';

const tunnel = alarmFixture('tunnel');
const name = 'tunnelkeeper/tunnel/vpn-0a1b2c3d4e5f60718/203.0.113.1';
const receivedAt = Date.UTC(2026, 0, 1);

const metric = (dimensions: Readonly<Record<string, string>>) => ({
  metricStat: {
    metric: { namespace: 'AWS/VPN', name: 'TunnelState', dimensions },
    period: 300,
    stat: 'Maximum',
  },
});

describe('an alarm of ours', () => {
  it.each(['ALARM', 'OK', 'INSUFFICIENT_DATA'] as const)('makes us look in state %s', (value) => {
    const event = withDetail(tunnel, { state: { value, timestamp: '2019-10-02T17:04:40.989+0000' } });
    expect(parseAlarmEvent(event, receivedAt)).toEqual({
      alarmName: name,
      region: 'eu-west-1',
      isOurs: true,
      signal: {
        kind: 'alarm',
        connectionId: 'vpn-0a1b2c3d4e5f60718',
        outsideIp: '203.0.113.1',
        state: value,
        at: Date.UTC(2019, 9, 2, 17, 4, 40, 989),
      },
    });
  });

  it.each([
    ['in any order', [metric({ VpnId: 'vpn-0a1b2c3d4e5f60718', TunnelIpAddress: '203.0.113.1' })]],
    ['without the connection', [metric({ TunnelIpAddress: '203.0.113.1' })]],
    ['among others', [metric({ Stage: 'x', TunnelIpAddress: '203.0.113.1' })]],
    ['not at all', undefined],
    ['in a form nobody knows', 'metrics'],
  ])('is found with its dimensions %s', (_form, metrics) => {
    const event = withDetail(tunnel, { configuration: { metrics } });
    expect(parseAlarmEvent(event, receivedAt)).toMatchObject({ signal: { outsideIp: '203.0.113.1' } });
  });

  it('takes the time of the event, or of its arrival, where the state has none', () => {
    const event = withDetail(tunnel, { state: { value: 'OK' } });
    expect(parseAlarmEvent(event, receivedAt)).toMatchObject({
      signal: { at: Date.UTC(2019, 9, 2, 17, 4, 40) },
    });
    expect(parseAlarmEvent({ ...event, time: 'never' }, receivedAt)).toMatchObject({
      signal: { at: receivedAt },
    });
  });

  it('is not taken for ours without our description', () => {
    const event = withDetail(tunnel, { configuration: { description: 'mine' } });
    expect(parseAlarmEvent(event, receivedAt)).toMatchObject({ isOurs: false });
  });
});

describe('what makes nobody look', () => {
  it.each([
    ['a foreign alarm', alarmFixture('foreign'), 'foreign-alarm'],
    ['a composite alarm', alarmFixture('composite'), 'foreign-alarm'],
    [
      'a composite alarm under a name of ours',
      withDetail(alarmFixture('composite'), { alarmName: name }),
      'composite-alarm',
    ],
    ['an alarm on a query', alarmFixture('metrics-insights'), 'foreign-alarm'],
    [
      'an alarm on a query under a name of ours',
      withDetail(alarmFixture('metrics-insights'), { alarmName: name }),
      'metric-math-alarm',
    ],
    [
      'metric math',
      withDetail(tunnel, { configuration: { metrics: [metric({}), metric({})] } }),
      'metric-math-alarm',
    ],
    [
      'an alarm on another connection',
      withDetail(tunnel, { configuration: { metrics: [metric({ VpnId: 'vpn-ffffffff' })] } }),
      'other-tunnel',
    ],
    [
      'an alarm on another tunnel',
      withDetail(tunnel, { configuration: { metrics: [metric({ TunnelIpAddress: '203.0.113.2' })] } }),
      'other-tunnel',
    ],
    ['a change of configuration', alarmFixture('configuration-change'), 'not-a-state-change'],
    ['a state that nobody knows', withDetail(tunnel, { state: { value: 'MAYBE' } }), 'unknown-state'],
    ['no state', withDetail(tunnel, { state: 'ALARM' }), 'unknown-state'],
    ['no name', withDetail(tunnel, { alarmName: undefined }), 'unreadable'],
    ['no detail', { ...tunnel, detail: null }, 'unreadable'],
    ['no event', 'ALARM', 'unreadable'],
  ])('%s', (_name, event, ignored) => {
    expect(parseAlarmEvent(event, receivedAt)).toMatchObject({ ignored });
  });

  it('and nothing whatever makes the parser throw', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        parseAlarmEvent(anything, receivedAt);
        parseAlarmEvent(
          { detail: { alarmName: name, configuration: anything, state: anything } },
          receivedAt,
        );
        parseAlarmEvent(withDetailAny(anything), receivedAt);
      }),
    );
  });
});

const withDetailAny = (metrics: unknown): unknown => ({
  ...tunnel,
  detail: { ...tunnel.detail, configuration: { metrics: [metrics, { metricStat: metrics }] } },
});
