import type { LogCauseName } from './cause-names.ts';

/** Causes that the log of BGP shows; the others stand in the log of IKE and IPsec. */
export type BgpCauseName = Extract<LogCauseName, `bgp-${string}`>;

export type IkeCauseName = Exclude<LogCauseName, BgpCauseName>;
