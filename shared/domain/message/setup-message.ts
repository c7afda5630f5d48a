import type { OtherRegions } from '../regions/others.ts';
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

export interface SetupFound {
  /** The regions that the configuration names. */
  readonly named: readonly RegionFound[];
  /** Others with connections. */
  readonly found: readonly RegionFound[];
  /** All others. Absent: only those that are named are watched. */
  readonly others: OtherRegions | undefined;
}

/** What is watched from now on, and what was found, and what should be done about who hears of it. No connection anywhere is hardly what somebody has deployed it for. */
export const describeSetup = (
  { named, found, others }: SetupFound,
  { accountId, slackOnly }: { readonly accountId: string; readonly slackOnly: boolean },
  { own: { watches }, connection: { label }, titles }: MessageCatalogue,
): Message => {
  const regions = [...named, ...found];
  const connections = regions.reduce((sum, region) => sum + region.connections, 0);
  const shown = others ? regions.filter((region) => region.connections > 0) : regions;
  const isNothing = connections === 0;
  return {
    severity: isNothing ? 'warning' : 'info',
    headline: isNothing
      ? watches.nothing(named.length + (others?.count ?? 0))
      : watches.headline(connections, shown.length),
    summary: watches.summary,
    facts: [
      { label: label.account, value: accountId },
      ...shown.map((region) => ({ label: region.region, value: watches.region(region) })),
    ],
    tunnels: [],
    cause: undefined,
    done: [],
    todo: [...(isNothing ? [watches.nothingTodo] : []), ...(slackOnly ? [watches.slackOnly] : [])],
    findings: [],
    unread: others ? othersUnread(others, watches) : [],
    links: [],
    titles,
  };
};

const othersUnread = (
  { areKnown, refusing }: OtherRegions,
  watches: MessageCatalogue['own']['watches'],
): readonly string[] => {
  if (!areKnown) return [watches.othersUnknown];
  return refusing.map(watches.refusing);
};
