import type { TunnelOption, VgwTelemetry, VpnConnection } from '@aws-sdk/client-ec2';
import type { Tunnel, TunnelOptions } from '../../domain/connection.ts';

/** What AWS takes where an option was never set (`TunnelOption`, client-ec2). */
const defaultDpdTimeoutSeconds = 40;

/**
 * The tunnels of a connection: telemetry joined to options by outside IP, because the order of the two lists means
 * nothing. Connections of the classic kind list no options; an endpoint that is being replaced may lack telemetry.
 */
export const mapTunnels = (connection: VpnConnection): readonly Tunnel[] => {
  const options = byOutsideIp(connection.Options?.TunnelOptions ?? []);
  const telemetry = byOutsideIp(connection.VgwTelemetry ?? []);
  return [...new Set([...options.keys(), ...telemetry.keys()])].map((outsideIp) =>
    mapTunnel(outsideIp, options.get(outsideIp), telemetry.get(outsideIp)),
  );
};

const byOutsideIp = <Item extends { readonly OutsideIpAddress?: string | undefined }>(
  items: readonly Item[],
): ReadonlyMap<string, Item> =>
  new Map(items.flatMap((item) => (item.OutsideIpAddress ? [[item.OutsideIpAddress, item]] : [])));

const mapTunnel = (
  outsideIp: string,
  option: TunnelOption | undefined,
  telemetry: VgwTelemetry | undefined,
): Tunnel => ({
  outsideIp,
  ipsec: telemetry?.Status === 'UP' ? 'up' : 'down',
  acceptedRouteCount: telemetry?.AcceptedRouteCount ?? 0,
  lastStatusChangeAt: telemetry?.LastStatusChange?.getTime(),
  statusMessage: telemetry?.StatusMessage ?? '',
  options: option && mapOptions(option),
});

const mapOptions = (option: TunnelOption): TunnelOptions => ({
  startupAction: option.StartupAction === 'start' ? 'start' : 'add',
  dpdTimeoutSeconds: option.DpdTimeoutSeconds ?? defaultDpdTimeoutSeconds,
  dpdTimeoutAction: mapDpdTimeoutAction(option.DpdTimeoutAction),
  ikeVersions: (option.IkeVersions ?? []).flatMap(({ Value: version }) => (version ? [version] : [])),
});

const mapDpdTimeoutAction = (action: string | undefined): TunnelOptions['dpdTimeoutAction'] =>
  action === 'none' || action === 'restart' ? action : 'clear';
