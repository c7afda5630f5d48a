import type { EpochMs } from '../../domain/time.ts';
import type { Now } from '../../ports/shell.ts';

/**
 * Gives the answer to a question again to whoever asks the same within `keepMs`. What failed is asked anew, and what is older is
 * forgotten.
 */
export const shareAnswers = <Answer>(
  now: Now,
  keepMs: number,
): ((question: string, ask: () => Promise<Answer>) => Promise<Answer>) => {
  const asked = new Map<string, { readonly at: EpochMs; readonly answer: Promise<Answer> }>();
  return (question, ask) => {
    for (const [other, { at }] of asked) if (now() - at >= keepMs) asked.delete(other);
    const known = asked.get(question);
    if (known) return known.answer;
    const answer = ask();
    asked.set(question, { at: now(), answer });
    answer.catch(() => asked.delete(question));
    return answer;
  };
};
