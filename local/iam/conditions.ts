import { listOf, type PolicyConditions } from './policy-document.ts';
import { matchesArn, matchesWildcard } from './wildcard.ts';

/** The keys of a request that conditions look at, such as `aws:SourceArn`. */
export type ConditionKeys = Readonly<Record<string, string | readonly string[]>>;

type Compare = (expected: string, actual: string) => boolean;

interface Comparison {
  readonly compare: Compare;
  /** A negated operator holds only if no expected value matches. */
  readonly negated?: true;
}

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: { compare: (expected, actual) => expected === actual },
  StringNotEquals: { compare: (expected, actual) => expected === actual, negated: true },
  StringEqualsIgnoreCase: { compare: (expected, actual) => expected.toLowerCase() === actual.toLowerCase() },
  StringNotEqualsIgnoreCase: {
    compare: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
    negated: true,
  },
  StringLike: { compare: (expected, actual) => matchesWildcard(expected, actual) },
  StringNotLike: { compare: (expected, actual) => matchesWildcard(expected, actual), negated: true },
  ArnEquals: { compare: matchesArn },
  ArnLike: { compare: matchesArn },
  ArnNotEquals: { compare: matchesArn, negated: true },
  ArnNotLike: { compare: matchesArn, negated: true },
  Bool: { compare: (expected, actual) => expected.toLowerCase() === actual.toLowerCase() },
  NumericEquals: { compare: (expected, actual) => Number(actual) === Number(expected) },
  NumericNotEquals: { compare: (expected, actual) => Number(actual) === Number(expected), negated: true },
  NumericLessThan: { compare: (expected, actual) => Number(actual) < Number(expected) },
  NumericLessThanEquals: { compare: (expected, actual) => Number(actual) <= Number(expected) },
  NumericGreaterThan: { compare: (expected, actual) => Number(actual) > Number(expected) },
  NumericGreaterThanEquals: { compare: (expected, actual) => Number(actual) >= Number(expected) },
};

/** Whether every condition of a statement holds for a request. */
export function conditionsHold(conditions: PolicyConditions | undefined, keys: ConditionKeys): boolean {
  const present = new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), listOf(value)]));
  return Object.entries(conditions ?? {}).every(([operator, wanted]) =>
    Object.entries(wanted).every(([key, expected]) =>
      conditionHolds(operator, listOf(expected).map(String), present.get(key.toLowerCase())),
    ),
  );
}

function conditionHolds(
  operator: string,
  expected: readonly string[],
  actual: readonly string[] | undefined,
): boolean {
  if (operator === 'Null') return expected.includes(String(actual === undefined));
  const [quantifier, named] = operator.includes(':') ? splitOnce(operator) : [undefined, operator];
  const ifExists = named.endsWith('IfExists');
  const comparison = comparisons[ifExists ? named.slice(0, -'IfExists'.length) : named];
  if (!comparison) throw new Error(`Condition operator "${operator}" is not modelled`);
  const holdsFor = (value: string): boolean =>
    expected.some((one) => comparison.compare(one, value)) !== (comparison.negated ?? false);
  if (actual === undefined) return ifExists || quantifier === 'ForAllValues' || comparison.negated === true;
  return quantifier === 'ForAllValues' ? actual.every(holdsFor) : actual.some(holdsFor);
}

function splitOnce(operator: string): [string, string] {
  const at = operator.indexOf(':');
  return [operator.slice(0, at), operator.slice(at + 1)];
}
