/** The text in lines of at most `width` characters, broken between words; a longer word has a line to itself. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    const extended = `${last} ${word}`;
    if (last !== undefined && extended.length <= width) lines[lines.length - 1] = extended;
    else lines.push(word);
  }
  return lines;
};
