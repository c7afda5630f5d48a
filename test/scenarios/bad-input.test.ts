import { describe, expect, it } from 'vitest';
import { scenarioWith } from './estate.ts';
import { playToEnd, type Scene } from './scene.ts';

/** One a minute, so that each is handled by itself. */
const healthEvent = (detail: unknown, index: number) => ({
  at: `${index + 1}m`,
  busEvent: {
    event: { source: 'aws.health', 'detail-type': 'AWS Health Event', account: '111122223333', detail },
  },
});

const alarmEvent = (detail: unknown, index: number) => ({
  at: `${index + 1}m`,
  busEvent: { event: { source: 'aws.cloudwatch', 'detail-type': 'CloudWatch Alarm State Change', detail } },
});

const alarmName = 'tunnelkeeper/tunnel/vpn-0f2a3b4c5d6e7f801/203.0.113.17';

/** The structured lines of one function that carry a reason. */
const reasons = (scene: Scene, folder: string): readonly unknown[] =>
  scene
    .of('function.log')
    .filter((entry) => String(entry['functionName']).toLowerCase().includes(folder.replaceAll('-', '')))
    .map((entry) => (entry['line'] as { reason?: unknown }).reason)
    .filter((reason) => reason !== undefined);

const hostile = '<!channel> <https://evil.example|click> & *bold*';

const healthDetails = {
  'detail without anything': { service: 'VPN' },
  'wrong types': { service: 'VPN', eventTypeCode: 7, affectedEntities: 'none', eventDescription: {} },
  nulls: { service: 'VPN', eventTypeCode: null, affectedEntities: [null, { entityValue: null }] },
  'hostile text': {
    service: 'VPN',
    eventTypeCode: hostile,
    eventDescription: [{ latestDescription: hostile }],
  },
  '200 kB of text': {
    service: 'VPN',
    eventTypeCode: 'AWS_VPN_X',
    eventDescription: [{ latestDescription: 'é'.repeat(100_000) }],
  },
  'a thousand entities': {
    service: 'VPN',
    eventTypeCode: 'AWS_VPN_Y',
    affectedEntities: Array.from({ length: 1_000 }, (_, index) => ({
      entityValue: `vpn-${index.toString(16).padStart(17, '0')}`,
    })),
  },
};

const alarmDetails = {
  'no state': { alarmName },
  'wrong types': { alarmName, state: 'ALARM', configuration: [] },
  'a name that only looks like ours': {
    alarmName: 'tunnelkeeper/tunnel/my own alarm',
    state: { value: 'ALARM' },
  },
  'a composite one': { alarmName, state: { value: 'ALARM' }, configuration: { alarmRule: 'ALARM(x)' } },
};

describe('events that are not what they should be', () => {
  it('of AWS Health end in one notice and a reason in the log each, and no error', async () => {
    const steps = Object.values(healthDetails).map(healthEvent);
    const scene = await playToEnd(scenarioWith(steps, { durationMinutes: 8 }));
    expect(scene.of('function.error')).toEqual([]);
    expect(scene.of('sqs.dead-letter')).toEqual([]);
    // Two of them say the same: nothing.
    expect(scene.parents).toHaveLength(steps.length - 1);
    expect(reasons(scene, 'health-event').length).toBeGreaterThanOrEqual(steps.length);
    expect(JSON.stringify(scene.parents)).not.toContain('<!channel>');
    expect(JSON.stringify(scene.parents)).not.toContain('<https://evil.example|');
  });

  it('of an alarm end in a reason in the log each, no message, and no error', async () => {
    const steps = Object.values(alarmDetails).map(alarmEvent);
    const scene = await playToEnd(scenarioWith(steps, { durationMinutes: 6 }));
    expect(scene.of('function.error')).toEqual([]);
    expect(scene.parents).toEqual([]);
    expect(reasons(scene, 'tunnel-alarm').length).toBeGreaterThanOrEqual(steps.length);
  });
});

describe('a queue entry that is not what it should be', () => {
  const junk = [
    'not JSON',
    '{}',
    'null',
    '[1,2]',
    JSON.stringify({ format: 'tunnelkeeper/announcement/1', message: hostile }),
  ];

  it('in the restart queue is logged and dropped', async () => {
    const steps = junk.map((body, index) => ({
      at: '1m',
      queueMessage: { queue: 'RestartsRequests', body, groupId: `group-${index}` },
    }));
    const scene = await playToEnd(scenarioWith(steps, { durationMinutes: 4 }));
    expect(reasons(scene, 'restart-tunnel')).toEqual(junk.map(() => 'unreadable'));
    expect(scene.calls('ModifyVpnTunnelOptions')).toEqual([]);
    expect(scene.of('sqs.dead-letter')).toEqual([]);
  });

  it('in the Slack queue hides no other record, and is shown as text without power', async () => {
    const steps = [
      ...junk.map((body) => ({ at: '1m', queueMessage: { queue: 'SlackAnnouncements', body } })),
      { at: '1m', gatewayGoesSilent: 'vpn-0f2a3b4c5d6e7f801' },
    ];
    const scene = await playToEnd(scenarioWith(steps, { durationMinutes: 5 }));
    expect(scene.of('function.error')).toEqual([]);
    expect(scene.headlines.some((headline) => headline.startsWith('🔴 Critical'))).toBe(true);
    expect(JSON.stringify(scene.parents)).not.toContain('<!channel>');
  });
});
