/** What intrinsic functions look things up in. */
export interface Scope {
  /** Value of `Ref` to a parameter, pseudo parameter or resource; undefined if nothing has that name. */
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  condition(name: string): boolean;
  importValue(exportName: string): unknown;
  mapping(map: string, first: string, second: string): unknown;
}

/** Stands for `AWS::NoValue`: the member that holds it is left out. */
export const noValue = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => found(scope.ref(String(name)), `Ref ${String(name)}`),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId = '', ...path] = Array.isArray(argument)
      ? argument.map((part) => String(resolve(part, scope)))
      : String(argument).split('.');
    return found(scope.attribute(logicalId, path.join('.')), `Fn::GetAtt ${logicalId}.${path.join('.')}`);
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = resolveList(argument, scope);
    return asList(parts, 'Fn::Join').map(String).join(String(separator));
  },
  'Fn::Select': (argument, scope) => {
    const [index, parts] = resolveList(argument, scope);
    return found(asList(parts, 'Fn::Select')[Number(index)], `Fn::Select ${String(index)}`);
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = resolveList(argument, scope);
    return String(text).split(String(separator));
  },
  'Fn::Sub': substitute,
  'Fn::If': (argument, scope) => {
    const [name, whenTrue, whenFalse] = asList(argument, 'Fn::If');
    return resolve(scope.condition(String(name)) ? whenTrue : whenFalse, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = resolveList(argument, scope);
    return String(left) === String(right);
  },
  'Fn::Not': (argument, scope) => resolveList(argument, scope)[0] !== true,
  'Fn::And': (argument, scope) => resolveList(argument, scope).every((part) => part === true),
  'Fn::Or': (argument, scope) => resolveList(argument, scope).some((part) => part === true),
  Condition: (name, scope) => scope.condition(String(name)),
  'Fn::ImportValue': (name, scope) => {
    const exported = String(resolve(name, scope));
    return found(scope.importValue(exported), `Fn::ImportValue ${exported}`);
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = resolveList(argument, scope).map(String);
    return found(scope.mapping(map ?? '', first ?? '', second ?? ''), `Fn::FindInMap ${map}.${first}`);
  },
  'Fn::Base64': (argument, scope) => Buffer.from(String(resolve(argument, scope))).toString('base64'),
  'Fn::GetAZs': (argument, scope) => {
    const region = String(resolve(argument, scope) || scope.ref('AWS::Region'));
    return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
  },
};

/** Resolves every intrinsic function in a value; throws if one cannot be resolved. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((item) => resolve(item, scope)).filter((item) => item !== noValue);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [];
  if (entries.length === 1 && name !== undefined && isIntrinsic(name, argument)) {
    const intrinsic = intrinsics[name];
    if (!intrinsic) throw new Error(`Intrinsic function ${name} is not modelled`);
    return intrinsic(argument, scope);
  }
  const resolved = entries.map(([key, member]) => [key, resolve(member, scope)] as const);
  return Object.fromEntries(resolved.filter(([, member]) => member !== noValue));
}

/** A policy's `Condition` member is a map; the intrinsic of that name takes the name of a condition. */
function isIntrinsic(name: string, argument: unknown): boolean {
  return name === 'Ref' || name.startsWith('Fn::') || (name === 'Condition' && typeof argument === 'string');
}

function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = resolve(variables ?? {}, scope) as Readonly<Record<string, unknown>>;
  return String(template).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (name in own) return String(own[name]);
    if (!name.includes('.')) return String(found(scope.ref(name), `Fn::Sub ${name}`));
    const [logicalId = '', ...path] = name.split('.');
    return String(found(scope.attribute(logicalId, path.join('.')), `Fn::Sub ${name}`));
  });
}

function found(value: unknown, what: string): unknown {
  if (value === undefined) throw new Error(`${what} refers to nothing`);
  return value;
}

function asList(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${what} needs a list, received ${JSON.stringify(value)}`);
  return value;
}

function resolveList(argument: unknown, scope: Scope): readonly unknown[] {
  return asList(resolve(argument, scope), 'Intrinsic function');
}
