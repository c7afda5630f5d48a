/** Calls of the EC2 API that change a connection: whoever makes them is at work on it. */
export const connectionCalls = [
  'CreateVpnConnection',
  'DeleteVpnConnection',
  'ModifyVpnConnection',
  'ModifyVpnConnectionOptions',
  'ModifyVpnTunnelOptions',
  'ModifyVpnTunnelCertificate',
  'ReplaceVpnTunnel',
] as const;

/**
 * Calls that change where traffic goes: they touch no tunnel. `DeleteRoute`, `ReplaceRouteTableAssociation` and their like are
 * not among them, since they do not name what the route led to.
 */
export const routeCalls = [
  'CreateVpnConnectionRoute',
  'DeleteVpnConnectionRoute',
  'EnableVgwRoutePropagation',
  'DisableVgwRoutePropagation',
  'AttachVpnGateway',
  'DetachVpnGateway',
  'CreateRoute',
  'ReplaceRoute',
  'CreateTransitGatewayRoute',
  'ReplaceTransitGatewayRoute',
  'DeleteTransitGatewayRoute',
  'AssociateTransitGatewayRouteTable',
  'DisassociateTransitGatewayRouteTable',
  'EnableTransitGatewayRouteTablePropagation',
  'DisableTransitGatewayRouteTablePropagation',
  'ModifyTransitGateway',
] as const;

export type RouteCall = (typeof routeCalls)[number];

/** The event rules match them, and the function reads them. */
export const changeOperations = [...connectionCalls, ...routeCalls] as const;

export type ChangeOperation = (typeof changeOperations)[number];

export const isRouteCall = (operation: ChangeOperation): operation is RouteCall =>
  routeCalls.some((call) => call === operation);
