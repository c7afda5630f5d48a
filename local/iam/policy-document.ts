/** A policy document as templates carry it, after resolution. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement?: PolicyStatement | readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Principal?: PolicyPrincipal;
  readonly NotPrincipal?: PolicyPrincipal;
  readonly Condition?: PolicyConditions;
}

export type PolicyPrincipal = '*' | Readonly<Record<string, string | readonly string[]>>;

/** Operator → key → values, as in `{ StringEquals: { 'aws:SourceAccount': '1234' } }`. */
export type PolicyConditions = Readonly<
  Record<string, Readonly<Record<string, ConditionValue | readonly ConditionValue[]>>>
>;

type ConditionValue = string | number | boolean;

/** A policy with the name under which people know it. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

/** A member that may be one value, a list, or absent, as a list. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

export function statementsOf(document: PolicyDocument): readonly PolicyStatement[] {
  return listOf(document.Statement);
}
