import { z } from 'zod';
import { configSchema } from './config-schema.ts';

/** The JSON schema of `tunnelkeeper.json` for editors, in the draft that they understand best. */
export const configJsonSchema = (): object => ({
  title: 'Tunnelkeeper',
  ...z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' }),
});
