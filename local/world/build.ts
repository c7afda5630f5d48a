import { type EpochMs, ServiceError } from '../contract.ts';
import { derivedHex, derivedNumber } from './derived.ts';
import type {
  ConnectionDescription,
  CustomerGatewayDescription,
  PeerDescription,
  TunnelDescription,
  TunnelOptionsDescription,
} from './estate.ts';
import type { Connection, CustomerGateway, Peer, Tunnel } from './model.ts';
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
  return {
    id,
    region: description.region ?? gateway.region,
    gateway,
    tags: new Map(Object.entries({ ...(name === undefined ? {} : { Name: name }), ...description.tags })),
    routing,
    transitGatewayId:
      description.vpnGateway === undefined
        ? (description.transitGateway ?? transitGatewayOf(gateway))
        : undefined,
    vpnGatewayId: description.vpnGateway,
    accelerated: description.accelerated ?? false,
    classic: description.classic ?? false,
    telemetryOrder:
      description.telemetryOrder ?? (derivedNumber(2, 'telemetry order', id) === 0 ? 'same' : 'reversed'),
    tunnels: [buildTunnel(id, first, 0, routing, now), buildTunnel(id, second, 1, routing, now)],
    state: 'available',
  };
};

const transitGatewayOf = ({ region }: CustomerGateway): string =>
  `tgw-${derivedHex(17, 'transit gateway', region)}`;

const buildTunnel = (
  connectionId: string,
  description: TunnelDescription,
  index: number,
  routing: 'bgp' | 'static',
  now: EpochMs,
): Tunnel => {
  const { outsideIp, state = 'up', stateForMs = 30 * dayMs } = description;
  const isUp = state === 'up';
  const peer = buildPeer(description.peer ?? {}, isUp);
  const since = now - stateForMs;
  const isDown = !isUp || (routing === 'bgp' && peer.bgp === 'down');
  return {
    connectionId,
    outsideIp,
    preSharedKeys: [plantedKey(connectionId, outsideIp)],
    history: description.history ?? state,
    peer,
    options: buildOptions(
      description.options ?? {},
      `169.254.${10 + derivedNumber(200, connectionId)}.${4 * index}/30`,
    ),
    phase: isUp ? 'established' : 'idle',
    awsTries: false,
    peerLost: false,
    telemetry: [
      {
        at: since,
        lastStatusChange: since,
        status: isDown ? 'DOWN' : 'UP',
        acceptedRouteCount: isDown || routing === 'static' ? 0 : peer.routes,
        statusMessage: isDown || routing === 'static' ? '' : `${peer.routes} BGP ROUTES`,
      },
    ],
    due: undefined,
    maintenance: { pendingUntil: undefined, lastAppliedAt: undefined },
  };
};

const buildPeer = (description: PeerDescription, isUp: boolean): Peer => ({
  answers: description.answers ?? isUp,
  initiates: description.initiates ?? false,
  key: description.key ?? 'right',
  proposal: description.proposal ?? 'right',
  bgp: description.bgp ?? 'up',
  routes: description.routes ?? 3,
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
