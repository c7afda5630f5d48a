import type { Filter } from '@aws-sdk/client-ec2';
import { ServiceError } from '../../contract.ts';

/** The values that a thing has under each filter name; tags come on top. */
export type FilterValues = Readonly<Record<string, readonly (string | undefined)[]>>;

const maximumValues = 200;

/** Whether a thing passes all filters. Within a filter any value will do; `*` and `?` are wildcards. */
export const passes = (
  filters: readonly Filter[] | undefined,
  values: FilterValues,
  tags: ReadonlyMap<string, string>,
): boolean => (filters ?? []).every((filter) => passesOne(filter, values, tags));

const passesOne = (
  { Name = '', Values = [] }: Filter,
  values: FilterValues,
  tags: ReadonlyMap<string, string>,
): boolean => {
  if (Values.length > maximumValues) {
    throw new ServiceError('FilterLimitExceeded', `The maximum number of filter values is ${maximumValues}`);
  }
  const present = presentValues(Name, values, tags);
  if (!present) throw new ServiceError('InvalidParameterValue', `The filter '${Name}' is invalid`);
  return Values.some((pattern) => present.some((value) => value !== undefined && fits(value, pattern)));
};

const presentValues = (
  name: string,
  values: FilterValues,
  tags: ReadonlyMap<string, string>,
): readonly (string | undefined)[] | undefined => {
  if (name === 'tag-key') return [...tags.keys()];
  if (name.startsWith('tag:')) return [tags.get(name.slice('tag:'.length))];
  return values[name];
};

const fits = (value: string, pattern: string): boolean => {
  if (!/[*?]/.test(pattern)) return value === pattern;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(value);
};
