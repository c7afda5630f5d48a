const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** `3 minutes`, `2 hours 5 minutes`, `3 days 4 hours`. */
export const durationInWords = (durationMs: number): string => {
  const minutes = Math.floor(Math.max(0, durationMs) / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return counted(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  const [whole, rest] =
    hours < 48
      ? [counted(hours, 'hour'), minutes % 60 === 0 ? '' : counted(minutes % 60, 'minute')]
      : [counted(Math.floor(hours / 24), 'day'), hours % 24 === 0 ? '' : counted(hours % 24, 'hour')];
  return [whole, rest].filter(Boolean).join(' ');
};
