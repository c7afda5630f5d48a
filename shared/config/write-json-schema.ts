import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configJsonSchema } from './json-schema.ts';

const file = join(import.meta.dirname, '../../tunnelkeeper.schema.json');
writeFileSync(file, `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
