import { diagnosis as englishDiagnosis } from '../../shared/words/english/diagnosis.ts';
import { message as english } from '../../shared/words/english/message.ts';
import { postureWords as englishPosture } from '../../shared/words/english/posture.ts';
import { reachWords as englishReach } from '../../shared/words/english/reach.ts';
import { diagnosis as koreanDiagnosis } from '../../shared/words/korean/diagnosis.ts';
import { message as korean } from '../../shared/words/korean/message.ts';
import { postureWords as koreanPosture } from '../../shared/words/korean/posture.ts';
import { reachWords as koreanReach } from '../../shared/words/korean/reach.ts';

/** What the product tells with. */
export interface Language {
  readonly words: typeof english;
  readonly diagnosisWords: typeof englishDiagnosis;
  readonly postureWords: typeof englishPosture;
  readonly reachWords: typeof englishReach;
}

/** Every fifth run is told in Korean. */
export const languageOf = (seed: number): Language =>
  seed % 5 === 0
    ? {
        words: korean,
        diagnosisWords: koreanDiagnosis,
        postureWords: koreanPosture,
        reachWords: koreanReach,
      }
    : {
        words: english,
        diagnosisWords: englishDiagnosis,
        postureWords: englishPosture,
        reachWords: englishReach,
      };
