import { describe, expect, it } from 'vitest';
import { scenarioWith } from './estate.ts';
import { playToEnd } from './scene.ts';

const alarmNames = (scene: Awaited<ReturnType<typeof playToEnd>>): readonly string[] =>
  scene.play.monitoring.alarms.list('us-east-1').map((alarm) => alarm.definition.name);

const ofTunnels = (names: readonly string[]) =>
  names.filter((name) => name.startsWith('tunnelkeeper/tunnel/'));

describe('npm run deploy, then npm run destroy', () => {
  it('says what is watched, makes the alarms at once, and removes those and nothing else', async () => {
    const scene = await playToEnd('deploy-and-remove');
    expect(scene.headlines).toEqual([
      expect.stringContaining('Tunnelkeeper watches 1 connection in 1 region'),
    ]);
    expect(scene.of('stack.resource')).toMatchObject([
      { request: 'Create', status: 'SUCCESS' },
      { request: 'Delete', status: 'SUCCESS' },
    ]);
    expect(scene.calls('PutMetricAlarm')).toHaveLength(2);
    expect(ofTunnels(alarmNames(scene))).toEqual([]);
    expect(alarmNames(scene)).toContain('tunnelkeeper/self/no-sweep');
    expect(scene.of('access.denied')).toEqual([]);
    expect(scene.of('call.unsupported')).toEqual([]);
    expect(scene.of('function.error')).toEqual([]);
  });
});

describe('npm run deploy', () => {
  it('fails with a clear reason where Slack refuses the token, and has made no alarm', async () => {
    const scene = await playToEnd(
      scenarioWith(
        [
          {
            at: '0s',
            slackTrouble: { answer: 'refusal', method: 'auth.test', error: 'invalid_auth', for: '5m' },
          },
          { at: '1s', stacksDeployed: true },
        ],
        { durationMinutes: 2 },
      ),
    );
    expect(scene.of('stack.resource')).toMatchObject([
      { request: 'Create', status: 'FAILED', reason: expect.stringContaining('invalid_auth') },
    ]);
    expect(scene.parents).toEqual([]);
    expect(ofTunnels(alarmNames(scene))).toEqual([]);
  });
});
