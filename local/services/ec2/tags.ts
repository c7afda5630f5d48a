import type { CreateTagsRequest, DeleteTagsRequest } from '@aws-sdk/client-ec2';
import { type Operation, ServiceError } from '../../contract.ts';
import type { World } from '../../world/world.ts';

export const createTags =
  (world: World): Operation<CreateTagsRequest, object> =>
  ({ Resources = [], Tags = [] }, { region }) => {
    for (const tags of Resources.map((id) => tagsOf(world, region, id))) {
      for (const { Key = '', Value = '' } of Tags) tags.set(Key, Value);
    }
    return {};
  };

/** A tag given with a value is deleted only if it has that value; without tags all are deleted. */
export const deleteTags =
  (world: World): Operation<DeleteTagsRequest, object> =>
  ({ Resources = [], Tags }, { region }) => {
    for (const tags of Resources.map((id) => tagsOf(world, region, id))) {
      if (!Tags) tags.clear();
      for (const { Key = '', Value } of Tags ?? []) {
        if (Value === undefined || tags.get(Key) === Value) tags.delete(Key);
      }
    }
    return {};
  };

const tagsOf = (world: World, region: string, id: string): Map<string, string> => {
  const found = [...world.connections(region), ...world.gateways(region)].find((one) => one.id === id);
  if (found) return found.tags;
  throw new ServiceError('InvalidID', `The ID '${id}' is not valid`);
};
