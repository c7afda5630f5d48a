import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { findingIds } from '../../../shared/domain/posture/finding.ts';
import { planPosture } from '../../../shared/domain/posture/plan.ts';
import { findingKey, packRegion, unpackRegion } from '../../../shared/domain/posture/record.ts';
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

describe('the row', () => {
  it.each([
    ['names of one byte each', 'x'.repeat(256)],
    ['names of four bytes each', '🛰'.repeat(128)],
  ])('holds 1,000 connections with every finding, with %s', (_, name) => {
    const { record } = planPosture(undefined, report(manyPostures(1_000, name)), defaultPolicy, start);
    expect(record.shortened).toBeUndefined();
    expect(bytes(record)).toBeLessThan(400_000);
  });

  it.each([2_000, 12_000])('stays under 400 kB with %i connections', (count) => {
    const { record } = planPosture(undefined, report(manyPostures(count)), defaultPolicy, start);
    expect(bytes(record)).toBeLessThan(400_000);
  });

  it('that was too large leads to no false news', () => {
    const seen = report(manyPostures(12_000));
    const first = planPosture(undefined, seen, defaultPolicy, start);
    expect(first.record.shortened).toBe(true);
    const told = { ...first.record, telling: undefined, announcedRevision: first.record.revision };
    const second = planPosture(told, seen, defaultPolicy, afterHours(1));
    expect(second).toMatchObject({ tell: undefined, changed: false });
  });
});
