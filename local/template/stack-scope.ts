import type { AssembledStack, TemplateResource } from './assembly.ts';
import { noValue, resolve, type Scope } from './intrinsics.ts';
import { generatedName } from './physical-name.ts';
import {
  customResourceType,
  type Identity,
  isCustomResource,
  type Place,
  type ResourceType,
  resourceTypes,
} from './resource-types.ts';

/** One stack, with everything in it that can be referred to. */
export interface ResolvedStack {
  readonly stackName: string;
  readonly place: Place;
  readonly assets: ReadonlyMap<string, string>;
  readonly scope: Scope;
  identity(logicalId: string): Identity;
  /** The resources that the conditions let in, with their properties resolved. */
  resources(): readonly ResolvedResource[];
}

export interface ResolvedResource extends Identity {
  readonly stack: ResolvedStack;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export type ImportValue = (exportName: string) => unknown;

export function resolveStack(stack: AssembledStack, place: Place, importValue: ImportValue): ResolvedStack {
  const { template, stackName, assets } = stack;
  const identities = new Map<string, Identity>();

  const identity = (logicalId: string): Identity => {
    const known = identities.get(logicalId);
    if (known) return known;
    const resource = resourceNamed(stack, logicalId);
    const type = typeOf(resource, logicalId);
    const name = nameOf(type, resource, stackName, logicalId, scope);
    const made = { name, arn: type.arn(name, place) };
    identities.set(logicalId, made);
    return made;
  };

  const scope: Scope = {
    ref: (name) => {
      if (name.startsWith('AWS::')) return pseudoParameter(name, stackName, place);
      const parameter = template.Parameters?.[name];
      if (parameter) return parameter.Default ?? '';
      const resource = template.Resources[name];
      return resource && typeOf(resource, name).ref(identity(name), place);
    },
    attribute: (logicalId, attribute) => {
      const resource = resourceNamed(stack, logicalId);
      if (isCustomResource(resource.Type)) return `${logicalId}.${attribute}`;
      return typeOf(resource, logicalId).attributes?.[attribute]?.(identity(logicalId), place);
    },
    condition: (name) => {
      const condition = template.Conditions?.[name];
      if (condition === undefined) throw new Error(`Condition ${name} does not exist in ${stackName}`);
      return resolve(condition, scope) === true;
    },
    importValue,
    mapping: (map, first, second) => template.Mappings?.[map]?.[first]?.[second],
  };

  const resolved: ResolvedStack = {
    stackName,
    place,
    assets,
    scope,
    identity,
    resources: () =>
      Object.entries(template.Resources)
        .filter(([, { Condition }]) => Condition === undefined || scope.condition(Condition))
        .map(([logicalId, { Type: type, Properties }]) => ({
          ...identity(logicalId),
          stack: resolved,
          logicalId,
          type,
          properties: resolveProperties(Properties ?? {}, scope, stackName, logicalId),
        })),
  };
  return resolved;
}

function resolveProperties(
  properties: Readonly<Record<string, unknown>>,
  scope: Scope,
  stackName: string,
  logicalId: string,
): Readonly<Record<string, unknown>> {
  try {
    return resolve(properties, scope) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${stackName}/${logicalId}: ${reason}`, { cause });
  }
}

function resourceNamed(stack: AssembledStack, logicalId: string): TemplateResource {
  const resource = stack.template.Resources[logicalId];
  if (!resource) throw new Error(`Resource ${logicalId} does not exist in ${stack.stackName}`);
  return resource;
}

function typeOf(resource: TemplateResource, logicalId: string): ResourceType {
  if (isCustomResource(resource.Type)) return customResourceType;
  const type = resourceTypes[resource.Type];
  if (!type) throw new Error(`${logicalId}: resource type ${resource.Type} is not modelled`);
  return type;
}

function nameOf(
  type: ResourceType,
  resource: TemplateResource,
  stackName: string,
  logicalId: string,
  scope: Scope,
): string {
  const given = type.nameProperty ? resource.Properties?.[type.nameProperty] : undefined;
  const resolved = given === undefined ? undefined : resolve(given, scope);
  if (resolved !== undefined && resolved !== noValue) return String(resolved);
  if (type.generatedId) return type.generatedId(`${stackName}/${logicalId}`);
  const fifo = resource.Properties?.['FifoQueue'] === true || resource.Properties?.['FifoTopic'] === true;
  return generatedName(stackName, logicalId, type.maximumNameLength ?? 64, fifo ? '.fifo' : '');
}

function pseudoParameter(name: string, stackName: string, place: Place): unknown {
  const values: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': place.accountId,
    'AWS::Region': place.region,
    'AWS::Partition': place.partition,
    'AWS::URLSuffix': place.urlSuffix,
    'AWS::StackName': stackName,
    'AWS::StackId': `arn:${place.partition}:cloudformation:${place.region}:${place.accountId}:stack/${stackName}/local`,
    'AWS::NotificationARNs': [],
    'AWS::NoValue': noValue,
  };
  return values[name];
}
