import { z } from 'zod';
import { closestRegion, isRegionCode, partitionOf, regionForm } from './regions.ts';
import { allRegions } from './watched-regions.ts';

const allowed =
  '"all", or a list of different regions, the first of which is the hub, such as ["us-east-1"] or ["us-east-1", "all"]';

const codeAdvice = (input: unknown): string => {
  const meant = typeof input === 'string' ? closestRegion(input) : undefined;
  return `the code of a region, such as "us-east-1"${meant ? `; did you mean "${meant}"?` : ''}`;
};

const error = ({ input }: { readonly input?: unknown }): string => codeAdvice(input);

const region = z
  .string({ error })
  .regex(new RegExp(`^${allRegions}$|${regionForm.source}`), { error })
  .refine((code) => code === allRegions || isRegionCode(code), { error })
  .describe('A region, or "all" for every other one.');

const list = z
  .array(region, { error: allowed })
  .min(1, { error: allowed })
  .superRefine((regions, context) => {
    const hub = regions.find((each) => each !== allRegions);
    for (const [index, each] of regions.entries()) {
      const problem = problemOf(each, regions.slice(0, index), hub);
      if (problem) context.addIssue({ code: 'custom', path: [index], message: problem });
    }
  })
  .meta({ uniqueItems: true });

export const regionsSchema = z
  .union([list, z.literal(allRegions)], { error: allowed })
  .describe(
    'The regions that are watched: "all" that the account has enabled; or a list, of which the first is the hub, where Tunnelkeeper itself runs, and which may hold "all" for every region that it does not name.',
  );

const problemOf = (
  region: string,
  before: readonly string[],
  hub: string | undefined,
): string | undefined => {
  if (before.includes(region)) return 'each region once';
  if (region === allRegions || hub === undefined) return undefined;
  const partition = partitionOf(hub);
  return partitionOf(region) === partition
    ? undefined
    : `a region of the partition of the hub ${hub} (${partition}), which an account cannot leave`;
};
