/** Where in a file something stands. */
export type Path = readonly PropertyKey[];

/** `incident.stableForMinutes`, `steps[3].at`; the empty path is the whole file. */
export const dotted = (path: Path): string =>
  path.length === 0
    ? 'the whole file'
    : path
        .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
        .join('')
        .replace(/^\./, '');

/** What stands there, or undefined. */
export const valueAt = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    input,
  );
