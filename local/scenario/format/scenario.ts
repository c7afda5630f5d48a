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
  /** Those that Tunnelkeeper watches, the hub first. Without it: `region` and those of the connections. */
  regions: z.array(z.string()).min(1).optional(),
  accountId: accountId.optional(),
  settings: settings.optional(),
  estate,
  steps: z.array(step),
});

export type Scenario = z.output<typeof scenarioSchema>;
