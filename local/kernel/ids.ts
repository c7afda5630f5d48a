import { stableUuid } from '../template/physical-name.ts';

/** Makes UUIDs that are the same in every run. */
export type NextId = () => string;

export function createIds(series: string): NextId {
  let count = 0;
  return () => {
    count += 1;
    return stableUuid(`${series} ${count}`);
  };
}
