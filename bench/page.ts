/** A part of the page: what stands under one of its headings. */
export interface Section {
  readonly heading: string;
  readonly text: string;
}

const headingOf = (heading: string): string => `\n## ${heading}\n`;

/** The page with one section in the place of the one with the same heading, or at its end. */
export const withSection = (page: string, { heading, text }: Section): string => {
  const start = page.indexOf(headingOf(heading));
  const rest = start < 0 ? -1 : page.indexOf('\n## ', start + 1);
  const before = start < 0 ? page : page.slice(0, start);
  return `${before.trimEnd()}\n${headingOf(heading)}${text.trim()}\n${rest < 0 ? '' : page.slice(rest)}`;
};
