import type { MessageCatalogue } from './catalogue.ts';
import type { Message } from './message.ts';

/** What the first sweep of a region has found. */
export interface RegionFound {
  readonly region: string;
  readonly connections: number;
  readonly outages: number;
  readonly degraded: number;
  readonly unusedTunnels: number;
}

/** What is watched from now on, what was found, and what should be done about who hears of it. */
export const describeSetup = (
  found: readonly RegionFound[],
  { accountId, slackOnly }: { readonly accountId: string; readonly slackOnly: boolean },
  { own: { watches }, connection: { label }, titles }: MessageCatalogue,
): Message => {
  const connections = found.reduce((sum, region) => sum + region.connections, 0);
  return {
    severity: 'info',
    headline: watches.headline(connections, found.length),
    summary: watches.summary,
    facts: [
      { label: label.account, value: accountId },
      ...found.map((region) => ({ label: region.region, value: watches.region(region) })),
    ],
    tunnels: [],
    cause: undefined,
    done: [],
    todo: slackOnly ? [watches.slackOnly] : [],
    findings: [],
    unread: [],
    links: [],
    titles,
  };
};
