import { expect, it } from 'vitest';
import type { PostureRecord } from '../../shared/domain/posture/record.ts';
import type { PostureRecords } from '../../shared/ports/posture.ts';
import { start } from '../domain/builders.ts';

export const postureRecord = (change: Partial<PostureRecord> = {}): PostureRecord => ({
  version: 1,
  revision: 1,
  announcedRevision: 0,
  digestAt: start,
  telling: { tell: 'weekly', at: start },
  regions: {
    'eu-west-1': {
      connections: ['vpn-00000000000000001', 'vpn-00000000000000002'],
      warnings: { 'single-gateway': [0, 1] },
      remarks: { 'logging-off': [1] },
      lapsed: { 'single-tunnel': [0] },
      fresh: { 'single-gateway': [1] },
      sites: { 'cgw-1': { name: 'hq', grade: 'one-gateway', from: 'two-gateways' } },
    },
  },
  ...change,
});

/** What every implementation of `PostureRecords` promises. */
export const runPostureRecordsContract = (
  makeRecords: () => PostureRecords | Promise<PostureRecords>,
): void => {
  it('knows nothing at first', async () => {
    const records = await makeRecords();
    expect(await records.load()).toBeUndefined();
  });

  it.each([
    ['with something to tell', postureRecord()],
    ['with nothing to tell', postureRecord({ telling: undefined, digestAt: undefined, regions: {} })],
    ['that was too large', postureRecord({ regions: {}, shortened: true })],
  ])('gives back a record %s as it was saved', async (_, record) => {
    const records = await makeRecords();
    expect(await records.save(record)).toBe('saved');
    expect(await records.load()).toEqual(JSON.parse(JSON.stringify(record)));
  });

  it('saves only on the version before', async () => {
    const records = await makeRecords();
    expect(await records.save(postureRecord({ version: 2 }))).toBe('conflict');
    expect(await records.save(postureRecord())).toBe('saved');
    expect(await records.save(postureRecord())).toBe('conflict');
    expect(await records.save(postureRecord({ version: 2, revision: 2 }))).toBe('saved');
    expect(await records.load()).toMatchObject({ version: 2, revision: 2 });
  });

  it('gives one of two who save at the same moment the right of way', async () => {
    const records = await makeRecords();
    const results = await Promise.all([records.save(postureRecord()), records.save(postureRecord())]);
    expect([...results].sort()).toEqual(['conflict', 'saved']);
  });
};
