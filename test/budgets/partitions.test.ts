import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { withoutRegions } from '../../scripts/bundle/partitions.ts';

interface Partition {
  readonly id: string;
  readonly regionRegex: string;
  readonly regions: Readonly<Record<string, unknown>>;
}

const core = createRequire(import.meta.url)
  .resolve('@aws-sdk/core/client')
  .replace(/\/dist-[\s\S]*$/, '');
const path = `${core}/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js`;

const partitionsOf = (source: string): readonly Partition[] =>
  new Function(`${source.replace('export const', 'const')}; return partitionsInfo.partitions;`)();

/** As the SDK looks it up: a listed region first, then the first pattern. */
const partitionOf = (partitions: readonly Partition[], region: string): string | undefined =>
  (
    partitions.find(({ regions }) => Object.hasOwn(regions, region)) ??
    partitions.find(({ regionRegex }) => new RegExp(regionRegex).test(region))
  )?.id;

it('every region is found in its partition though it is not listed', async () => {
  const source = await readFile(path, 'utf8');
  const [listed, lean] = [partitionsOf(source), partitionsOf(withoutRegions(source, path))];
  const regions = listed.flatMap((partition) => Object.keys(partition.regions));
  expect(regions).toContain('us-gov-west-1');
  expect(regions.length).toBeGreaterThan(40);
  expect(regions.map((region) => [region, partitionOf(lean, region)])).toEqual(
    regions.map((region) => [region, partitionOf(listed, region)]),
  );
  expect(lean.flatMap((partition) => Object.keys(partition.regions))).not.toContain('eu-west-1');
});

it('a table that has taken another form stops the build', () => {
  expect(() => withoutRegions('export const partitionsInfo = {};', 'partitions.js')).toThrow(
    'partitions.js: has no regions',
  );
});
