import type { WorldSettings } from '../settings.ts';

interface LoggedTunnel {
  readonly connectionId: string;
  readonly outsideIp: string;
}

/**
 * The name of a tunnel's log stream. The user guide promises the connection's id and the tunnel's address; sources
 * disagree about the rest. A stream's name may hold no colon, so that IPv6 addresses come with dashes.
 */
export const streamName = (
  { connectionId, outsideIp }: LoggedTunnel,
  kind: 'IKE' | 'BGP',
  separator: WorldSettings['logStreamSeparator'],
): string => {
  const address = outsideIp.replaceAll(':', '-');
  return separator === '_' ? `${connectionId}_${address}-${kind}.log` : `${connectionId}-${address}`;
};
