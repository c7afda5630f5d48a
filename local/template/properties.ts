import type { PolicyDocument } from '../iam/policy-document.ts';

/** Resolved properties of a resource, read by type. A member of the wrong type is an error that names it. */
export type Properties = Readonly<Record<string, unknown>>;

export function optionalString(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  throw new Error(`${name} must be a string, received ${JSON.stringify(value)}`);
}

export function requiredString(properties: Properties, name: string): string {
  const value = optionalString(properties, name);
  if (value === undefined) throw new Error(`${name} is missing`);
  return value;
}

/** A number, or text that holds one: CloudFormation takes both. */
export function optionalNumber(properties: Properties, name: string): number | undefined {
  const value = properties[name];
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isFinite(number)) return number;
  throw new Error(`${name} must be a number, received ${JSON.stringify(value)}`);
}

/** True for `true` and `"true"`: CloudFormation takes both. */
export function isTrue(properties: Properties, name: string): boolean {
  return properties[name] === true || properties[name] === 'true';
}

export function objectAt(properties: Properties, name: string): Properties {
  const value = properties[name] ?? {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Properties;
  throw new Error(`${name} must be an object, received ${JSON.stringify(value)}`);
}

export function listAt(properties: Properties, name: string): readonly unknown[] {
  const value = properties[name] ?? [];
  if (Array.isArray(value)) return value;
  throw new Error(`${name} must be a list, received ${JSON.stringify(value)}`);
}

export function objectsAt(properties: Properties, name: string): readonly Properties[] {
  return listAt(properties, name) as readonly Properties[];
}

export function policyAt(properties: Properties, name: string): PolicyDocument {
  return objectAt(properties, name) as PolicyDocument;
}
