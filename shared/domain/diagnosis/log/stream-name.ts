import { plainAddress } from './ip-address.ts';

export interface StreamOwner {
  readonly connectionId: string;
  readonly outsideIp: string;
  /** Absent where the name does not say which log it is. */
  readonly log: 'activity' | 'bgp' | undefined;
}

const form = /^(vpn-[0-9a-f]{8,17})[-_](.{2,80}?)(?:[-_](ike|bgp))?(?:\.log)?$/i;

/** Whatever may follow. */
const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/;

const ipv6 = /^[0-9a-f]{0,4}(?:[:_-][0-9a-f]{0,4}){2,8}$/i;

/**
 * Whose log a stream holds. AWS promises only that its name contains the connection's id and the tunnel's outside IP; the
 * separator differs, and IPv6 comes with dashes because a stream's name may hold no colon.
 */
export const streamOwner = (streamName: string): StreamOwner | undefined => {
  const [, connectionId, address, log] = form.exec(streamName) ?? [];
  if (connectionId === undefined || address === undefined) return undefined;
  const outsideIp = addressIn(address);
  if (outsideIp === undefined) return undefined;
  return { connectionId: connectionId.toLowerCase(), outsideIp, log: logNamed(log) };
};

const addressIn = (text: string): string | undefined =>
  ipv4.exec(text)?.[0] ?? (ipv6.test(text) ? plainAddress(text.replace(/[_-]/g, ':')) : undefined);

const logNamed = (name: string | undefined): StreamOwner['log'] => {
  if (name === undefined) return undefined;
  return name.toLowerCase() === 'ike' ? 'activity' : 'bgp';
};
