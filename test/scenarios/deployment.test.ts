import { describe, expect, it } from 'vitest';
import { scenarioWith } from './estate.ts';
import { playToEnd, type Scene, shippedScene } from './scene.ts';

const alarmNames = (scene: Scene): readonly string[] =>
  scene.play.monitoring.alarms.list('us-east-1').map((alarm) => alarm.definition.name);

const ofTunnels = (names: readonly string[]) =>
  names.filter((name) => name.startsWith('tunnelkeeper/tunnel/'));

describe('npm run deploy, then npm run destroy', () => {
  it('says what is watched, makes the alarms at once, and removes those and nothing else', async () => {
    const scene = await shippedScene('deploy-and-remove');
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

const endings = (scene: Scene): readonly unknown[] => scene.of('stack.status').map(({ status }) => status);

const asked = (scene: Scene): readonly unknown[] =>
  scene.of('stack.resource').map(({ request, status }) => `${request} ${status}`);

const slackIsAway = { slackTrouble: { answer: 'server-error', for: '1h' } } as const;

describe('whatever fails, a stack can go on or back', () => {
  it('a creation that fails is taken back, and so is one after which something else fails', async () => {
    const scene = await playToEnd(
      scenarioWith(
        [
          { at: '0s', slackTrouble: { answer: 'refusal', error: 'invalid_auth', for: '2m' } },
          { at: '1s', stacksDeployed: true },
          { at: '3m', stacksDeployed: { otherResourceFails: true } },
        ],
        { durationMinutes: 8 },
      ),
    );
    expect(asked(scene)).toEqual(['Create FAILED', 'Delete SUCCESS', 'Create SUCCESS', 'Delete SUCCESS']);
    expect(endings(scene)).toEqual(['ROLLBACK_COMPLETE', 'ROLLBACK_COMPLETE']);
    const [failed, taken] = scene.of('stack.resource');
    expect(failed?.['reason']).toMatch(/aws dynamodb delete-table --region us-east-1 --table-name \S+$/);
    expect(taken?.['physicalId']).toBe(failed?.['physicalId']);
  });

  it('a change goes through while Slack is away, and is taken back where something else fails', async () => {
    const scene = await playToEnd(
      scenarioWith(
        [
          { at: '0s', stacksDeployed: true },
          { at: '2m', ...slackIsAway },
          { at: '3m', stacksDeployed: true },
          { at: '5m', stacksDeployed: { otherResourceFails: true } },
        ],
        { durationMinutes: 9 },
      ),
    );
    expect(asked(scene)).toEqual(['Create SUCCESS', ...Array.from({ length: 3 }, () => 'Update SUCCESS')]);
    expect(endings(scene)).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);
    expect(scene.of('stack.resource')[1]?.['data']).toEqual({
      Warnings: expect.stringContaining('Slack is in trouble'),
    });
    expect(new Set(scene.of('stack.resource').map(({ physicalId }) => physicalId)).size).toBe(1);
    expect(ofTunnels(alarmNames(scene))).toHaveLength(2);
  });

  it('a removal goes through while CloudWatch of the region is silent', async () => {
    const scene = await playToEnd(
      scenarioWith(
        [
          { at: '0s', stacksDeployed: true },
          { at: '4m', callFault: { service: 'monitoring', operation: '*', failure: 'hang', for: '1h' } },
          { at: '4m', stacksRemoved: true },
        ],
        { durationMinutes: 12 },
      ),
    );
    expect(endings(scene)).toEqual(['CREATE_COMPLETE', 'DELETE_COMPLETE']);
    expect(scene.of('stack.resource').at(-1)?.['data']).toEqual({
      Warnings: expect.stringContaining('may be left in us-east-1'),
    });
    expect(ofTunnels(alarmNames(scene))).toHaveLength(2);
  });

  it('an answer that is taken and not confirmed, or lost, is given again', async () => {
    const scene = await playToEnd(
      scenarioWith(
        [
          { at: '0s', ...answerHangs('before') },
          { at: '1s', stacksDeployed: true },
          { at: '4m', ...answerHangs('after') },
          { at: '4m', stacksDeployed: true },
        ],
        { durationMinutes: 8 },
      ),
    );
    expect(endings(scene)).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE']);
    expect(scene.of('function.error')).toEqual([]);
  });
});

const answerHangs = (when: 'before' | 'after') => ({
  callFault: { service: 'cloudformation', operation: 'CustomResourceAnswer', failure: 'hang', when } as const,
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
      { request: 'Delete', status: 'SUCCESS' },
    ]);
    expect(scene.parents).toEqual([]);
    expect(ofTunnels(alarmNames(scene))).toEqual([]);
  });

  it('is refused where another region of the account has Tunnelkeeper, which keeps what it has', async () => {
    const scene = await playToEnd(
      scenarioWith([{ at: '1s', stacksDeployed: true }], { durationMinutes: 2 }),
      {},
      undefined,
      ({ monitoring }) =>
        void monitoring.alarms.put('eu-west-1', {
          AlarmName: 'tunnelkeeper/self/no-sweep',
          Namespace: 'Tunnelkeeper',
          MetricName: 'SweptConnections',
          Statistic: 'SampleCount',
          Period: 60,
          EvaluationPeriods: 5,
          Threshold: 1,
          ComparisonOperator: 'LessThanThreshold',
        }),
    );
    expect(scene.of('stack.resource')).toMatchObject([
      {
        request: 'Create',
        status: 'FAILED',
        reason: expect.stringContaining('already deployed in eu-west-1'),
      },
      { request: 'Delete', status: 'SUCCESS' },
    ]);
    expect(scene.of('access.denied')).toEqual([]);
    expect(scene.play.monitoring.alarms.list('eu-west-1')).toHaveLength(1);
  });
});
