import { secretMark } from '../world/planted-secrets.ts';
import type { Invariant } from './invariant.ts';

export const noSecretLeaves: Invariant = {
  name: 'no-secret-leaves',
  statement:
    'No pre-shared key and no token stands in a log line, a message, a row, a queue entry or an error.',
  watch: () => (fact) => {
    if (fact.kind === 'text' && fact.text.includes(secretMark)) {
      return `a secret stands in ${fact.where}: ${around(fact.text)}`;
    }
    if (fact.kind === 'queue' && fact.body.includes(secretMark)) {
      return `a secret stands in the queue ${fact.queue}: ${around(fact.body)}`;
    }
    return undefined;
  },
};

const around = (text: string): string => {
  const at = text.indexOf(secretMark);
  return text.slice(Math.max(0, at - 80), at + 20);
};
