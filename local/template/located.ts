import type { Located, PlainResource } from './deployment.ts';
import type { ResolvedResource } from './stack-scope.ts';

export function located({ stack, logicalId }: ResolvedResource): Located {
  return { stackName: stack.stackName, logicalId, region: stack.place.region };
}

export function readPlain(resource: ResolvedResource): PlainResource {
  const { name, arn, properties } = resource;
  return { ...located(resource), name, arn, properties };
}
