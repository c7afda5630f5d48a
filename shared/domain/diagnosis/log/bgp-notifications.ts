import type { LogCauseName } from '../cause-names.ts';
import type { Direction } from './verdict.ts';

/**
 * The codes and subcodes that a BGP notification may carry (RFC 4271 §4.5, RFC 4486, 5492, 6608, 7313, 8538, 9234, 9384, 9687),
 * and a code alone for subcodes that are none of these.
 */
export const notificationReasons = [
  ...(['1', '1/1', '1/2', '1/3'] as const),
  ...(['2', '2/1', '2/2', '2/3', '2/4', '2/5', '2/6', '2/7', '2/11'] as const),
  ...(['3', '3/1', '3/2', '3/3', '3/4', '3/5', '3/6', '3/7', '3/8', '3/9', '3/10', '3/11'] as const),
  '4',
  ...(['5', '5/1', '5/2', '5/3'] as const),
  ...(['6', '6/1', '6/2', '6/3', '6/4', '6/5', '6/6', '6/7', '6/8', '6/9', '6/10'] as const),
  ...(['7', '7/1'] as const),
  '8',
] as const;

export type NotificationReason = (typeof notificationReasons)[number];

/** Why a BGP session was closed, as the side that closed it states it. */
export interface BgpNotification {
  /** `6/10`, as the line has it. */
  readonly code: string;
  /** Absent: a code that no RFC named here knows. */
  readonly reason: NotificationReason | undefined;
}

const causes: Readonly<Partial<Record<NotificationReason, LogCauseName>>> = {
  '1': 'bgp-message-error',
  '2': 'bgp-open-refused',
  '2/2': 'bgp-wrong-asn',
  '3': 'bgp-message-error',
  '4': 'bgp-hold-timer',
  '5': 'bgp-message-error',
  '6/1': 'bgp-prefix-limit',
  '6/2': 'bgp-administrative-shutdown',
  '6/3': 'bgp-peer-unconfigured',
  '6/4': 'bgp-administrative-reset',
  '6/5': 'bgp-connection-rejected',
  '6/6': 'bgp-configuration-change',
  '6/7': 'bgp-collision',
  '6/8': 'bgp-out-of-resources',
  '6/9': 'bgp-hard-reset',
  '6/10': 'bgp-bfd-down',
  '7': 'bgp-message-error',
};

/** Prefixes and addresses have slashes and digits too. */
const numbered = /\bnotification\b.*?(?<![\w.:])(\d{1,3})\/(\d{1,3})\b(?![./:])/i;

export const notificationIn = (text: string): BgpNotification | undefined => {
  const [, code, subcode] = (numbered.exec(text) ?? []).map(Number);
  if (code === undefined || subcode === undefined) return undefined;
  return { code: `${code}/${subcode}`, reason: known(`${code}/${subcode}`) ?? known(`${code}`) };
};

const known = (code: string): NotificationReason | undefined =>
  notificationReasons.find((reason) => reason === code);

export const causeOfNotification = ({ reason }: BgpNotification): LogCauseName => {
  const [code] = (reason ?? '').split('/');
  const ofCode = code === undefined ? undefined : known(code);
  return (reason && causes[reason]) ?? (ofCode && causes[ofCode]) ?? 'bgp-closed';
};

const closing = /\b(sent|received) (?:an? )?(?:[\w ]{1,60} )?notification\b/i;

/** A notification ends the session, also one that is not numbered. */
export const isNotification = (text: string): boolean => closing.test(text);

/** Which side has ended the BGP session: AWS sent the notification, or it received the gateway's. Only AWS counts prefixes here. */
export const directionOf = (text: string): Direction | undefined => {
  if (/maximum prefix limit was exceeded/i.test(text)) return 'sent';
  const verb = closing.exec(text)?.[1];
  return verb === undefined ? undefined : verb.toLowerCase() === 'sent' ? 'sent' : 'received';
};
