import { cut } from '../message/subject.ts';

const longestName = 70;

/** `one, two and 7 more`, in at most so many characters: at least one name, and how many there are besides. */
export const listNames = (
  names: readonly string[],
  room: number,
  andMore: (count: number) => string,
): string => {
  const short = names.map((name) => cut(name, longestName));
  const separator = short.some((name) => name.includes(',')) ? '; ' : ', ';
  const listed = (count: number): string => {
    const shown = short.slice(0, count).join(separator);
    return count < short.length ? `${shown} ${andMore(short.length - count)}` : shown;
  };
  if (listed(short.length).length <= room) return listed(short.length);
  let count = 1;
  while (listed(count + 1).length <= room) count += 1;
  return listed(count);
};
