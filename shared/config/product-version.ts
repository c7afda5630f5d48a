import packageJson from '../../package.json' with { type: 'json' };

/** The version of this checkout. Read where it is built, and not in functions: their bundles would hold the whole file. */
export const productVersion: string = packageJson.version;
