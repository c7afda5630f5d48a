import type { EpochMs } from '../../contract.ts';
import { asText, readable } from './activity-line.ts';

/** One message of a tunnel's BGP log. */
export type BgpNews =
  | { readonly type: 'BGPStatus'; readonly status: 'UP' | 'DOWN'; readonly details: string }
  | {
      readonly type: 'RouteStatus';
      readonly status: 'ADVERTISED' | 'UPDATED' | 'WITHDRAWN';
      readonly route: Route;
    };

export interface Route {
  readonly prefix: string;
  readonly asPath: string;
  readonly nextHopIp: string;
  /** Only where something is wrong with it. */
  readonly details?: string;
}

/** A line as the BGP log has it (Site-to-Site VPN guide, "example BGP logs"): the time is in milliseconds. */
export const bgpLine = (
  resourceId: string,
  news: BgpNews,
  at: EpochMs,
  format: string | undefined,
): string => {
  const { type, status } = news;
  const head = { resource_id: resourceId, event_timestamp: at, timestamp: readable(at), type, status };
  const message = messageOf(news);
  return format === 'text' ? asText({ ...head, ...message }) : JSON.stringify({ ...head, message });
};

const messageOf = (news: BgpNews): Readonly<Record<string, unknown>> => {
  if (news.type === 'BGPStatus') return { details: news.details };
  const { prefix, asPath, nextHopIp, details } = news.route;
  return { prefix, asPath, localPref: 100, med: 100, nextHopIp, weight: 32_768, details };
};
