import { beforeAll, describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../local/contract.ts';
import { synthesize } from '../../local/deployment/synthesize.ts';
import type { Scenario } from '../../local/scenario/format/scenario.ts';
import { loadScenario } from '../../local/scenario/load.ts';
import { synthesisFor } from '../../local/scenario/synthesis-for.ts';
import { plantedSecrets } from '../../local/world/planted-secrets.ts';
import { connectionId, firstIp, scenarioWith } from './estate.ts';
import { playToEnd, type Scene, shippedScene } from './scene.ts';

const minutesMs = (minutes: number) => minutes * 60_000;

const unharmed = (scene: Scene): void => {
  expect(scene.of('function.error')).toEqual([]);
  expect(scene.of('access.denied')).toEqual([]);
  expect(scene.of('call.unsupported')).toEqual([]);
  expect(scene.of('sqs.dead-letter')).toEqual([]);
};

/** What `vpn-change` has logged of the events that it looked into. */
const lookedInto = (scene: Scene): readonly Readonly<Record<string, unknown>>[] =>
  scene
    .of('function.log')
    .map((entry) => entry['line'] as Readonly<Record<string, unknown>>)
    .filter((line) => line['message'] === 'change looked into');

const minuteOf = (scene: Scene, { at }: JournalEntry): number =>
  (at - (scene.play.endsAt - minutesMs(35))) / minutesMs(1);

const changedByHand = (settings: Scenario['settings'] | object): Scenario => {
  const scenario = loadScenario('changed-by-hand');
  return { ...scenario, settings: { ...scenario.settings, ...settings } as Scenario['settings'] };
};

describe("somebody's change of tunnel options", () => {
  it.each(['lower-camel', 'wrapped'] as const)(
    'explains the fall, and keeps restarts away for 15 minutes: records in the form %s',
    async (trailForm) => {
      const scene = await playToEnd(changedByHand({ trail: { trailForm } }));
      unharmed(scene);
      const [first] = scene.of('slack.message');
      expect(first?.['plain']).toContain(
        'Tunnel options were changed by role network-engineer at 03:02 UTC, less than a minute before the fall.',
      );
      expect(scene.replies).toContain('somebody has changed the connection only minutes ago');
      expect(scene.replies).toContain('that was the change of the connection, and nothing new');
      const [restart] = scene.of('tunnel.restart');
      expect(minuteOf(scene, restart as JournalEntry)).toBeGreaterThanOrEqual(17);
      expect(scene.restarts).toEqual([firstIp]);
      expect(scene.headlines).toEqual([expect.stringContaining('recovered after')]);
      expect(lookedInto(scene)).toMatchObject([
        { operation: 'ModifyVpnTunnelOptions', by: 'network-engineer', own: false },
        { operation: 'ModifyVpnTunnelOptions', own: true },
      ]);
    },
  );

  it('keeps restarts away also where no trail tells who made it', async () => {
    const scene = await playToEnd(changedByHand({ trail: { trail: 'none' } }));
    unharmed(scene);
    expect(scene.of('trail.record')).toEqual([]);
    expect(scene.of('slack.message')[0]?.['plain']).toContain(
      'The connection was being changed at 03:03 UTC, and not by Tunnelkeeper.',
    );
    const [restart] = scene.of('tunnel.restart');
    expect(minuteOf(scene, restart as JournalEntry)).toBeGreaterThanOrEqual(17);
  });

  it('told of by a record that hides no key lets none of them out', async () => {
    const scene = await playToEnd(changedByHand({ trail: { trailMasksSecrets: false } }), {}, (play) =>
      Promise.all(play.deployment.tables.map(({ name, region }) => play.dynamoDb.items(name, region))),
    );
    const keys = plantedSecrets(scene.play.world);
    const kept = JSON.stringify([
      scene.play.journal.entries,
      scene.play.slack.messages('vpn-alerts'),
      scene.atEnd,
    ]);
    expect(kept).toContain('network-engineer');
    for (const key of keys) expect(kept).not.toContain(key);
  });
});

describe('a connection that comes and goes', () => {
  it('is watched from the start, and its incident closes with who has deleted it', async () => {
    const scene = await shippedScene('connection-comes-and-goes');
    unharmed(scene);
    expect(lookedInto(scene)).toMatchObject([
      { operation: 'CreateVpnConnection', connectionId },
      { operation: 'DeleteVpnConnection', connectionId },
    ]);
    expect(scene.headlines).toEqual([expect.stringContaining('the connection was deleted')]);
    expect(scene.replies).toContain('The connection was deleted by role network-admin at 03:15 UTC.');
    expect(scene.restarts).toEqual([]);
  });

  it('without a trail is seen by the sweep within a minute', async () => {
    const { steps, ...scenario } = loadScenario('connection-comes-and-goes');
    const scene = await playToEnd({
      ...scenario,
      steps,
      settings: { ...scenario.settings, trail: { trail: 'none' } } as Scenario['settings'],
    });
    unharmed(scene);
    const fell = scene.of('tunnel.down').at(-1)?.at ?? 0;
    const told = scene.of('slack.message')[0]?.at ?? 0;
    expect(told - fell).toBeLessThanOrEqual(minutesMs(1));
    const deleted = steps.at(-1)?.at ?? 0;
    const startedAt = scene.play.endsAt - minutesMs(scenario.durationMinutes);
    const closed = scene.of('slack.update').find(({ plain }) => String(plain).includes('was deleted'));
    expect((closed?.at ?? Number.POSITIVE_INFINITY) - startedAt - deleted).toBeLessThanOrEqual(minutesMs(1));
  });
});

it('calls that are refused make nobody look', async () => {
  const steps = [
    {
      at: '1m',
      busEvent: {
        event: {
          source: 'aws.ec2',
          'detail-type': 'AWS API Call via CloudTrail',
          account: '111122223333',
          detail: {
            eventSource: 'ec2.amazonaws.com',
            eventName: 'DeleteVpnConnection',
            errorCode: 'Client.UnauthorizedOperation',
            requestParameters: { vpnConnectionId: connectionId },
          },
        },
      },
    },
  ];
  const scene = await playToEnd(scenarioWith(steps, { durationMinutes: 3 }));
  expect(lookedInto(scene)).toEqual([]);
});

describe('news of Network Manager', () => {
  const scenario = loadScenario('network-manager');
  let assemblyDirectory = '';

  beforeAll(async () => {
    assemblyDirectory = await synthesize(synthesisFor(scenario));
  });

  it.each(['transit-gateways', 'cloud-wan', '2019'] as const)(
    'makes the hub look in the second in which a tunnel falls: %s',
    async (networkManager) => {
      const settings = { ...scenario.settings, networkManager } as Scenario['settings'];
      const scene = await playToEnd({ ...scenario, settings }, { assemblyDirectory });
      unharmed(scene);
      const fell = scene.of('tunnel.down').map(({ at }) => at);
      expect(scene.of('slack.message')[0]?.at).toBe(Math.max(...fell));
      expect(fell.every((at) => at % minutesMs(1) !== 0)).toBe(true);
      expect(lookedInto(scene)).toContainEqual(expect.objectContaining({ news: 'ipsec-down' }));
    },
  );
});
