import type { DiagnosisWords } from '../../domain/diagnosis/diagnosis-words.ts';
import { bgpCauses } from './diagnosis/bgp-causes.ts';
import { fact } from './diagnosis/facts.ts';
import { ikeCauses } from './diagnosis/ike-causes.ts';
import { unknown } from './diagnosis/unknown.ts';
import { unread } from './diagnosis/unread.ts';

export const diagnosis: DiagnosisWords = {
  cause: { ...ikeCauses, ...bgpCauses },
  unknown,
  detour: (connections, more) =>
    `no tunnel of this connection is up; traffic can flow over ${connections.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  fact,
  unread,
  tunnelLogLink: (logGroup) => `Tunnel log ${logGroup}`,
  chart: {
    title: (connection) => `Traffic and state of the tunnels of ${connection}`,
    bytesIn: (outsideIp) => `${outsideIp} from the gateway`,
    bytesOut: (outsideIp) => `${outsideIp} to the gateway`,
    state: (outsideIp) => `${outsideIp} state`,
    fell: (outsideIp) => `${outsideIp} fell`,
  },
};
