import { diagnosis as englishDiagnosis } from '../../shared/words/english/diagnosis.ts';
import { message as english } from '../../shared/words/english/message.ts';
import { postureWords as englishPosture } from '../../shared/words/english/posture.ts';
import { diagnosis as koreanDiagnosis } from '../../shared/words/korean/diagnosis.ts';
import { message as korean } from '../../shared/words/korean/message.ts';
import { postureWords as koreanPosture } from '../../shared/words/korean/posture.ts';

/** What the product tells with. */
export interface Language {
  readonly words: typeof english;
  readonly diagnosisWords: typeof englishDiagnosis;
  readonly postureWords: typeof englishPosture;
}

/** Every fifth run is told in Korean. */
export const languageOf = (seed: number): Language =>
  seed % 5 === 0
    ? { words: korean, diagnosisWords: koreanDiagnosis, postureWords: koreanPosture }
    : { words: english, diagnosisWords: englishDiagnosis, postureWords: englishPosture };
