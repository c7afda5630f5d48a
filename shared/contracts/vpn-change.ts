/** The calls of the EC2 API that change a connection: the event rule matches them, and the function reads them. */
export const changeOperations = [
  'CreateVpnConnection',
  'DeleteVpnConnection',
  'ModifyVpnConnection',
  'ModifyVpnConnectionOptions',
  'ModifyVpnTunnelOptions',
  'ModifyVpnTunnelCertificate',
  'ReplaceVpnTunnel',
] as const;

export type ChangeOperation = (typeof changeOperations)[number];
