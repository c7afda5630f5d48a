import { type EpochMs, ServiceError } from '../contract.ts';
import { derivedHex, derivedNumber } from './derived.ts';
import type {
  ConnectionDescription,
  CustomerGatewayDescription,
  PeerDescription,
  TunnelDescription,
  TunnelOptionsDescription,
} from './estate.ts';
import type { Attachment, Connection, CustomerGateway, Peer, Tunnel } from './model.ts';
import { presentStatus } from './telemetry.ts';
import { defaultTunnelOptions, describedLog, type TunnelOptions } from './tunnel-options.ts';

const dayMs = 86_400_000;

export const buildGateway = (description: CustomerGatewayDescription, region: string): CustomerGateway => ({
  id: description.id,
  region: description.region ?? region,
  ipAddress:
    description.ipAddress === undefined ? ipAddressOf(description.id) : (description.ipAddress ?? undefined),
  bgpAsn: description.bgpAsn ?? 65_000,
  deviceName: description.deviceName,
  tags: new Map(Object.entries(description.tags ?? {})),
});

const ipAddressOf = (id: string): string => `198.51.100.${1 + derivedNumber(254, 'gateway address', id)}`;

/** A connection as AWS would list it once it is available. */
export const buildConnection = (
  description: ConnectionDescription,
  gateway: CustomerGateway,
  now: EpochMs,
): Connection => {
  const { id, name, routing = 'bgp' } = description;
  const [first, second] = description.tunnels;
  if (first.outsideIp === second.outsideIp) {
    throw new ServiceError(
      'InvalidParameterValue',
      `Both tunnels of ${id} have the address ${first.outsideIp}`,
    );
  }
  const attached = { id, routing, vpnGatewayId: description.vpnGateway };
  const transitGatewayId =
    description.vpnGateway === undefined
      ? (description.transitGateway ?? transitGatewayOf(gateway))
      : undefined;
  return {
    ...attached,
    region: description.region ?? gateway.region,
    gateway,
    tags: new Map(Object.entries({ ...(name === undefined ? {} : { Name: name }), ...description.tags })),
    transitGatewayId,
    attachment: transitGatewayId === undefined ? undefined : buildAttachment(description, transitGatewayId),
    accelerated: description.accelerated ?? false,
    classic: description.classic ?? false,
    telemetryOrder:
      description.telemetryOrder ?? (derivedNumber(2, 'telemetry order', id) === 0 ? 'same' : 'reversed'),
    tunnels: [buildTunnel(attached, first, 0, now), buildTunnel(attached, second, 1, now)],
    state: 'available',
  };
};

const transitGatewayOf = ({ region }: CustomerGateway): string =>
  `tgw-${derivedHex(17, 'transit gateway', region)}`;

const buildAttachment = (
  { id, attachment = {} }: ConnectionDescription,
  transitGatewayId: string,
): Attachment => ({
  id: attachment.id ?? `tgw-attach-${derivedHex(17, 'attachment', id)}`,
  state: attachment.state ?? 'available',
  routeTableId:
    attachment.routeTable === undefined
      ? `tgw-rtb-${derivedHex(17, 'route table', transitGatewayId)}`
      : (attachment.routeTable ?? undefined),
  associationState: attachment.associationState ?? 'associated',
});

const buildTunnel = (
  connection: Pick<Connection, 'id' | 'routing' | 'vpnGatewayId'>,
  description: TunnelDescription,
  index: number,
  now: EpochMs,
): Tunnel => {
  const { outsideIp, state = 'up', stateForMs = 30 * dayMs } = description;
  const isUp = state === 'up';
  const since = now - stateForMs;
  const session = {
    phase: isUp ? 'established' : 'idle',
    peer: buildPeer(description.peer ?? {}, isUp),
    peerLost: false,
  } as const;
  return {
    ...session,
    connectionId: connection.id,
    outsideIp,
    awsSends: description.awsSends ?? true,
    preSharedKeys: [plantedKey(connection.id, outsideIp)],
    history: description.history ?? state,
    options: buildOptions(
      description.options ?? {},
      `169.254.${10 + derivedNumber(200, connection.id)}.${4 * index}/30`,
    ),
    awsTries: false,
    telemetry: [{ ...presentStatus(connection, session), at: since, lastStatusChange: since }],
    due: undefined,
    maintenance: pendingMaintenance(description.maintenance, now),
  };
};

const pendingMaintenance = (
  description: TunnelDescription['maintenance'],
  now: EpochMs,
): Tunnel['maintenance'] => {
  const afterMs = description?.autoAppliedAfterMs;
  return {
    pending: description !== undefined,
    autoAppliedAfter: typeof afterMs === 'number' ? now + afterMs : undefined,
    lastAppliedAt: undefined,
  };
};

const buildPeer = (description: PeerDescription, isUp: boolean): Peer => ({
  answers: description.answers ?? isUp,
  initiates: description.initiates ?? false,
  key: description.key ?? 'right',
  proposal: description.proposal ?? 'right',
  ikeFault: description.ikeFault ?? 'none',
  bgp: description.bgp ?? 'up',
  bgpFault: description.bgpFault ?? 'none',
  bgpNotifiedBy: undefined,
  routes: description.routes ?? 3,
  sends: description.sends ?? true,
});

const buildOptions = (description: TunnelOptionsDescription, tunnelInsideCidr: string): TunnelOptions => ({
  ...defaultTunnelOptions,
  tunnelInsideCidr,
  startupAction: description.startupAction ?? defaultTunnelOptions.startupAction,
  dpdTimeoutSeconds: description.dpdTimeoutSeconds ?? defaultTunnelOptions.dpdTimeoutSeconds,
  dpdTimeoutAction: description.dpdTimeoutAction ?? defaultTunnelOptions.dpdTimeoutAction,
  ikeVersions: description.ikeVersions ?? defaultTunnelOptions.ikeVersions,
  enableTunnelLifecycleControl: description.lifecycleControl ?? false,
  log: describedLog(description, defaultTunnelOptions.log),
});

/** A key of AWS's form (8 to 64 of letters, digits, `.` and `_`) that nobody would write by accident. */
const plantedKey = (connectionId: string, outsideIp: string): string =>
  `Planted.PSK_${derivedHex(20, 'pre-shared key', connectionId, outsideIp)}`;
