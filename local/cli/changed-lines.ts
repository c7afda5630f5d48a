/** The first line, which says what the text is about, and those that were not in the text before. */
export const changedLines = (before: readonly string[], after: readonly string[]): readonly string[] => {
  const known = new Set(before);
  return after.filter((line, index) => index === 0 || !known.has(line));
};
