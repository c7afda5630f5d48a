import { cut } from '../message/subject.ts';

/** One line of at most so many code points, ellipsis included: what is kept with an incident has its limits. */
export const bounded = (text: string, codePoints: number): string =>
  cut(text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim(), codePoints - 1);

export const factCodePoints = 200;
