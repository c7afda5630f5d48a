import { describe, expect, it } from 'vitest';
import { mailKinds } from '../../shared/contracts/message-attributes.ts';
import { playToEnd, type Scene, shippedScene } from './scene.ts';

const first = '203.0.113.17';
const second = '203.0.113.42';
const minutesMs = (minutes: number) => minutes * 60_000;

/** What must never happen, whatever the scenario. */
const unharmed = (scene: Scene): void => {
  expect(scene.of('function.error')).toEqual([]);
  expect(scene.of('access.denied')).toEqual([]);
  expect(scene.of('call.unsupported')).toEqual([]);
  expect(scene.of('sqs.dead-letter')).toEqual([]);
};

const recovered = /^✅ Resolved · .* · recovered after \d+ minutes$/;

describe('a fallen tunnel is brought back by one restart', () => {
  it.each([
    ['dpd-timeout-recovery', 'the gateway stopped answering for a while'],
    ['ike-sa-deleted', 'the gateway deleted its IKE SA, and AWS did not start'],
    ['restart-call-times-out', 'the answer to the restart call was lost'],
    ['incorrect-state', 'AWS was busy at first'],
    ['own-restart-echo', 'AWS Health tells of it afterwards'],
  ])('%s: %s', async (name) => {
    const scene = await shippedScene(name);
    unharmed(scene);
    expect(scene.restarts).toEqual([first]);
    expect(scene.headlines).toEqual([expect.stringMatching(recovered)]);
    expect(scene.replies).toContain(`Tunnel ${first} came back after the restart.`);
    expect(scene.parents[0]?.editedTs).toBeDefined();
  });
});

describe('a restart call', () => {
  it('whose answer is lost is not repeated', async () => {
    const scene = await shippedScene('restart-call-times-out');
    expect(scene.calls('ModifyVpnTunnelOptions')).toHaveLength(1);
    expect(scene.replies).toContain('its effect is being checked');
  });

  it('that finds AWS busy is repeated five minutes later', async () => {
    const scene = await shippedScene('incorrect-state');
    const calls = scene.calls('ModifyVpnTunnelOptions');
    expect(calls.map((call) => call['error'])).toEqual(['IncorrectState', undefined]);
    expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(minutesMs(5));
  });

  it('is echoed by AWS Health in the thread, and by no notice', async () => {
    const scene = await shippedScene('own-restart-echo');
    expect(scene.of('health.event')).toHaveLength(1);
    expect(scene.replies).toContain('that was our own restart');
    expect(scene.parents).toHaveLength(1);
  });
});

describe('an outage', () => {
  it('of both tunnels never has two restarts at once', async () => {
    const scene = await shippedScene('both-tunnels-down');
    unharmed(scene);
    expect(new Set(scene.restarts)).toEqual(new Set([first, second]));
    const [one = 0, other = 0] = scene.restartTimes;
    expect(other - one).toBeGreaterThanOrEqual(minutesMs(10));
    expect(scene.headlines).toEqual([expect.stringMatching(recovered)]);
  });

  it('by a dead gateway is restarted in no minute, as the gateway may be back in it, and recovers with it', async () => {
    const scene = await shippedScene('dead-gateway');
    unharmed(scene);
    expect(scene.restarts).toEqual([]);
    expect(scene.replies).toContain('nothing shows that the customer gateway is there');
    expect(scene.headlines).toContainEqual(expect.stringMatching(/recovered after 2 hours/));
  });

  it('is told within a minute of its detection', async () => {
    const scene = await shippedScene('dead-gateway');
    const fell = Math.max(
      ...scene
        .of('tunnel.down')
        .slice(0, 2)
        .map((entry) => entry.at),
    );
    const told = scene.of('slack.message')[0]?.at ?? 0;
    expect(told - fell).toBeLessThanOrEqual(minutesMs(1));
  });
});

describe('a restart is withheld', () => {
  it('with IKEv1 only, because AWS could not negotiate afterwards', async () => {
    const scene = await playToEnd('ikev1-only');
    unharmed(scene);
    expect(scene.restarts).toEqual([]);
    expect(scene.replies).toContain('AWS does not start IKE where only IKEv1 is allowed');
    expect(scene.headlines).toEqual([expect.stringMatching(/^🟠 Warning/)]);
  });

  it('where IPsec is up and routes are missing', async () => {
    const scene = await shippedScene('bgp-without-routes');
    unharmed(scene);
    expect(scene.restarts).toEqual([]);
    expect(scene.of('slack.message')[0]?.['plain']).toContain('no routes');
    expect(scene.headlines).toEqual([expect.stringMatching(recovered)]);
  });

  it('when a late alarm names a tunnel that is up again, while the other one is down', async () => {
    const scene = await shippedScene('late-alarm');
    unharmed(scene);
    expect(scene.calls('ModifyVpnTunnelOptions')).toEqual([]);
  });

  it('while the connection flaps, which is told once', async () => {
    const scene = await shippedScene('flapping');
    unharmed(scene);
    expect(scene.restarts).toEqual([]);
    expect(scene.replies.match(/is flapping/g)).toHaveLength(1);
    expect(scene.headlines.at(-1)).toContain('flapping');
    const falls = scene.of('tunnel.down').length;
    const kinds = scene
      .of('sns.published')
      .map(({ attributes }) => Reflect.get(attributes as object, 'kind'));
    const mails = kinds.filter((kind) => mailKinds.includes(kind));
    expect(falls).toBeGreaterThanOrEqual(4);
    expect(mails.length).toBeLessThanOrEqual(7);
  });

  it('after an endpoint replacement until that is 15 minutes old', async () => {
    const scene = await shippedScene('endpoint-replaced-left-down');
    unharmed(scene);
    const fell = scene.of('tunnel.down')[0]?.at ?? 0;
    expect((scene.restartTimes[0] ?? 0) - fell).toBeGreaterThanOrEqual(minutesMs(15));
    expect(scene.replies).toContain('Cause: AWS replaced a tunnel endpoint');
    expect(scene.headlines).toEqual([expect.stringMatching(recovered)]);
  });
});
