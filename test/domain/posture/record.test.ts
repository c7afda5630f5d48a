import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { findingIds } from '../../../shared/domain/posture/finding.ts';
import { planPosture } from '../../../shared/domain/posture/plan.ts';
import {
  findingKey,
  fittingRecord,
  markPostureAnnounced,
  type PostureRecord,
  packRegion,
  unpackRegion,
} from '../../../shared/domain/posture/record.ts';
import { start } from '../builders.ts';
import { afterHours, asStored, finding, posture, report } from './setting.ts';

const manyPostures = (count: number, name = 'x'.repeat(256)) => {
  const ids = Array.from({ length: count }, (_, index) => `vpn-${index.toString(16).padStart(17, '0')}`);
  return posture(
    ids.flatMap((connectionId) =>
      findingIds.map((id, index) => finding(id, connectionId, index < 8 ? 'warning' : 'info')),
    ),
    {
      names: new Map(ids.map((id) => [id, name])),
      sites: ids.map((id) => ({ key: id, name, grade: 'one-gateway' })),
    },
  );
};

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

describe('a region in the row', () => {
  const keys = fc
    .uniqueArray(fc.tuple(fc.constantFrom(...findingIds), fc.integer({ min: 0, max: 20 })), {
      selector: String,
    })
    .map((pairs) => new Set(pairs.map(([id, number]) => findingKey({ id, connectionId: `vpn-${number}` }))));

  it('comes back as it was', () => {
    fc.assert(
      fc.property(keys, keys, keys, keys, (warnings, remarks, lapsed, fresh) => {
        const memory = { warnings, remarks, lapsed, fresh, sites: {} };
        expect(unpackRegion(asStored(packRegion(memory) as never) as never)).toEqual(memory);
      }),
    );
  });
});

it('a region is written alike, in whatever order its findings come', () => {
  const none = new Set<string>();
  const keys = ['single-gateway vpn-2', 'ikev1-only vpn-10', 'single-gateway vpn-1', 'ikev1-only vpn-3'];
  const written = (warnings: readonly string[]) =>
    JSON.stringify(
      packRegion({ warnings: new Set(warnings), remarks: none, lapsed: none, fresh: none, sites: {} }),
    );
  expect(written(keys.toReversed())).toBe(written(keys));
  expect(JSON.parse(written(keys))).toEqual({
    connections: ['vpn-1', 'vpn-10', 'vpn-2', 'vpn-3'],
    warnings: { 'ikev1-only': [1, 3], 'single-gateway': [0, 2] },
    remarks: {},
    sites: {},
  });
});

describe('a record', () => {
  const recordOf = (name: string, remarks: readonly string[]): PostureRecord => {
    const none = new Set<string>();
    const region = { warnings: none, remarks: new Set(remarks), lapsed: none, fresh: none };
    return {
      version: 3,
      revision: 2,
      announcedRevision: 1,
      digestAt: start,
      telling: { tell: 'worse', at: start },
      regions: { 'eu-west-1': packRegion({ ...region, sites: { a: { name, grade: 'one-gateway' } } }) },
    };
  };
  const sized = (size: number, remarks: readonly string[] = []): PostureRecord =>
    recordOf('x'.repeat(size - bytes(recordOf('', []))), remarks);
  const remark = ['logging-off vpn-1'];

  it('is kept whole up to 360 kB, then without its remarks, then without its regions', () => {
    const whole = sized(360_000);
    expect(fittingRecord(whole)).toBe(whole);
    expect(fittingRecord(sized(360_001))).toEqual({ ...whole, regions: {}, shortened: true });
    expect(fittingRecord(sized(360_000, remark))).toEqual(whole);
    expect(fittingRecord(sized(360_001, remark)).shortened).toBe(true);
  });

  it('counts what is not ASCII at its longest', () => {
    expect(fittingRecord(recordOf('한'.repeat(90_000), [])).shortened).toBe(true);
  });

  it('of which people have been told says so, in a version of its own', () => {
    expect(markPostureAnnounced(sized(400))).toEqual({
      ...sized(400),
      version: 4,
      announcedRevision: 2,
      telling: undefined,
    });
  });
});

describe('the row', () => {
  it.each([
    ['names of one byte each', 'x'.repeat(256)],
    ['names of four bytes each', '🛰'.repeat(128)],
  ])('holds 1,000 connections with every finding, with %s', (_, name) => {
    const { record } = planPosture(undefined, report(manyPostures(1_000, name)), defaultPolicy, start);
    expect(record.shortened).toBeUndefined();
    expect(bytes(record)).toBeLessThan(400_000);
  });

  it.each([2_000, 2_500])('stays under 400 kB with %i connections', (count) => {
    const { record } = planPosture(undefined, report(manyPostures(count)), defaultPolicy, start);
    expect(bytes(record)).toBeLessThan(400_000);
  });

  it('that was too large leads to no false news', () => {
    const seen = report(manyPostures(2_500));
    const first = planPosture(undefined, seen, defaultPolicy, start);
    expect(first.record.shortened).toBe(true);
    const told = { ...first.record, telling: undefined, announcedRevision: first.record.revision };
    const second = planPosture(told, seen, defaultPolicy, afterHours(1));
    expect(second).toMatchObject({ tell: undefined, changed: false });
  });
});
