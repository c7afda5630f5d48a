/** The middle one of the values; of an even number the lower of the two in the middle. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('There is no median of no values.');
  return middle;
};

/** Ratios pair by pair, so that a machine whose speed drifts slows both sides of a pair alike. */
export const pairwiseRatio = (ones: readonly number[], others: readonly number[]): number =>
  median(ones.map((one, index) => one / (others[index] ?? Number.NaN)));

/** A table as Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** How often each name occurs, by name: `2 a, 1 b`. */
export const tally = (names: readonly string[]): string =>
  [...new Set(names)]
    .toSorted()
    .map((name) => `${names.filter((other) => other === name).length} ${name}`)
    .join(', ');

export const times = (ratio: number): string => `${ratio.toFixed(1)} ×`;

export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;

export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(0)} MB`;
