import { bundleFunctions } from './bundle-functions.ts';
import { sizeTable } from './size-table.ts';

const report = await bundleFunctions();
process.stdout.write(sizeTable(report));
