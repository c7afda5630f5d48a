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
    `이 연결의 터널은 모두 다운, 트래픽은 ${connections.join(', ')}${more > 0 ? ` 외 ${more}개` : ''}(으)로 우회 가능`,
  fact,
  unread,
  tunnelLogLink: (logGroup) => `터널 로그 ${logGroup}`,
  chart: {
    title: (connection) => `${connection} 터널의 트래픽과 상태`,
    bytesIn: (outsideIp) => `${outsideIp} 수신`,
    bytesOut: (outsideIp) => `${outsideIp} 송신`,
    state: (outsideIp) => `${outsideIp} 상태`,
    fell: (outsideIp) => `${outsideIp} 다운`,
  },
};
