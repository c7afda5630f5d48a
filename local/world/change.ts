import type { Tunnel } from './model.ts';
import type { TunnelOptions } from './tunnel-options.ts';

export interface TunnelChange {
  readonly options?: Partial<TunnelOptions>;
  readonly preSharedKey?: string | undefined;
}

/** Applies a change; returns whether anything is different from before. */
export const applyChange = (tunnel: Tunnel, { options = {}, preSharedKey }: TunnelChange): boolean => {
  const before = JSON.stringify(tunnel.options);
  tunnel.options = { ...tunnel.options, ...options };
  const isNewKey = preSharedKey !== undefined && preSharedKey !== tunnel.preSharedKeys.at(-1);
  if (isNewKey) {
    tunnel.preSharedKeys.push(preSharedKey);
    tunnel.peer.key = 'wrong';
  }
  return isNewKey || JSON.stringify(tunnel.options) !== before;
};
