import type { Connection } from '../connection.ts';
import { channelOf } from '../message/channel.ts';
import type { Notice, NoticeEvent } from '../notice.ts';
import { type NoticeDecision, newNotice } from '../notices/decide-notice.ts';
import type { Draft } from '../notices/draft.ts';
import { saidBefore } from '../notices/said-before.ts';
import type { NoticePolicy } from '../policy.ts';
import { daysMs, type EpochMs } from '../time.ts';
import type { OneWayTunnel } from './one-way.ts';

/** A connection with traffic that goes out and never comes back. */
export interface OneWayCase {
  readonly connection: Connection;
  /** At least one. */
  readonly tunnels: readonly OneWayTunnel[];
  readonly otherTunnelReceives: boolean;
  readonly accountId: string;
  /** The notices of the region that are in memory. */
  readonly notices: readonly Notice[];
  readonly policy: NoticePolicy;
  readonly now: EpochMs;
}

const code = 'one-way-traffic';

/** A notice, unless one has said so about this connection within the time. */
export const decideOneWay = (subject: OneWayCase): NoticeDecision => {
  const { connection, notices, policy, now } = subject;
  const draft = draftOf(subject);
  const event = eventOf(subject);
  const earlier = saidBefore(notices, draft, event, policy.repeatAfterMs, now);
  if (earlier) return { reason: 'already-told', earlier };
  const eventKey = `${code}|${connection.connectionId}|${Math.floor(now / daysMs(1))}`;
  return { reason: 'new', notice: newNotice(connection.region, eventKey, draft, event, policy, now) };
};

const draftOf = ({ connection, tunnels, otherTunnelReceives }: OneWayCase): Draft => {
  const channel = channelOf(connection);
  return {
    kind: 'one-way-traffic',
    severity: 'warning',
    reason: otherTunnelReceives ? 'other-tunnel-receives' : undefined,
    connections: [
      {
        connectionId: connection.connectionId,
        name: connection.name,
        unusedTunnels: [],
        oneWayTunnels: tunnels.map(({ outsideIp }) => outsideIp),
        ...(channel === undefined ? {} : { channel }),
      },
    ],
  };
};

const eventOf = ({ tunnels, accountId }: OneWayCase): NoticeEvent => ({
  code,
  topic: 'other',
  category: '',
  account: accountId,
  description: '',
  startedAt: Math.min(...tunnels.map(({ since }) => since)),
  arn: '',
});
