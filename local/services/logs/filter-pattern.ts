import { ServiceError } from '../../contract.ts';

export type Passes = (message: string) => boolean;

/**
 * A filter pattern of terms (CloudWatch Logs guide, "filter pattern syntax"): each one must be in the message, of those
 * with `?` at least one, of those with `-` none. Patterns on JSON or columns are not modelled.
 */
export const readPattern = (pattern = ''): Passes => {
  const text = pattern.trim();
  if (/^[{[%]/.test(text)) {
    throw new ServiceError(
      'InvalidParameterException',
      `The local account does not model the pattern ${text}`,
    );
  }
  const terms = [...text.matchAll(/([?-]?)(?:"([^"]*)"|(\S+))/g)].map(([, sign = '', quoted, bare]) => ({
    sign,
    term: quoted ?? bare ?? '',
  }));
  const withSign = (wanted: string): readonly string[] =>
    terms.filter(({ sign }) => sign === wanted).map(({ term }) => term);
  const [all, some, none] = [withSign(''), withSign('?'), withSign('-')];
  return (message) =>
    all.every((term) => message.includes(term)) &&
    (some.length === 0 || some.some((term) => message.includes(term))) &&
    !none.some((term) => message.includes(term));
};
