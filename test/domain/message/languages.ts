import type { MessageCatalogue } from '../../../shared/domain/message/catalogue.ts';
import { message as english } from '../../../shared/words/english/message.ts';
import { message as korean } from '../../../shared/words/korean/message.ts';

export { english, korean };

/** For `it.each` and `describe.each`: whatever holds of messages holds in every language. */
export const languages: readonly (readonly [string, MessageCatalogue])[] = [
  ['English', english],
  ['Korean', korean],
];
