import type { EpochMs } from '../../time.ts';
import type { LogGroupReading } from '../evidence.ts';
import { beforeFallMs } from '../log-cause-of.ts';
import type { LogEvent } from './event.ts';
import { sameAddress } from './ip-address.ts';
import { type Meaning, meaningOf } from './meaning.ts';
import { parse } from './parse.ts';
import type { LoggedTunnel } from './verdict.ts';

/** A line of the tunnel's log and what it means. */
export interface Said {
  readonly event: LogEvent;
  readonly meaning: Meaning | undefined;
}

/** What the tunnel's log says from a quarter of an hour before the fall until now, oldest first, in whatever order it was read. */
export const courseOf = (
  readings: readonly LogGroupReading[],
  tunnel: LoggedTunnel,
  connectionId: string,
  now: EpochMs,
): readonly Said[] =>
  readings
    .flatMap(({ lines }) => ('value' in lines ? lines.value : []))
    .map(parse)
    .filter((event) => event !== undefined)
    .filter((event) => event.at >= tunnel.since - beforeFallMs && event.at <= now)
    .filter((event) => event.connectionId === connectionId.toLowerCase())
    .filter((event) => sameAddress(event.outsideIp, tunnel.outsideIp))
    .toSorted((one, other) => one.at - other.at || compareText(one.text, other.text))
    .map((event) => ({ event, meaning: meaningOf(event) }));

const compareText = (one: string, other: string): number => (one < other ? -1 : 1);

/** `-Infinity` where there is none. */
export const lastAt = (course: readonly Said[], is: (said: Said) => boolean): EpochMs =>
  course.findLast(is)?.event.at ?? Number.NEGATIVE_INFINITY;
