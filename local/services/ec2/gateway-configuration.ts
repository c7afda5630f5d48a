import type { Connection, Tunnel } from '../../world/model.ts';
import type { TunnelOptions } from '../../world/tunnel-options.ts';

type Tree = readonly (readonly [name: string, content: string | number | Tree])[];

const rendered = new WeakMap<TunnelOptions, string>();

/** The configuration document of a connection, about 8 kB, in which AWS repeats both pre-shared keys. */
export const gatewayConfiguration = (connection: Connection): string => {
  const head: Tree = [
    ['customer_gateway_id', connection.gateway.id],
    [
      connection.vpnGatewayId ? 'vpn_gateway_id' : 'transit_gateway_id',
      connection.vpnGatewayId ?? connection.transitGatewayId ?? '',
    ],
    ['vpn_connection_type', 'ipsec.1'],
    [
      'vpn_connection_attributes',
      connection.routing === 'static' ? 'NoBGPVPNConnection' : 'BGPVPNConnection',
    ],
  ];
  const tunnels = connection.tunnels.map((tunnel) => tunnelDocument(connection, tunnel)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<vpn_connection id="${connection.id}">\n${write(head, 1)}${tunnels}</vpn_connection>\n`;
};

const tunnelDocument = (connection: Connection, tunnel: Tunnel): string => {
  const known = rendered.get(tunnel.options);
  if (known !== undefined) return known;
  const document = write([['ipsec_tunnel', tunnelTree(connection, tunnel)]], 1);
  rendered.set(tunnel.options, document);
  return document;
};

const tunnelTree = ({ gateway, routing }: Connection, tunnel: Tunnel): Tree => [
  ['customer_gateway', endTree(gateway.ipAddress ?? '', tunnel, 2, routing, gateway.bgpAsn)],
  ['vpn_gateway', endTree(tunnel.outsideIp, tunnel, 1, routing, 64_512)],
  ['ike', ikeTree(tunnel)],
  ['ipsec', ipsecTree(tunnel.options)],
];

const endTree = (
  outsideIp: string,
  { options }: Tunnel,
  host: number,
  routing: string,
  asn: number,
): Tree => [
  ['tunnel_outside_address', [['ip_address', outsideIp]]],
  [
    'tunnel_inside_address',
    [
      ['ip_address', insideAddress(options.tunnelInsideCidr, host)],
      ['network_mask', '255.255.255.252'],
      ['network_cidr', 30],
    ],
  ],
  ...(routing === 'bgp'
    ? ([
        [
          'bgp',
          [
            ['asn', asn],
            ['hold_time', 30],
          ],
        ],
      ] as const)
    : []),
];

const insideAddress = (cidr: string, host: number): string => {
  const [address = ''] = cidr.split('/');
  const octets = address.split('.').map(Number);
  return [...octets.slice(0, 3), (octets[3] ?? 0) + host].join('.');
};

const ikeTree = ({ options, preSharedKeys }: Tunnel): Tree => [
  ...proposals(options.phase1EncryptionAlgorithms, options.phase1IntegrityAlgorithms),
  ['versions', options.ikeVersions.join(' ')],
  ['lifetime', options.phase1LifetimeSeconds],
  ['perfect_forward_secrecy', 'group2'],
  ['mode', 'main'],
  ['pre_shared_key', preSharedKeys.at(-1) ?? ''],
];

const ipsecTree = (options: TunnelOptions): Tree => [
  ['protocol', 'esp'],
  ...proposals(options.phase2EncryptionAlgorithms, options.phase2IntegrityAlgorithms),
  ['lifetime', options.phase2LifetimeSeconds],
  ['perfect_forward_secrecy', 'group2'],
  ['mode', 'tunnel'],
  ['clear_df_bit', 'true'],
  ['fragmentation_before_encryption', 'true'],
  ['tcp_mss_adjustment', 1_379],
  [
    'dead_peer_detection',
    [
      ['interval', 10],
      ['retries', 3],
    ],
  ],
];

const proposals = (encryption: readonly string[], integrity: readonly string[]): Tree =>
  encryption.flatMap((cipher) =>
    integrity
      .map(
        (hash) =>
          [
            'proposal',
            [
              ['encryption_protocol', cipher],
              ['authentication_protocol', hash],
            ],
          ] as const,
      )
      .slice(0, 2),
  );

const write = (tree: Tree, depth: number): string => {
  const indent = '  '.repeat(depth);
  return tree
    .map(([name, content]) =>
      typeof content === 'object'
        ? `${indent}<${name}>\n${write(content, depth + 1)}${indent}</${name}>\n`
        : `${indent}<${name}>${content}</${name}>\n`,
    )
    .join('');
};
