import type { Connection } from '../connection.ts';
import type { OneWayDirection } from '../data-path/traffic.ts';
import { channelOf } from '../message/channel.ts';
import type { Notice, NoticeEvent } from '../notice.ts';
import { type NoticeDecision, newNotice } from '../notices/decide-notice.ts';
import type { Draft } from '../notices/draft.ts';
import { saidBefore } from '../notices/said-before.ts';
import type { NoticePolicy } from '../policy.ts';
import { daysMs, type EpochMs } from '../time.ts';
import type { OneWayTunnel } from './one-way.ts';

/** A connection whose traffic passes one way only, for as long as is known. */
export interface OneWayCase {
  readonly connection: Connection;
  /** At least one. */
  readonly tunnels: readonly OneWayTunnel[];
  readonly direction: OneWayDirection;
  readonly otherTunnelReceives: boolean;
  readonly accountId: string;
  /** The notices of the region that are in memory. */
  readonly notices: readonly Notice[];
  readonly policy: NoticePolicy;
  readonly now: EpochMs;
}

const kindOf = { 'nothing-comes-back': 'one-way-traffic', 'nothing-sent-back': 'nothing-sent-back' } as const;

/** A notice, unless one has said so about this connection within the time. */
export const decideOneWay = (subject: OneWayCase): NoticeDecision => {
  const { connection, notices, policy, now } = subject;
  const draft = draftOf(subject);
  const event = eventOf(subject);
  const earlier = saidBefore(notices, draft, event, policy.repeatAfterMs, now);
  if (earlier) return { reason: 'already-told', earlier };
  const eventKey = `${kindOf[subject.direction]}|${connection.connectionId}|${Math.floor(now / daysMs(1))}`;
  return { reason: 'new', notice: newNotice(connection.region, eventKey, draft, event, policy, now) };
};

const draftOf = ({ connection, direction, tunnels, otherTunnelReceives }: OneWayCase): Draft => {
  const channel = channelOf(connection);
  return {
    kind: kindOf[direction],
    severity: 'warning',
    reason: otherTunnelReceives ? 'other-tunnel-receives' : undefined,
    connections: [
      {
        connectionId: connection.connectionId,
        name: connection.name,
        unusedTunnels: [],
        ...(direction === 'nothing-comes-back' && {
          oneWayTunnels: tunnels.map(({ outsideIp }) => outsideIp),
        }),
        ...(channel === undefined ? {} : { channel }),
      },
    ],
  };
};

const eventOf = ({ direction, tunnels, accountId }: OneWayCase): NoticeEvent => ({
  code: kindOf[direction],
  topic: 'other',
  category: '',
  account: accountId,
  description: '',
  startedAt: Math.min(...tunnels.map(({ since }) => since)),
  arn: '',
});
