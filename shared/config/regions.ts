import { RegionInfo } from 'aws-cdk-lib/region-info';
import { closestMatch } from 'leven';

/** Regions that this version of the CDK knows. AWS may have opened others since. */
const knownRegions: readonly string[] = RegionInfo.regions.map(({ name }) => name);

export const regionForm = /^(?<area>[a-z]+(?:-[a-z]+)*)-(?<compass>[a-z]+)-\d$/;

const partOf = (region: string, part: 'area' | 'compass'): string =>
  regionForm.exec(region)?.groups?.[part] ?? '';

const known = (part: 'area' | 'compass'): ReadonlySet<string> =>
  new Set(knownRegions.map((region) => partOf(region, part)));

const areas = known('area');
const compasses = known('compass');

/** Whether AWS may call a region so: `us-gov-west-9` is none yet, `us-wset-1` never will be. */
export const isRegionCode = (code: string): boolean =>
  areas.has(partOf(code, 'area')) && compasses.has(partOf(code, 'compass'));

export const isKnownRegion = (region: string): boolean => knownRegions.includes(region);

/** The region that somebody may have meant, if any is close. */
export const closestRegion = (code: string): string | undefined =>
  closestMatch(code, [...knownRegions], { maxDistance: 3 });

/** `aws`, `aws-cn`, …: an account belongs to one of them and can reach no region of another. */
export const partitionOf = (region: string): string => {
  const area = partOf(region, 'area');
  const neighbour = knownRegions.find((one) => partOf(one, 'area') === area) ?? '';
  return RegionInfo.get(neighbour).partition ?? 'aws';
};
