import { synthesize } from '../local/deployment/synthesize.ts';

/** The synthesized app with the bundles that would be deployed. Made when a file first wants it, in the time of no test. */
export const assemblyDirectory = await synthesize();
