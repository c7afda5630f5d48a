import { describe, expect, it } from 'vitest';
import { createRecords } from '../../shared/aws/dynamodb/records.ts';
import { incident } from '../contract/records-contract.ts';
import { start } from '../domain/builders.ts';
import { createFakeLog } from '../fakes/log.ts';
import { startTable } from './dynamodb-double.ts';

const region = 'eu-west-1';

describe('a row that cannot be read', () => {
  it.each([
    ['no JSON', '{"incidentId":'],
    ['another record', '{"hello":"world"}'],
    ['a list', '[]'],
    ['a record of an unknown form', JSON.stringify({ ...incident(), tunnels: { first: 'up' } })],
    ['no text at all', ''],
  ])('because it holds %s is reported, left out and set aside', async (_, body) => {
    const { client, tableName, putItem } = await startTable();
    const log = createFakeLog();
    const records = createRecords(client, { tableName, log, now: () => start });
    const sk = `INCIDENT#${incident().connectionId}`;
    await putItem({ pk: { S: `REGION#${region}` }, sk: { S: sk }, version: { N: '7' }, body: { S: body } });
    await records.saveIncident(incident({ connectionId: 'vpn-00000000000000002' }));

    expect((await records.loadRegion(region)).incidents).toMatchObject([
      { connectionId: 'vpn-00000000000000002' },
    ]);
    expect(log.entries).toMatchObject([
      { level: 'error', message: 'row unreadable', facts: { key: `REGION#${region}/${sk}`, version: 7 } },
    ]);

    expect(await records.saveIncident(incident())).toBe('saved');
    expect((await records.loadRegion(region)).incidents).toHaveLength(2);
    expect(log.entries).toHaveLength(1);
  });
});

describe('a row of an earlier version', () => {
  it('of usage is read as it is', async () => {
    const { client, tableName, putItem } = await startTable();
    const log = createFakeLog();
    const records = createRecords(client, { tableName, log, now: () => start });
    const old = {
      shard: '8',
      version: 3,
      used: { 'vpn-8': ['203.0.113.1'] },
      unused: { 'vpn-18': ['203.0.113.2'] },
    };
    const key = { pk: { S: `REGION#${region}` }, sk: { S: 'USAGE#8' } };
    await putItem({ ...key, version: { N: '3' }, body: { S: JSON.stringify(old) } });
    expect((await records.loadRegion(region)).usage).toEqual([old]);
    const next = {
      ...old,
      version: 4,
      routed: old.used,
      statusChanges: { 'vpn-8': { '203.0.113.1': start } },
    };
    expect(await records.saveUsage(region, { ...next, missing: { 'vpn-18': start } })).toBe('saved');
    expect((await records.loadRegion(region)).usage).toEqual([{ ...next, missing: { 'vpn-18': start } }]);
    expect(log.entries).toEqual([]);
  });
});
