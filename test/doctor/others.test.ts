import { expect, it } from 'vitest';
import { lookAtOthers } from '../../doctor/check-others.ts';
import type { DoctorDeps } from '../../doctor/deps.ts';
import { createExaminer } from '../../doctor/examine.ts';
import type { RegionState } from '../../doctor/ports.ts';
import { AwsCallError } from '../../shared/aws/client/aws-call-error.ts';
import { parseConfig } from '../../shared/config/parse-config.ts';
import { watchedRegions } from '../../shared/config/watched-regions.ts';
import { createFakeTimers } from '../fakes/timers.ts';

const config = parseConfig('{ "slack": { "channel": "#vpn-alerts" } }', 'test.json');

const look = (regions: ReadonlyMap<string, RegionState>) => {
  const startTimer = createFakeTimers().start;
  const deps = {
    regions: { list: async () => regions },
    connections: {
      list: async (region: string) => {
        if (region !== 'sa-east-1') return [];
        const code = 'UnauthorizedOperation';
        throw new AwsCallError('DescribeVpnConnections', { code, statusCode: 403, requestId: undefined });
      },
    },
    startTimer,
  } as unknown as DoctorDeps;
  const placed = { ...config, regions: watchedRegions(config.regions, 'us-east-1') };
  return lookAtOthers(deps, createExaminer({ startTimer, progress: () => undefined }), {
    config: placed,
    hub: undefined,
    knownElsewhere: async () => undefined,
  });
};

it('other regions are one line, and one that refuses is no failure', async () => {
  const { findings, connections } = await look(
    new Map<string, RegionState>([
      ['us-east-1', 'on'],
      ['eu-west-1', 'on'],
      ['eu-west-2', 'on'],
      ['sa-east-1', 'on'],
      ['me-south-1', 'off'],
    ]),
  );
  expect(connections).toEqual([]);
  expect(findings).toMatchObject([
    { check: 'region', status: 'passed', says: expect.stringContaining('2 other enabled regions') },
    { check: 'region', status: 'skipped', says: expect.stringContaining('sa-east-1') },
  ]);
});
