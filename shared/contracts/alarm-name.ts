/** Every `TunnelState` alarm carries this prefix; the event rule matches it, and permissions are limited to it. */
export const tunnelAlarmPrefix = 'tunnelkeeper/tunnel/';

/** Names of alarms about Tunnelkeeper itself begin with this. */
export const selfAlarmPrefix = 'tunnelkeeper/self/';

/** How the description of an alarm begins that this product has made. An alarm without it is somebody else's. */
export const tunnelAlarmMark = 'Made by Tunnelkeeper';

export const tunnelAlarmName = (connectionId: string, outsideIp: string): string =>
  `${tunnelAlarmPrefix}${connectionId}/${outsideIp}`;

const pattern = /^tunnelkeeper\/tunnel\/(?<connectionId>vpn-[0-9a-f]{8,17})\/(?<outsideIp>[0-9A-Fa-f.:]+)$/;

/** Who an alarm is about, or undefined for an alarm that is not ours. */
export const parseTunnelAlarmName = (
  alarmName: string,
): { readonly connectionId: string; readonly outsideIp: string } | undefined => {
  const groups = pattern.exec(alarmName)?.groups;
  const connectionId = groups?.['connectionId'];
  const outsideIp = groups?.['outsideIp'];
  return connectionId && outsideIp ? { connectionId, outsideIp } : undefined;
};
