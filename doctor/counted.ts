/** `1 tunnel`, `3 tunnels` */
export const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

const shownAtMost = 10;

/** The first few of a list, and how many more there are. */
export const listed = (items: readonly string[]): string => {
  const shown = items.slice(0, shownAtMost).join(', ');
  const more = items.length - shownAtMost;
  return more > 0 ? `${shown} and ${more} more` : shown;
};
