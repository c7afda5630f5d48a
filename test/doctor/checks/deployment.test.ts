import { describe, expect, it } from 'vitest';
import { checkDeployment } from '../../../doctor/checks/deployment.ts';
import { askAnyRegion, checkRegion } from '../../../doctor/checks/region.ts';
import { checkTrail } from '../../../doctor/checks/trail.ts';
import type { RegionState, Trail } from '../../../doctor/ports.ts';
import { callError } from '../../aws/refusal.ts';
import { here, stack } from '../patient.ts';

const wanted = { region: here, stackName: 'Tunnelkeeper', version: '1.2.3' };

const judged = async (change: Parameters<typeof stack>[0]) =>
  (await checkDeployment({ find: async () => stack(change) }, wanted)).verdicts[0];

const version = (value: string) => ({ outputs: { Version: value } });

describe('a deployment', () => {
  it('that is not there', async () => {
    const { verdicts, known } = await checkDeployment({ find: async () => undefined }, wanted);
    expect(known).toBeUndefined();
    expect(verdicts).toMatchObject([{ status: 'failed', todo: ['npm run deploy'] }]);
  });

  it.each([
    [{}, 'passed', 'version 1.2.3, as here'],
    [{ outputs: { Version: '1.2.3', SetupWarnings: 'none' } }, 'passed', 'version 1.2.3, as here'],
    [
      { outputs: { Version: '1.2.3', SetupWarnings: 'Region us-west-2 cannot be watched.' } },
      'failed',
      expect.stringContaining('could not do everything: Region us-west-2 cannot be watched.'),
    ],
    [version('1.2.2'), 'failed', 'version 1.2.2 is deployed, 1.2.3 is here'],
    [version('1.1.9'), 'failed', 'version 1.1.9 is deployed, 1.2.3 is here'],
    [version('1.10.0'), 'failed', 'version 1.10.0 is deployed, which is newer than 1.2.3 here'],
    [{ outputs: {} }, 'failed', 'an older version than 1.2.3, which does not say its number'],
    [{ status: 'UPDATE_IN_PROGRESS' }, 'skipped', 'being deployed right now (UPDATE_IN_PROGRESS)'],
    [
      { status: 'UPDATE_ROLLBACK_FAILED' },
      'failed',
      'the last deployment did not go through (UPDATE_ROLLBACK_FAILED)',
    ],
    [{ status: 'ROLLBACK_COMPLETE' }, 'failed', expect.stringContaining('did not go through')],
  ])('%j', async (change, status, says) => {
    expect(await judged(change)).toMatchObject({ status, says });
  });
});

describe('a region', () => {
  const all = new Map<string, RegionState>([
    ['eu-west-1', 'on'],
    ['me-south-1', 'off'],
  ]);
  const refusing = (code: string) => ({
    list: async () => {
      throw callError('DescribeRegions', code, 401);
    },
  });

  it.each([
    ['eu-west-9', 'ENOTFOUND', all, 'there is no region "eu-west-9"'],
    ['me-south-1', 'AuthFailure', all, 'not enabled for this account'],
    ['eu-west-1', 'TimeoutError', all, 'no answer to DescribeRegions in time'],
    ['eu-west-1', 'UnauthorizedOperation', all, 'DescribeRegions is not allowed for these credentials'],
    ['eu-west-9', 'ENOTFOUND', undefined, 'the address of AWS there cannot be found'],
  ])('%s that answers %s', async (region, code, known, says) => {
    const { verdicts, known: reachable } = await checkRegion(refusing(code), region, async () => known);
    expect(reachable).toBeUndefined();
    expect(verdicts).toMatchObject([{ status: 'failed', says }]);
    expect(verdicts[0]?.todo.length).toBeGreaterThan(0);
  });

  it('is told about by the first one that answers', async () => {
    const asked: string[] = [];
    const list = async (region: string) => {
      asked.push(region);
      if (region !== 'us-east-1') throw callError('DescribeRegions', 'ENOTFOUND');
      return all;
    };
    expect(await askAnyRegion({ list }, ['eu-west-9', 'eu-west-8'])()).toBe(all);
    expect(asked).toEqual(['eu-west-9', 'eu-west-8', 'us-east-1']);
    expect(await askAnyRegion(refusing('ENOTFOUND'), ['eu-west-9'])()).toBeUndefined();
  });
});

describe('trails', () => {
  const trail = (change: Partial<Trail> = {}): Trail => ({
    name: 'audit',
    isLogging: true,
    logsChanges: true,
    ...change,
  });

  it.each([
    [[trail({ isLogging: false, name: 'old' }), trail()], 'passed', 'audit logs who changes what'],
    [[trail({ logsChanges: 'unknown' })], 'passed', /its owner does not let us see/],
    [[trail({ logsChanges: false })], 'skipped', 'no trail logs management events that write'],
    [[trail({ isLogging: false })], 'skipped', 'the trail audit is stopped'],
    [[], 'skipped', 'there is no trail'],
  ])('%#', async (trails, status, says) => {
    const { verdicts } = await checkTrail({ list: async () => trails }, here);
    expect(verdicts[0]).toMatchObject({
      status,
      says: typeof says === 'string' ? says : expect.stringMatching(says),
    });
  });
});
