import type { Connection } from '../domain/connection.ts';
import type { Unread } from '../domain/diagnosis/evidence.ts';
import { secondsMs } from '../domain/time.ts';
import type { Connections } from '../ports/aws.ts';
import { readWithin, type StartTimer } from './evidence/reading.ts';

export interface ListDeps {
  readonly connections: Connections;
  readonly startTimer: StartTimer;
}

/** A region cannot be looked at. That is the region's trouble: the others go on, and people are told of it as of a region. */
export class RegionUnread extends Error {
  readonly region: string;
  readonly unread: Unread;

  constructor(region: string, unread: Unread, cause: unknown) {
    super(
      `The connections of ${region} cannot be listed: ${unread.why}${unread.code && ` (${unread.code})`}`,
      {
        cause,
      },
    );
    this.name = 'RegionUnread';
    this.region = region;
    this.unread = unread;
  }
}

/** Two attempts at the least. What is left of the minute is for the decisions, so that no sweep runs into the next. */
const deadlineMs = secondsMs(40);

/** Every connection of a region, in time. Throws nothing but a `RegionUnread`. */
export const listConnections = async (
  { connections, startTimer }: ListDeps,
  region: string,
): Promise<readonly Connection[]> => {
  let cause: unknown;
  const reading = await readWithin({ startTimer, deadlineMs }, () =>
    connections.list(region).catch((error: unknown) => {
      cause = error;
      throw error;
    }),
  );
  if ('unread' in reading) throw new RegionUnread(region, reading.unread, cause);
  return reading.value;
};
