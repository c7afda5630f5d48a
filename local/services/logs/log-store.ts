import type { EpochMs } from '../../contract.ts';
import type { TunnelLogWriter } from '../../world/log/port.ts';
import { groupNameOf } from './group-arn.ts';

export interface LogGroup {
  readonly name: string;
  readonly createdAt: EpochMs;
  readonly streams: Map<string, LogStream>;
  /** Of all streams, in order of time. */
  readonly events: LogEvent[];
  storedBytes: number;
}

export interface LogStream {
  readonly name: string;
  readonly createdAt: EpochMs;
  readonly firstEventAt: EpochMs;
  lastEventAt: EpochMs;
}

export interface LogEvent {
  readonly at: EpochMs;
  readonly streamName: string;
  readonly message: string;
}

/** The log groups of the account, by region. */
export interface LogStore extends TunnelLogWriter {
  find(region: string, name: string): LogGroup | undefined;
  /** By name. */
  list(region: string): readonly LogGroup[];
}

/** Bytes that CloudWatch Logs counts for an event beside its message (CloudWatch Logs quotas, `PutLogEvents`). */
const overheadBytes = 26;

export const createLogStore = (now: () => EpochMs): LogStore => {
  const regions = new Map<string, Map<string, LogGroup>>();

  const openGroup = (region: string, logGroupArn: string): LogGroup => {
    const groups = regions.get(region) ?? new Map<string, LogGroup>();
    regions.set(region, groups);
    const name = groupNameOf(logGroupArn);
    const known = groups.get(name);
    if (known) return known;
    const group = { name, createdAt: now(), streams: new Map(), events: [], storedBytes: 0 };
    groups.set(name, group);
    return group;
  };

  return {
    open: (region, logGroupArn) => {
      openGroup(region, logGroupArn);
    },
    write: ({ region, logGroupArn, streamName, at, message }) => {
      const group = openGroup(region, logGroupArn);
      const stream = group.streams.get(streamName);
      if (stream) stream.lastEventAt = at;
      else {
        const opened = { name: streamName, createdAt: at, firstEventAt: at, lastEventAt: at };
        group.streams.set(streamName, opened);
      }
      group.events.push({ at, streamName, message });
      group.storedBytes += Buffer.byteLength(message) + overheadBytes;
    },
    find: (region, name) => regions.get(region)?.get(name),
    list: (region) =>
      [...(regions.get(region)?.values() ?? [])].sort((one, other) => (one.name < other.name ? -1 : 1)),
  };
};
