import type { LogGroupReading, LogLine } from '../../../../shared/domain/diagnosis/evidence.ts';
import type { EpochMs } from '../../../../shared/domain/time.ts';
import { firstIp } from '../../builders.ts';

export const connectionId = 'vpn-0a1b2c3d4e5f60718';
export const ikeStream = `${connectionId}_${firstIp}-IKE.log`;
export const bgpStream = `${connectionId}_${firstIp}-BGP.log`;
export const logGroup = '/aws/vpn/test';

export type Format = 'json' | 'text';

type Fields = Readonly<Record<string, unknown>>;

/** `01:02:03.004` becomes what AWS writes. */
const readable = (at: EpochMs): string => new Date(at).toISOString().replace('T', ' ');

const asText = (fields: Fields): string =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

const written = (fields: Fields, format: Format): string =>
  format === 'json' ? JSON.stringify(fields) : asText(fields);

export interface Phases {
  readonly phase1?: string;
  readonly phase2?: string;
}

/** A line of the activity log: seconds. */
export const activity = (
  at: EpochMs,
  details: string,
  { phase1, phase2 }: Phases = {},
  format: Format = 'json',
): LogLine => ({
  streamName: ikeStream,
  at,
  message: written(
    {
      event_timestamp: Math.floor(at / 1_000),
      timestamp: readable(at),
      details,
      dpd_enabled: true,
      nat_t_detected: false,
      ike_phase1_state: phase1,
      ike_phase2_state: phase2,
    },
    format,
  ),
});

export const isDown: Phases = { phase1: 'down', phase2: 'down' };
export const isUp: Phases = { phase1: 'established', phase2: 'established' };

const bgpHead = (at: EpochMs, type: string, status: string): Fields => ({
  resource_id: `${connectionId}_${firstIp}`,
  event_timestamp: at,
  timestamp: readable(at),
  type,
  status,
});

const bgp = (at: EpochMs, head: Fields, message: Fields, format: Format): LogLine => ({
  streamName: bgpStream,
  at,
  message: written(format === 'json' ? { ...head, message } : { ...head, ...message }, format),
});

/** A line of the BGP log about the session: milliseconds. */
export const session = (
  at: EpochMs,
  details: string,
  status: 'UP' | 'DOWN' = 'DOWN',
  format: Format = 'json',
): LogLine => bgp(at, bgpHead(at, 'BGPStatus', status), { details }, format);

export const route = (
  at: EpochMs,
  status: 'ADVERTISED' | 'UPDATED' | 'WITHDRAWN',
  prefix: string,
  details?: string,
  format: Format = 'json',
): LogLine =>
  bgp(
    at,
    bgpHead(at, 'RouteStatus', status),
    { prefix, asPath: '64512', localPref: 100, med: 100, nextHopIp: '169.254.50.85', weight: 32768, details },
    format,
  );

export const reading = (...lines: readonly LogLine[]): readonly LogGroupReading[] => [
  { logGroup, lines: { value: lines } },
];
