import { z } from 'zod';
import { estate } from './estate.ts';
import { accountId } from './ids.ts';
import { settings } from './settings.ts';
import { step } from './step.ts';

export const scenarioSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1),
  description: z.string(),
  /** What a person should see. */
  about: z.string(),
  /** Virtual time of the start. */
  start: z.iso.datetime().optional(),
  durationMinutes: z.int().min(1),
  /** Region of what names none. */
  region: z.string().optional(),
  /** The `regions` of the configuration. Without it: as shipped, with `region` as the hub. */
  regions: z.array(z.string()).min(1).optional(),
  accountId: accountId.optional(),
  settings: settings.optional(),
  estate,
  steps: z.array(step),
});

export type Scenario = z.output<typeof scenarioSchema>;
