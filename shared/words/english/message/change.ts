import type { ChangeOperation } from '../../../contracts/vpn-change.ts';
import type { ChangedBy } from '../../../domain/change.ts';
import type { ChangeWords } from '../../../domain/message/words.ts';

const what: Readonly<Record<ChangeOperation, string>> = {
  CreateVpnConnection: 'The connection was created',
  DeleteVpnConnection: 'The connection was deleted',
  ModifyVpnConnection: 'The gateway or target of the connection was changed',
  ModifyVpnConnectionOptions: 'The options of the connection were changed',
  ModifyVpnTunnelOptions: 'Tunnel options were changed',
  ModifyVpnTunnelCertificate: 'The certificate of a tunnel was changed',
  ReplaceVpnTunnel: 'A tunnel endpoint was replaced on request',
  CreateVpnConnectionRoute: 'A static route of the connection was added',
  DeleteVpnConnectionRoute: 'A static route of the connection was deleted',
  EnableVgwRoutePropagation: 'Route propagation from the virtual private gateway was switched on',
  DisableVgwRoutePropagation: 'Route propagation from the virtual private gateway was switched off',
  AttachVpnGateway: 'The virtual private gateway was attached to a VPC',
  DetachVpnGateway: 'The virtual private gateway was detached from its VPC',
  CreateRoute: 'A route to the gateway at AWS was added to a route table',
  ReplaceRoute: 'A route of a route table was changed to the gateway at AWS',
  CreateTransitGatewayRoute: 'A transit gateway route to the connection was added',
  ReplaceTransitGatewayRoute: 'A transit gateway route was changed to the connection',
  DeleteTransitGatewayRoute: 'A transit gateway route to the connection was deleted',
  AssociateTransitGatewayRouteTable: 'The connection was associated with a transit gateway route table',
  DisassociateTransitGatewayRouteTable: 'The connection was dissociated from its transit gateway route table',
  EnableTransitGatewayRouteTablePropagation: 'Route propagation from the connection was switched on',
  DisableTransitGatewayRouteTablePropagation: 'Route propagation from the connection was switched off',
  ModifyTransitGateway: 'The options of the transit gateway were changed',
};

const named =
  (kind: string) =>
  (name: string): string =>
    name === '' ? `by a ${kind}` : `by ${kind} ${name}`;

const who: Readonly<Record<ChangedBy['kind'], (name: string) => string>> = {
  role: named('role'),
  user: named('user'),
  service: named('service'),
  root: () => 'by the root user',
  unknown: () => 'by somebody',
};

export const changed = ({ operation, by, name, at, lead }: ChangeWords): string =>
  `${what[operation]} ${who[by](name)} at ${at}${lead === '' ? '' : `, ${lead} before the fall`}.`;
