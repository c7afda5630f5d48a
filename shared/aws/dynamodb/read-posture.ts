import * as z from 'zod/mini';
import type { PostureRecord } from '../../domain/posture/record.ts';
import { readAs } from './read-body.ts';

const places = z.record(z.string(), z.array(z.number()));

const postureShape = z.looseObject({
  version: z.number(),
  revision: z.number(),
  announcedRevision: z.number(),
  digestAt: z.optional(z.number()),
  telling: z.optional(z.looseObject({ tell: z.enum(['weekly', 'worse']), at: z.number() })),
  regions: z.record(
    z.string(),
    z.looseObject({
      connections: z.array(z.string()),
      warnings: places,
      remarks: places,
      lapsed: z.optional(places),
      fresh: z.optional(places),
      sites: z.record(z.string(), z.looseObject({ name: z.string(), grade: z.string() })),
    }),
  ),
});

/** A row of its own, so that functions that know nothing of the set-up carry nothing of it. */
export const readPosture = readAs<PostureRecord>(postureShape);
