import type { Connection, CustomerGateway, Tunnel, TunnelOptions } from '../connection.ts';
import type { TunnelMaintenance } from '../diagnosis/evidence.ts';
import { type Severity, tunnelState } from '../health.ts';
import { cut } from '../message/subject.ts';
import { isNotAssociated } from '../observation.ts';
import { mistakenTags } from '../own-tags.ts';
import { daysMs, type EpochMs } from '../time.ts';
import { type Finding, type FindingId, findingIds } from './finding.ts';
import { isPresent, siteTagOf } from './site-tag.ts';
import { weakAlgorithms } from './weak-algorithms.ts';

/** What is known around a connection besides itself. */
export interface FindingContext {
  /** Outside IPs with evidence that they have never been up. */
  readonly unusedTunnels: ReadonlySet<string>;
  /** Outside IPs that have never had a route over BGP, as far as is known. Absent: none. */
  readonly neverRouted?: ReadonlySet<string> | undefined;
  /** Absent where it could not be read: what depends on it is not judged. */
  readonly customerGateway: CustomerGateway | undefined;
  /** What is known of the tunnels under lifecycle control. */
  readonly maintenance: readonly TunnelMaintenance[];
  /** Other connections that may belong to the same site. */
  readonly related: readonly Connection[];
  readonly now: EpochMs;
}

interface Found {
  readonly severity: Severity;
  /** @default [] */
  readonly outsideIps?: readonly string[];
  /** @default '' */
  readonly detail?: string;
}

type Rule = (connection: Connection, context: FindingContext) => readonly Found[];

/** What is wrong with the set-up of a connection, the gravest first. What AWS does not say is not judged. */
export const findingsOf = (connection: Connection, context: FindingContext): readonly Finding[] => {
  const findings = findingIds.flatMap((id) =>
    rules[id](connection, context).map(
      ({ severity, outsideIps = [], detail = '' }): Finding => ({
        id,
        severity,
        connectionId: connection.connectionId,
        outsideIps,
        detail,
      }),
    ),
  );
  return findings.toSorted((one, other) => gravity[other.severity] - gravity[one.severity]);
};

const gravity: Readonly<Record<Severity, number>> = { critical: 2, warning: 1, info: 0 };

/** Maintenance that AWS applies by itself within this time is worth a warning. */
const maintenanceSoonMs = daysMs(7);

/** Routes that AWS accepts from a gateway before it ends the session (Site-to-Site VPN quotas). */
const routeLimits: Readonly<Partial<Record<Connection['target']['kind'], number>>> = {
  'virtual-private-gateway': 100,
  'transit-gateway': 1_000,
};

const nearLimit = 0.8;

const ipsOf = (tunnels: readonly Tunnel[]): readonly string[] => tunnels.map((tunnel) => tunnel.outsideIp);

const onTunnels = (severity: Severity, tunnels: readonly Tunnel[]): readonly Found[] =>
  tunnels.length > 0 ? [{ severity, outsideIps: ipsOf(tunnels) }] : [];

type TunnelWithOptions = Tunnel & { readonly options: TunnelOptions };

const hasOptions = (tunnel: Tunnel): tunnel is TunnelWithOptions => tunnel.options !== undefined;

const whose = (
  connection: Connection,
  applies: (options: TunnelOptions) => boolean,
): readonly TunnelWithOptions[] =>
  connection.tunnels.filter(hasOptions).filter(({ options }) => applies(options));

/** What is on its way to either state passes by itself; a connection that is down is an incident's to tell. */
const notAssociated: Rule = (connection) =>
  isNotAssociated(connection) && connection.tunnels.some((tunnel) => tunnel.ipsec === 'up')
    ? [{ severity: 'warning' }]
    : [];

/** Those of a transit gateway are kept in its route tables. */
const noStaticRoute: Rule = ({ routing, target, staticRoutes }) => {
  if (routing !== 'static' || target.kind !== 'virtual-private-gateway' || !staticRoutes) return [];
  const hasRoute = staticRoutes.some(({ state }) => state === 'available' || state === 'pending');
  return hasRoute ? [] : [{ severity: 'warning' }];
};

/** Renewal that may begin after a fifth of the lifetime goes on nearly without end (540 s before the end of an hour is well). */
const longestRekeyWindow = 0.8;

const rekeyWindow: Rule = (connection) =>
  onTunnels(
    'warning',
    whose(
      connection,
      ({ rekey }) =>
        rekey !== undefined &&
        rekey.marginSeconds * (1 + rekey.fuzzPercent / 100) >=
          longestRekeyWindow * rekey.phase2LifetimeSeconds,
    ),
  );

const singleTunnel: Rule = (connection, { unusedTunnels }) =>
  onTunnels(
    'warning',
    connection.tunnels.filter((tunnel) => tunnel.ipsec === 'down' && unusedTunnels.has(tunnel.outsideIp)),
  );

/** Which gateways serve one site only its tag can say: a common target alone does not make a common site. */
const singleGateway: Rule = (connection, { related }) => {
  const site = siteTagOf(connection);
  const joined = related.some(
    (other) =>
      site !== undefined &&
      siteTagOf(other) === site &&
      isPresent(other) &&
      other.customerGatewayId !== connection.customerGatewayId,
  );
  return joined ? [] : [{ severity: 'warning' }];
};

const maintenancePending: Rule = (connection, { maintenance, now }) => {
  const present = new Set(ipsOf(connection.tunnels));
  const pending = maintenance.filter((one) => one.pending && present.has(one.outsideIp));
  if (pending.length === 0) return [];
  const deadline = Math.min(...pending.map((one) => one.autoAppliedAfter ?? Number.POSITIVE_INFINITY));
  return [
    {
      severity: deadline - now <= maintenanceSoonMs ? 'warning' : 'info',
      outsideIps: pending.map((one) => one.outsideIp),
      detail: Number.isFinite(deadline) ? String(deadline) : '',
    },
  ];
};

/** AWS initiates only with IKEv2, towards a gateway with an address, and not over an accelerated connection. */
const awsDoesNotInitiate: Rule = (connection, { customerGateway }) =>
  connection.accelerated || customerGateway?.ipAddress === undefined
    ? []
    : onTunnels(
        'warning',
        whose(
          connection,
          ({ startupAction, ikeVersions }) => startupAction === 'add' && allowsIkev2(ikeVersions),
        ),
      );

/** An empty list: AWS did not say, and then both versions are allowed. */
const allowsIkev2 = (ikeVersions: readonly string[]): boolean =>
  ikeVersions.length === 0 || ikeVersions.includes('ikev2');

const bgpNearPrefixLimit: Rule = (connection) => {
  if (connection.routing !== 'bgp') return [];
  const limit = routeLimits[connection.target.kind] ?? Number.POSITIVE_INFINITY;
  const near = connection.tunnels.filter((tunnel) => tunnel.acceptedRouteCount >= nearLimit * limit);
  const most = Math.max(...near.map((tunnel) => tunnel.acceptedRouteCount));
  return onTunnels('warning', near).map((found) => ({ ...found, detail: `${most}/${limit}` }));
};

/** What a tag says is text of anybody's, so of a long one the beginning must do. */
const longestTag = 60;

const mistakenTag: Rule = ({ tags }) => {
  const mistaken = mistakenTags(tags).map(({ key, value }) => cut(`${key}=${value}`, longestTag));
  return mistaken.length > 0 ? [{ severity: 'warning', detail: mistaken.join(', ') }] : [];
};

const loggingOff: Rule = (connection) => {
  const bgp = connection.routing === 'bgp';
  const silent = whose(connection, ({ activityLog, bgpLog }) => !activityLog || (bgp && !bgpLog));
  const missing = [
    ...(silent.some(({ options }) => !options.activityLog) ? ['activity'] : []),
    ...(bgp && silent.some(({ options }) => !options.bgpLog) ? ['BGP'] : []),
  ];
  return onTunnels('info', silent).map((found) => ({ ...found, detail: missing.join(', ') }));
};

/** Tunnels that allow the same make one finding. */
const weakAlgorithmsAllowed: Rule = (connection) => {
  const weak = connection.tunnels.map((tunnel) => (tunnel.options ? weakAlgorithms(tunnel.options) : ''));
  return [...new Set(weak)]
    .filter((detail) => detail !== '')
    .map((detail) => ({
      severity: 'info',
      outsideIps: ipsOf(connection.tunnels.filter((_, index) => weak[index] === detail)),
      detail,
    }));
};

/** A gateway with a certificate has no pre-shared key; of one that is not known nobody can say. */
const preSharedKeyWithConnection: Rule = (connection, { customerGateway }) =>
  connection.preSharedKeys === 'with-connection' &&
  customerGateway !== undefined &&
  customerGateway.certificateArn === undefined
    ? [{ severity: 'info' }]
    : [];

const rules: Readonly<Record<FindingId, Rule>> = {
  'not-associated': notAssociated,
  'no-static-route': noStaticRoute,
  'single-tunnel': singleTunnel,
  'single-gateway': singleGateway,
  'maintenance-pending': maintenancePending,
  'aws-does-not-initiate': awsDoesNotInitiate,
  'dpd-clears-tunnel': (connection) =>
    onTunnels(
      'warning',
      whose(connection, ({ dpdTimeoutAction }) => dpdTimeoutAction === 'clear'),
    ),
  'dpd-does-nothing': (connection) =>
    onTunnels(
      'warning',
      whose(connection, ({ dpdTimeoutAction }) => dpdTimeoutAction === 'none'),
    ),
  'ikev1-only': (connection) =>
    onTunnels(
      'warning',
      whose(connection, ({ ikeVersions }) => !allowsIkev2(ikeVersions)),
    ),
  'rekey-window': rekeyWindow,
  'bgp-never-routed': (connection, { neverRouted = new Set<string>() }) =>
    onTunnels(
      'warning',
      connection.tunnels.filter(
        (tunnel) => tunnelState(connection, tunnel, new Set(), neverRouted) === 'never-routed',
      ),
    ),
  'bgp-near-prefix-limit': bgpNearPrefixLimit,
  'mistaken-tag': mistakenTag,
  'static-routing': ({ routing }) => (routing === 'static' ? [{ severity: 'info' }] : []),
  'logging-off': loggingOff,
  'weak-algorithms': weakAlgorithmsAllowed,
  'pre-shared-key-with-connection': preSharedKeyWithConnection,
  'no-lifecycle-control': (connection) =>
    onTunnels(
      'info',
      whose(connection, ({ lifecycleControl }) => !lifecycleControl),
    ),
};
