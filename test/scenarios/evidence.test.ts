import { beforeAll, describe, expect, it } from 'vitest';
import { loadScenario } from '../../local/scenario/load.ts';
import { scenarioWith } from './estate.ts';
import { playToEnd, type Scene } from './scene.ts';

const logGroupArn = 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/vpn/frankfurt:*';
const options = { startupAction: 'start', dpdTimeoutAction: 'restart', ikeVersions: ['ikev2'], logGroupArn };

const connection = (number: number, change: object = {}) => ({
  id: `vpn-0000000000000000${number}`,
  name: `site-${number}`,
  customerGateway: `cgw-0000000000000000${number}`,
  tunnels: [
    { outsideIp: `203.0.113.${10 * number}`, options },
    { outsideIp: `203.0.113.${10 * number + 1}`, options },
  ],
  ...change,
});

const wrongKey = (number: number, at: string) => ({
  at,
  gatewayGetsWrongKey: `vpn-0000000000000000${number}/203.0.113.${10 * number}`,
});

/** The structured lines of one function, with what it said. */
const lines = (scene: Scene, folder: string): readonly Readonly<Record<string, unknown>>[] =>
  scene
    .of('function.log')
    .filter((entry) => String(entry['functionName']).toLowerCase().includes(folder))
    .map((entry) => entry['line'] as Readonly<Record<string, unknown>>);

const shown = (scene: Scene, name: string) =>
  [...scene.of('slack.message'), ...scene.of('slack.update')]
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, ...entry }) => ({ minute: (at - scene.startsAt) / 60_000, plain: String(entry['plain']) }))
    .filter(({ plain }) => plain.split('\n')[0]?.includes(`· ${name} (vpn-`));

describe('evidence that cannot be had', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await playToEnd(
      scenarioWith(
        [
          { at: '10s', callFault: { service: 'logs', operation: '*', failure: 'hang', for: '4m' } },
          wrongKey(1, '1m'),
          wrongKey(2, '2m'),
        ],
        {
          durationMinutes: 8,
          settings: { supportPlan: 'basic', slackScopes: ['chat:write'] },
          estate: {
            customerGateways: [1, 2].map((number) => ({ id: `cgw-0000000000000000${number}` })),
            connections: [connection(1), connection(2)],
          },
        },
      ),
    );
  });

  it('neither delays the first message nor costs anything but itself', () => {
    const [first, ...later] = shown(scene, 'site-1');
    expect(first?.minute).toBeLessThan(3.1);
    expect(first?.plain).toContain(
      'Could not be looked at\n• tunnel log: no answer in time from /aws/vpn/frankfurt',
    );
    expect(first?.plain).toContain('Traffic on 203.0.113.10: until');
    expect(first?.plain).toContain('Attachment: tgw-attach-');
    expect(later.at(-1)?.plain).toContain('different pre-shared keys');
    expect(later.at(-1)?.plain).not.toContain('Could not be looked at');
  });

  it('is a line in the log, once, for a plan without the Health API, and none in the message', () => {
    expect(lines(scene, 'diagnose').filter(({ reason }) => reason === 'not-subscribed')).toHaveLength(1);
    expect(scene.calls('DescribeEvents').map((call) => call['error'])).toEqual([
      'SubscriptionRequiredException',
    ]);
    expect(JSON.stringify(scene.parents)).not.toMatch(/support plan/);
  });

  it('is a line in the log, once for each incident, for a bot without the scope for files', () => {
    const refused = lines(scene, 'slacknotifier').filter(({ message }) => message === 'chart not shown');
    expect(refused.map(({ subjectId }) => String(subjectId).slice(0, 21)).toSorted()).toEqual([
      'vpn-00000000000000001',
      'vpn-00000000000000002',
    ]);
    expect(refused.map(({ reason }) => reason)).toEqual(['missing_scope', 'missing_scope']);
    expect(scene.play.slack.files('vpn-alerts')).toEqual([]);
  });

  it('makes no function fail and no message be lost', () => {
    for (const what of ['function.error', 'access.denied', 'call.unsupported', 'sqs.dead-letter']) {
      expect(scene.of(what)).toEqual([]);
    }
  });
});

describe('what surrounds a connection', () => {
  it('is told: an attachment without a route table, and maintenance with its deadline', async () => {
    const controlled = { ...options, lifecycleControl: true };
    const scene = await playToEnd(
      scenarioWith([wrongKey(1, '1m')], {
        durationMinutes: 4,
        estate: {
          customerGateways: [{ id: 'cgw-00000000000000001' }],
          connections: [
            connection(1, {
              attachment: { routeTable: null },
              tunnels: [
                { outsideIp: '203.0.113.10', options: controlled, maintenance: { autoAppliedAfter: '2d' } },
                { outsideIp: '203.0.113.11', options: controlled },
              ],
            }),
          ],
        },
      }),
    );
    const plain = shown(scene, 'site-1').at(-1)?.plain ?? '';
    expect(plain).toMatch(/Attachment: tgw-attach-\w+, available; warning: not associated/);
    expect(plain).toMatch(/203\.0\.113\.10.*2026-03-04 03:00 UTC/);
    expect(plain).not.toMatch(/203\.0\.113\.11.*2026-03-04/);
  });

  it('is told though the log is refused, and the restart is made that nothing speaks against', async () => {
    const scene = await playToEnd({ ...loadScenario('log-access-denied'), durationMinutes: 7 });
    const plain = shown(scene, 'frankfurt-primary').at(-1)?.plain ?? '';
    expect(plain).toContain('• tunnel log: access denied to /aws/vpn/frankfurt');
    expect(plain).toContain('Traffic on 203.0.113.17: until');
    expect(scene.restarts).toEqual(['203.0.113.17']);
  });

  it('is told though logging is off, with how to turn it on', async () => {
    const scene = await playToEnd({ ...loadScenario('logging-off'), durationMinutes: 5 });
    const [first] = shown(scene, 'frankfurt-primary');
    expect(first?.plain).toContain('The cause is not known, as the tunnel log is switched off.');
    expect(first?.plain).toMatch(/turn the tunnel log on: .* That interrupts a tunnel/);
  });
});

describe('traffic that stops one way while every tunnel is up', () => {
  it('is an outage within a quarter of an hour, dated by when it stopped, and over when it passes again', async () => {
    const scene = await playToEnd(loadScenario('one-way-traffic'));
    const minuteOf = ({ at }: { readonly at: number }) => (at - scene.startsAt) / 60_000;
    const first = scene.of('slack.message')[0];
    expect(String(first?.['text'])).toMatch(
      /Critical · frankfurt-primary .* · tunnels are up, traffic passes one way only/u,
    );
    expect(String(first?.['text'])).toContain('03:20 UTC');
    expect(first && minuteOf(first)).toBeLessThanOrEqual(35);
    expect(scene.headlines.at(-1)).toMatch(/^✅ Resolved · frankfurt-primary/u);
    expect(scene.restarts).toEqual([]);
    expect(scene.of('call.unsupported')).toEqual([]);
  });

  it('over the tunnel that is left makes an outage of the fall of the other one, at once', async () => {
    const scene = await playToEnd(
      scenarioWith([{ at: '20m', gatewayGoesSilent: 'vpn-0f2a3b4c5d6e7f801/203.0.113.17' }], {
        durationMinutes: 45,
        connection: {
          routing: 'static',
          tags: { 'tunnelkeeper:restart': 'off' },
          tunnels: [{ outsideIp: '203.0.113.17' }, { outsideIp: '203.0.113.42', peer: { sends: false } }],
        },
      }),
    );
    expect(scene.headlines.at(-1)).toMatch(/Critical · .* · no traffic/u);
    const texts = [scene.replies, JSON.stringify(scene.of('slack.message'))].join();
    expect(texts).not.toMatch(/took over|flows over one tunnel/);
    const told = scene.of('slack.message').find(({ text }) => String(text).includes('no traffic flows'));
    expect(told && (told.at - scene.startsAt) / 60_000).toBeLessThan(23);
  });

  it('is told in both directions, and of a dead gateway whose session DPD leaves standing', async () => {
    const scene = await playToEnd(loadScenario('aws-sends-nothing'));
    const all = scene.headlines.join('\n');
    expect(all).toMatch(/Warning · berlin-warehouse .* · AWS sends nothing back/u);
    expect(all).toMatch(/Critical · vienna .* · tunnels are up, traffic passes one way only/u);
    expect(all).toMatch(/Resolved · frankfurt-primary .* · traffic restored after/u);
    expect(scene.restarts).toEqual([]);
  });
});
