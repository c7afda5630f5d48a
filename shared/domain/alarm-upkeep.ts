import { tunnelAlarmName } from '../contracts/alarm-name.ts';

import type { Connection } from './connection.ts';
import { isUnwatched } from './observation.ts';

/** The `TunnelState` alarm of one tunnel as it should be. */
export interface WantedAlarm {
  readonly alarmName: string;
  readonly connectionId: string;
  readonly outsideIp: string;
  /** Dimensions by name. */
  readonly dimensions: Readonly<Record<string, string>>;
}

/** The alarm as it is. */
export interface TunnelAlarm extends WantedAlarm {
  /** Whether everything else about it (metric, statistic, period, threshold, missing data, description) is as we make it. */
  readonly asMade: boolean;
}

export interface AlarmPlan {
  readonly put: readonly WantedAlarm[];
  readonly remove: readonly string[];
}

type Dimensions = Readonly<Record<string, string>>;

/** States in which a connection has, or will soon have again, tunnels worth an alarm. */
const alarmedStates: ReadonlySet<string> = new Set(['available', 'modifying']);

/**
 * What differs between the alarms that are and one `TunnelState` alarm per tunnel. `connections` must be all of the region; of
 * those that are `remembered` and missing from them the alarms stay, as do those of a tunnel that is not listed now.
 */
export const planAlarms = (
  connections: readonly Connection[],
  alarms: readonly TunnelAlarm[],
  listedDimensions: readonly Dimensions[],
  remembered: ReadonlySet<string> = new Set(),
): AlarmPlan => {
  const wanted = connections
    .filter((connection) => alarmedStates.has(connection.state) && !isUnwatched(connection))
    .flatMap((connection) =>
      connection.tunnels.map((tunnel) =>
        wantedAlarm(connection.connectionId, tunnel.outsideIp, listedDimensions),
      ),
    );
  const present = new Map(alarms.map((alarm) => [alarm.alarmName, alarm]));
  const wantedNames = new Set(wanted.map((alarm) => alarm.alarmName));
  return {
    put: wanted.filter((alarm) => !isInPlace(alarm, present.get(alarm.alarmName))),
    remove: alarms
      .filter((alarm) => !wantedNames.has(alarm.alarmName) && !isMissing(alarm, connections, remembered))
      .map(({ alarmName }) => alarmName),
  };
};

const isMissing = (
  { connectionId }: TunnelAlarm,
  connections: readonly Connection[],
  remembered: ReadonlySet<string>,
): boolean => {
  const listed = connections.find((connection) => connection.connectionId === connectionId);
  if (!listed) return remembered.has(connectionId);
  return alarmedStates.has(listed.state) && !isUnwatched(listed) && listed.tunnels.length < 2;
};

const wantedAlarm = (
  connectionId: string,
  outsideIp: string,
  listedDimensions: readonly Dimensions[],
): WantedAlarm => ({
  alarmName: tunnelAlarmName(connectionId, outsideIp),
  connectionId,
  outsideIp,
  dimensions: dimensionsOf(connectionId, outsideIp, listedDimensions),
});

/** An alarm on a dimension set that CloudWatch does not have could never see anything, so a listed set is preferred. */
const dimensionsOf = (
  connectionId: string,
  outsideIp: string,
  listedDimensions: readonly Dimensions[],
): Dimensions => {
  const both = { VpnId: connectionId, TunnelIpAddress: outsideIp };
  const listed = listedDimensions.filter((dimensions) => dimensions['TunnelIpAddress'] === outsideIp);
  const alone = listed.find((dimensions) => Object.keys(dimensions).length === 1);
  const hasBoth = listed.some((dimensions) => dimensions['VpnId'] === connectionId);
  return hasBoth || !alone ? both : { TunnelIpAddress: outsideIp };
};

const isInPlace = (wanted: WantedAlarm, present: TunnelAlarm | undefined): boolean =>
  present?.asMade === true && sameDimensions(wanted.dimensions, present.dimensions);

const sameDimensions = (one: Dimensions, other: Dimensions): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([name, value]) => other[name] === value);
