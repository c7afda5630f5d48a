import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesize } from '../../local/deployment/synthesize.ts';
import { loadScenario, parseScenario } from '../../local/scenario/load.ts';
import { synthesisFor } from '../../local/scenario/synthesis-for.ts';
import { tunnelAlarmName } from '../../shared/contracts/alarm-name.ts';
import { scenarioWith } from './estate.ts';
import { playToEnd, type Scene } from './scene.ts';

let directory = '';

beforeAll(async () => {
  directory = await synthesize(synthesisFor(loadScenario('three-regions')));
});

const unharmed = (scene: Scene): void => {
  for (const what of ['function.error', 'access.denied', 'call.unsupported', 'event.undelivered']) {
    expect(scene.of(what)).toEqual([]);
  }
};

const factsOf = (scene: Scene, headline: RegExp): string =>
  JSON.stringify(scene.parents[scene.headlines.findIndex((one) => headline.test(one))]);

describe('three regions', () => {
  const story = JSON.parse(
    readFileSync(new URL('../../local/scenarios/three-regions.json', import.meta.url), 'utf8'),
  );
  const milan = {
    id: 'vpn-0fedcba9876543210',
    name: 'milan',
    customerGateway: 'cgw-0a11ce0000000099',
    region: 'eu-central-1',
    tunnels: [{ outsideIp: '203.0.113.201' }, { outsideIp: '203.0.113.202' }],
  };
  const gateway = { id: 'cgw-0a11ce0000000099', region: 'eu-central-1' };
  const scenario = parseScenario(
    {
      ...story,
      durationMinutes: 56,
      estate: { ...story.estate, customerGateways: [...story.estate.customerGateways, gateway] },
      steps: [
        { at: '0s', stacksDeployed: true },
        { at: '2m', connectionCreated: milan },
        { at: '26m', connectionDeleted: milan.id },
        { at: '50m', stacksRemoved: true },
      ],
    },
    'of a test',
  );

  it('are deployed, follow connections as they come and go, and keep no alarm of ours at the end', async () => {
    const scene = await playToEnd(scenario, { assemblyDirectory: directory });
    unharmed(scene);
    expect(scene.headlines[0]).toMatch(/Tunnelkeeper watches \d+ connections in 3 regions/);
    expect(scene.of('stack.resource')).toMatchObject([
      { request: 'Create', status: 'SUCCESS' },
      { request: 'Delete', status: 'SUCCESS' },
    ]);
    const milanAlarms = scene
      .of('alarm.state')
      .filter(({ alarmName }) => String(alarmName).includes(milan.id))
      .map(({ region }) => region);
    expect(new Set(milanAlarms)).toEqual(new Set(['eu-central-1']));
    for (const region of ['us-east-1', 'eu-central-1', 'us-west-2']) {
      const left = scene.play.monitoring.alarms.list(region).map(({ definition }) => definition.name);
      expect(left.filter((name) => name.startsWith('tunnelkeeper/tunnel/'))).toEqual([]);
    }
  });
});

describe('three regions, of which one fails', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await playToEnd('three-regions', { assemblyDirectory: directory });
  });

  it('are watched from one place: incidents and the region out of sight are told, each with its region', () => {
    unharmed(scene);
    expect(scene.headlines).toEqual([
      expect.stringMatching(/^✅ Resolved · frankfurt-primary .* recovered/),
      '✅ Resolved · Site-to-Site VPN in us-west-2 · tunnels there are watched again',
      expect.stringMatching(/^✅ Resolved · virginia-primary .* recovered/),
      expect.stringMatching(
        /^🔵 Info · frankfurt-primary .* AWS Health says AWS_VPN_OPERATIONAL_NOTIFICATION$/,
      ),
    ]);
    expect(factsOf(scene, /frankfurt-primary .* recovered/)).toContain('eu-central-1');
    expect(factsOf(scene, /virginia-primary/)).toContain('us-east-1');
    expect(scene.replies).toContain('The connections of us-west-2 can be listed again.');
  });

  it('tell of an event and its copy in the backup region once, though both reach the hub', () => {
    const puts = scene.of('event.put').filter(({ detailType }) => detailType === 'AWS Health Event');
    const regions = puts.map(({ region }) => String(region)).slice(-4);
    expect(regions.toSorted()).toEqual(['eu-central-1', 'us-east-1', 'us-east-1', 'us-west-2']);
    expect(scene.headlines.filter((one) => one.includes('AWS_VPN_OPERATIONAL'))).toHaveLength(1);
  });
});

const connectionId = 'vpn-0f2a3b4c5d6e7f801';
const fallen = '203.0.113.17';

const inFrankfurt = (steps: readonly unknown[], durationMinutes: number) =>
  scenarioWith(steps, {
    durationMinutes,
    connection: { region: 'eu-central-1', customerGateway: 'cgw-0a11ce0000000001' },
  });

describe('a tunnel that falls in another region than the hub', () => {
  it('is found by the sweep within a minute', async () => {
    const scene = await playToEnd(inFrankfurt([{ at: '90s', gatewayGoesSilent: connectionId }], 6), {
      assemblyDirectory: directory,
    });
    unharmed(scene);
    const [down] = scene.of('tunnel.down');
    const told = scene.parents[0]?.ts;
    expect(Number(told) * 1_000 - (down?.at ?? 0)).toBeLessThanOrEqual(60_000);
    expect(JSON.stringify(scene.parents[0])).toContain('eu-central-1');
  });

  it('is found by its alarm, whose event goes to the hub, when the sweep is late', async () => {
    const alarm = tunnelAlarmName(connectionId, fallen);
    const scene = await playToEnd(
      inFrankfurt(
        [
          { at: '1001s', gatewayGoesSilent: connectionId },
          { at: '1041s', alarmSet: { alarm, state: 'ALARM', region: 'eu-central-1' } },
        ],
        18,
      ),
      { assemblyDirectory: directory },
    );
    unharmed(scene);
    const [raised] = scene
      .of('alarm.state')
      .filter((entry) => entry['alarmName'] === alarm && entry['to'] === 'ALARM');
    const put = scene.of('event.put').filter((entry) => entry.at === raised?.at);
    expect(put.map(({ region }) => region)).toEqual(['eu-central-1', 'us-east-1']);
    const looked = scene
      .of('function.log')
      .map(({ line }) => line as { message?: string; region?: string })
      .find(({ message }) => message === 'alarm looked into');
    expect(looked?.region).toBe('eu-central-1');
    expect(scene.headlines).toEqual([expect.stringContaining('no traffic flows')]);
  });
});

describe('an event that another region could not forward', () => {
  it('raises an alarm of the hub, which goes out over SNS', async () => {
    const message = { at: '5m', queueMessage: { queue: 'ForwardingUnforwardedEvents', body: {} } };
    const scene = await playToEnd(inFrankfurt([message], 65), { assemblyDirectory: directory });
    const name = 'tunnelkeeper/self/unforwarded-events';
    const raised = scene
      .of('alarm.state')
      .filter(({ alarmName, to }) => alarmName === name && to === 'ALARM');
    expect(raised.map(({ region }) => region)).toContain('us-east-1');
    expect(scene.headlines).toEqual(['🟠 Warning · Tunnelkeeper · a region forwards no events']);
    expect(scene.of('function.error')).toEqual([]);
  });
});
