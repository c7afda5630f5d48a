import type { VpnHealthEvent } from './vpn-health-event.ts';

/** The account and the regions that can be looked at; the first region is the hub. */
export interface Watched {
  readonly accountId: string;
  readonly regions: readonly string[];
}

/** Where an event happened, and whether its connections can be looked at. */
export type Place = { readonly region: string; readonly lookable: true } | Unlookable;

export interface Unlookable {
  readonly region: string;
  readonly lookable: false;
  readonly reason: 'foreign-account' | 'region-not-watched' | 'names-no-connection';
}

export const placeOf = (event: VpnHealthEvent, watched: Watched): Place => {
  const region = regionOf(event, watched);
  if (event.account !== undefined && event.account !== watched.accountId) {
    return { region, lookable: false, reason: 'foreign-account' };
  }
  if (!watched.regions.includes(region)) return { region, lookable: false, reason: 'region-not-watched' };
  if (event.connectionIds.length === 0) return { region, lookable: false, reason: 'names-no-connection' };
  return { region, lookable: true };
};

/** An event that tells no region is told of in the hub. */
export const regionOf = (event: { readonly region: string | undefined }, watched: Watched): string =>
  event.region ?? watched.regions[0] ?? 'unknown';
