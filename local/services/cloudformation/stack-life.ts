import type { Journal } from '../../contract.ts';
import type { PlainResource } from '../../template/deployment.ts';
import type { CustomResourceAnswer, CustomResources, Properties } from './custom-resources.ts';

/** How a stack may end up, as far as its custom resource decides it. */
export type StackStatus =
  | 'CREATE_COMPLETE'
  | 'ROLLBACK_COMPLETE'
  | 'ROLLBACK_FAILED'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_ROLLBACK_COMPLETE'
  | 'UPDATE_ROLLBACK_FAILED'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED';

export interface Deploying {
  /** What the properties were before, where they were different. */
  readonly before?: Properties | undefined;
  /** A resource that comes after this one cannot be made, so that everything is taken back. */
  readonly otherResourceFails?: boolean | undefined;
}

export interface StackLife {
  /** Creates the stack, or updates it if it is there. */
  deploy(how?: Deploying): void;
  remove(): void;
  /** Of a stack that has been deployed or removed; the others have always been there. */
  status(stackName: string): StackStatus | undefined;
  /** An output as it is shown: what refers to an answer of a custom resource (`<logical id>.<name>`) is there once it has been given. */
  output(value: unknown): unknown;
}

interface Made {
  readonly physicalId: string;
  readonly data: CustomResourceAnswer['data'];
  readonly properties: Properties;
}

/**
 * The life of the stacks that have a custom resource, as CloudFormation leads it: whatever fails is taken back, by a
 * `Delete` after a `Create` and by an `Update` back after an `Update`; and who fails at that leaves a stack that can go
 * neither on nor back ("Stack failure options", "Custom resources", CloudFormation user guide).
 */
export const createStackLife = (
  resources: readonly PlainResource[],
  { ask }: Pick<CustomResources, 'ask'>,
  journal: Journal,
): StackLife => {
  const made = new Map<string, Made>();
  const statuses = new Map<string, StackStatus>();

  const end = ({ stackName }: PlainResource, status: StackStatus): void => {
    statuses.set(stackName, status);
    journal.record('stack.status', { stackName, status });
  };

  const keep = (
    { logicalId }: PlainResource,
    { physicalId, data }: CustomResourceAnswer,
    properties: Properties,
  ): void => void made.set(logicalId, { physicalId, properties, data });

  const create = (resource: PlainResource, { otherResourceFails }: Deploying): void => {
    const { logicalId, properties } = resource;
    ask(resource, { request: 'Create', properties }, (answer) => {
      keep(resource, answer, properties);
      if (answer.status === 'SUCCESS' && !otherResourceFails) return end(resource, 'CREATE_COMPLETE');
      const { physicalId } = answer;
      ask(resource, { request: 'Delete', physicalId, properties }, ({ status }) => {
        made.delete(logicalId);
        end(resource, status === 'SUCCESS' ? 'ROLLBACK_COMPLETE' : 'ROLLBACK_FAILED');
      });
    });
  };

  const update = (resource: PlainResource, present: Made, how: Deploying): void => {
    const { properties } = resource;
    const { physicalId } = present;
    const before = { ...present.properties, ...how.before };
    ask(resource, { request: 'Update', physicalId, properties, oldProperties: before }, (answer) => {
      if (answer.status === 'SUCCESS' && !how.otherResourceFails) {
        keep(resource, answer, properties);
        return replaced(resource, physicalId, answer.physicalId, before);
      }
      const back = { request: 'Update', physicalId, properties: before, oldProperties: properties } as const;
      ask(resource, back, (undone) => {
        keep(resource, undone, before);
        end(resource, undone.status === 'SUCCESS' ? 'UPDATE_ROLLBACK_COMPLETE' : 'UPDATE_ROLLBACK_FAILED');
      });
    });
  };

  /** Another id is another resource: the one before is deleted, and the update succeeds whatever comes of it. */
  const replaced = (resource: PlainResource, before: string, now: string, properties: Properties): void => {
    const complete = (): void => end(resource, 'UPDATE_COMPLETE');
    if (before === now) complete();
    else ask(resource, { request: 'Delete', physicalId: before, properties }, complete);
  };

  return {
    deploy: (how = {}) => {
      for (const resource of resources) {
        const present = made.get(resource.logicalId);
        if (present) update(resource, present, how);
        else create(resource, how);
      }
    },
    remove: () => {
      for (const resource of resources) {
        const { properties, logicalId } = resource;
        const { physicalId } = made.get(logicalId) ?? { physicalId: logicalId };
        ask(resource, { request: 'Delete', physicalId, properties }, ({ status }) => {
          if (status === 'SUCCESS') made.delete(logicalId);
          end(resource, status === 'SUCCESS' ? 'DELETE_COMPLETE' : 'DELETE_FAILED');
        });
      }
    },
    status: (stackName) => statuses.get(stackName),
    output: (value) => {
      const resource = resources.find(({ logicalId }) => String(value).startsWith(`${logicalId}.`));
      if (!resource) return value;
      const { logicalId } = resource;
      return made.get(logicalId)?.data[String(value).slice(logicalId.length + 1)];
    },
  };
};
