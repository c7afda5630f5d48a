import { z } from 'zod';
import { closestRegion, isRegionCode, partitionOf, regionForm } from './regions.ts';

const allowed = 'a list of different regions, the first of which is the hub, such as ["us-east-1"]';

const codeAdvice = (input: unknown): string => {
  const meant = typeof input === 'string' ? closestRegion(input) : undefined;
  return `the code of a region, such as "us-east-1"${meant ? `; did you mean "${meant}"?` : ''}`;
};

const error = ({ input }: { readonly input?: unknown }): string => codeAdvice(input);

const region = z
  .string({ error })
  .regex(regionForm, { error })
  .refine(isRegionCode, { error })
  .describe('A region.');

export const regionsSchema = z
  .array(region, { error: allowed })
  .min(1, { error: allowed })
  .superRefine((regions, context) => {
    const [hub = ''] = regions;
    for (const [index, each] of regions.entries()) {
      const problem = problemOf(each, regions.slice(0, index), hub);
      if (problem) context.addIssue({ code: 'custom', path: [index], message: problem });
    }
  })
  .meta({ uniqueItems: true })
  .describe('The regions that are watched. The first is the hub, where Tunnelkeeper itself runs.');

const problemOf = (region: string, before: readonly string[], hub: string): string | undefined => {
  if (before.includes(region)) return 'each region once';
  const partition = partitionOf(hub);
  return partitionOf(region) === partition
    ? undefined
    : `a region of the partition of the hub ${hub} (${partition}), which an account cannot leave`;
};
