import { message as english } from '../../shared/words/english/message.ts';
import { reachWords as englishReach } from '../../shared/words/english/reach.ts';
import { message as korean } from '../../shared/words/korean/message.ts';
import { reachWords as koreanReach } from '../../shared/words/korean/reach.ts';

/** What the product is told with in a run: every fifth one in Korean. */
export const wordsOf = (seed: number) =>
  seed % 5 === 0 ? { words: korean, reachWords: koreanReach } : { words: english, reachWords: englishReach };
