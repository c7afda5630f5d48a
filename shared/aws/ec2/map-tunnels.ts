import type { TunnelOption, VgwTelemetry, VpnConnection } from '@aws-sdk/client-ec2';
import { addressKey } from '../../domain/address.ts';
import type { Tunnel, TunnelLogTarget, TunnelOptions } from '../../domain/connection.ts';

/** What AWS takes where an option was never set (`TunnelOption`, client-ec2). */
const defaultDpdTimeoutSeconds = 40;

/**
 * The tunnels of a connection: telemetry joined to options by outside IP, because the order of the two lists means
 * nothing. Connections of the classic kind list no options; an endpoint that is being replaced may lack telemetry.
 */
export const mapTunnels = (connection: VpnConnection): readonly Tunnel[] => {
  const options = byOutsideIp(connection.Options?.TunnelOptions ?? []);
  const telemetry = byOutsideIp(connection.VgwTelemetry ?? []);
  return [...new Set([...options.keys(), ...telemetry.keys()])].map((key) =>
    mapTunnel(options.get(key), telemetry.get(key), isBgp(connection)),
  );
};

/** Of a tunnel that is listed twice the last entry counts. */
const byOutsideIp = <Item extends { readonly OutsideIpAddress?: string | undefined }>(
  items: readonly Item[],
): ReadonlyMap<string, Item> =>
  new Map(
    items.flatMap((item) => (item.OutsideIpAddress ? [[addressKey(item.OutsideIpAddress), item]] : [])),
  );

/** Absent on classic connections. Only a connection that says so can be missing routes. */
export const isBgp = (connection: VpnConnection): boolean => connection.Options?.StaticRoutesOnly === false;

/** The address as AWS writes it for metrics: other calls and dimensions are matched as text. */
const mapTunnel = (
  option: TunnelOption | undefined,
  telemetry: VgwTelemetry | undefined,
  bgp: boolean,
): Tunnel => {
  const ipsec = ipsecOf(telemetry, bgp);
  const isUp = ipsec === 'up' && telemetry?.Status === 'UP';
  return {
    outsideIp: option?.OutsideIpAddress ?? telemetry?.OutsideIpAddress ?? '',
    ipsec,
    bgpSession: bgp ? bgpSessionOf(ipsec, isUp) : 'none',
    acceptedRouteCount: isUp ? (telemetry.AcceptedRouteCount ?? 0) : 0,
    lastStatusChangeAt: telemetry?.LastStatusChange?.getTime(),
    statusMessage: telemetry?.StatusMessage ?? '',
    options: option && mapOptions(option),
  };
};

/**
 * Without a BGP session AWS shows a tunnel as `DOWN` though its IPsec is up, and says in the message which of the two it
 * is. What says anything else, or one thing in the status and another in the message, is not known to be either.
 */
const ipsecOf = (telemetry: VgwTelemetry | undefined, bgp: boolean): Tunnel['ipsec'] => {
  const said = messageSays(telemetry?.StatusMessage);
  if (telemetry?.Status === 'UP') return said === 'down' ? 'unknown' : 'up';
  if (telemetry?.Status !== 'DOWN') return 'unknown';
  if (said === 'down' || said === 'nothing') return 'down';
  if (bgp) return said === 'up' ? 'up' : 'unknown';
  return said === 'up' ? 'unknown' : 'down';
};

const messageSays = (message: string | undefined): 'up' | 'down' | 'nothing' | 'other' => {
  const words = (message ?? '').trim().replace(/\s+/g, ' ').toUpperCase();
  if (words === '') return 'nothing';
  if (words === 'IPSEC IS UP') return 'up';
  return words === 'IPSEC IS DOWN' ? 'down' : 'other';
};

const bgpSessionOf = (ipsec: Tunnel['ipsec'], isUp: boolean): Tunnel['bgpSession'] => {
  if (ipsec === 'unknown') return 'unknown';
  return isUp ? 'up' : 'down';
};

const defaultRekey = { phase2LifetimeSeconds: 3_600, marginSeconds: 270, fuzzPercent: 100 };

const mapRekey = (option: TunnelOption): TunnelOptions['rekey'] => {
  const { Phase2LifetimeSeconds, RekeyMarginTimeSeconds, RekeyFuzzPercentage } = option;
  const listed = [Phase2LifetimeSeconds, RekeyMarginTimeSeconds, RekeyFuzzPercentage];
  if (listed.every((value) => value === undefined)) return undefined;
  return {
    phase2LifetimeSeconds: Phase2LifetimeSeconds ?? defaultRekey.phase2LifetimeSeconds,
    marginSeconds: RekeyMarginTimeSeconds ?? defaultRekey.marginSeconds,
    fuzzPercent: RekeyFuzzPercentage ?? defaultRekey.fuzzPercent,
  };
};

const mapOptions = (option: TunnelOption): TunnelOptions => ({
  startupAction: option.StartupAction === 'start' ? 'start' : 'add',
  dpdTimeoutSeconds: option.DpdTimeoutSeconds ?? defaultDpdTimeoutSeconds,
  dpdTimeoutAction: mapDpdTimeoutAction(option.DpdTimeoutAction),
  ikeVersions: (option.IkeVersions ?? []).flatMap(({ Value: version }) => (version ? [version] : [])),
  phase1: {
    encryption: valuesOf(option.Phase1EncryptionAlgorithms),
    integrity: valuesOf(option.Phase1IntegrityAlgorithms),
    dhGroups: valuesOf(option.Phase1DHGroupNumbers),
  },
  phase2: {
    encryption: valuesOf(option.Phase2EncryptionAlgorithms),
    integrity: valuesOf(option.Phase2IntegrityAlgorithms),
    dhGroups: valuesOf(option.Phase2DHGroupNumbers),
  },
  rekey: mapRekey(option),
  lifecycleControl: option.EnableTunnelLifecycleControl === true,
  ...mapLogs(option),
});

const valuesOf = <Value>(
  items: readonly { readonly Value?: Value | undefined }[] | undefined,
): readonly Value[] => (items ?? []).flatMap(({ Value: value }) => (value === undefined ? [] : [value]));

const mapLogs = (option: TunnelOption): Pick<TunnelOptions, 'activityLog' | 'bgpLog'> => {
  const logs = option.LogOptions?.CloudWatchLogOptions;
  return {
    activityLog: mapLog(logs?.LogEnabled, logs?.LogGroupArn),
    bgpLog: mapLog(logs?.BgpLogEnabled, logs?.BgpLogGroupArn),
  };
};

const mapLog = (
  enabled: boolean | undefined,
  logGroupArn: string | undefined,
): TunnelLogTarget | undefined => (enabled && logGroupArn ? { logGroupArn } : undefined);

const mapDpdTimeoutAction = (action: string | undefined): TunnelOptions['dpdTimeoutAction'] =>
  action === 'none' || action === 'restart' ? action : 'clear';
