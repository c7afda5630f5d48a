import { message as english } from '../../shared/words/english/message.ts';
import { message as korean } from '../../shared/words/korean/message.ts';

/** What the product is told with in a run. */
export const catalogues = { english, korean } as const;

/** Every fifth run is told in Korean. */
export const catalogueOf = (seed: number) => (seed % 5 === 0 ? catalogues.korean : catalogues.english);
