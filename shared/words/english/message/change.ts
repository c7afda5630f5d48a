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
