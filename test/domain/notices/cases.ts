import type { Notice } from '../../../shared/domain/notice.ts';
import { decideNotice, type NoticeCase } from '../../../shared/domain/notices/decide-notice.ts';
import type { LookedAt } from '../../../shared/domain/notices/looked-at.ts';
import type { VpnHealthEvent } from '../../../shared/domain/notices/vpn-health-event.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { at, connection, down, firstIp, secondIp, start, up } from '../builders.ts';

export const idA = connection().connectionId;
export const idB = 'vpn-0b1b2c3d4e5f60718';
export const idC = 'vpn-0c1b2c3d4e5f60718';

export const healthEvent = (change: Partial<VpnHealthEvent> = {}): VpnHealthEvent => ({
  eventKey: '111122223333|communication',
  region: 'eu-west-1',
  account: '111122223333',
  code: 'AWS_VPN_REDUNDANCY_LOSS',
  topic: 'endpoint-replaced',
  category: 'accountNotification',
  statusCode: 'open',
  actionability: '',
  arn: 'arn:aws:health:eu-west-1::event/VPN/AWS_VPN_REDUNDANCY_LOSS/1',
  description: 'Your VPN Connection had a momentary lapse of redundancy.',
  startedAt: start,
  connectionIds: [idA],
  settledIds: [],
  otherEntities: [],
  ...change,
});

export const singleTunnel = (change: Partial<VpnHealthEvent> = {}): VpnHealthEvent =>
  healthEvent({ code: 'AWS_VPN_SINGLE_TUNNEL_NOTIFICATION', topic: 'single-tunnel', ...change });

export const otherEvent = (change: Partial<VpnHealthEvent> = {}): VpnHealthEvent =>
  healthEvent({ code: 'AWS_VPN_SOMETHING_NEW', topic: 'other', description: 'Something is new.', ...change });

/** A connection with both tunnels up. */
export const well = (connectionId = idA): LookedAt => ({
  connectionId,
  connection: connection({ connectionId }),
  unusedTunnels: [],
  incident: undefined,
});

/** A connection whose second tunnel has never been up. */
export const lacking = (connectionId = idA): LookedAt => ({
  ...well(connectionId),
  connection: connection({ connectionId, tunnels: [up(firstIp), down(secondIp)] }),
  unusedTunnels: [secondIp],
});

export const gone = (connectionId = idA): LookedAt => ({ ...well(connectionId), connection: undefined });

export const noticeCase = (change: Partial<NoticeCase> = {}): NoticeCase => ({
  event: healthEvent(),
  place: { region: 'eu-west-1', lookable: true },
  looked: [well()],
  notices: [],
  policy: defaultPolicy.notices,
  now: at(5),
  ...change,
});

/** The notice that a case leads to. */
export const noticeOf = (change: Partial<NoticeCase> = {}): Notice => {
  const decision = decideNotice(noticeCase(change));
  if (!('notice' in decision)) throw new Error(`No notice: ${decision.reason}.`);
  return decision.notice;
};
