import type { ConnectionText } from '../../../domain/message/catalogue.ts';
import type { TroubleWords, TunnelWords } from '../../../domain/message/words.ts';

const severity: ConnectionText['severity'] = {
  critical: '심각',
  warning: '경고',
  info: '정보',
  resolved: '해결',
};

const health: ConnectionText['health'] = {
  outage: '트래픽이 흐르지 않습니다',
  degraded: '터널 하나만 UP 상태이며, 이중화 없이 트래픽이 흐릅니다',
  unknown: 'AWS가 일부 터널의 상태를 알려 주지 않아, 중단되어도 알 수 없습니다',
  healthy: '사용 중인 모든 터널이 UP 상태입니다',
};

const closed: ConnectionText['closed'] = {
  recovered: '사용 중인 모든 터널이 몇 분 동안 계속 UP 상태입니다',
  'connection-deleted': 'VPN 연결이 삭제되었습니다',
  unwatched: '소유자가 태그로 감시 제외를 요청했습니다',
  unconfirmed: '실제 장애가 아니었습니다',
};

const target: ConnectionText['target'] = {
  'virtual-private-gateway': '가상 프라이빗 게이트웨이',
  'transit-gateway': '전송 게이트웨이(Transit Gateway)',
  'cloud-wan': '클라우드 WAN(Cloud WAN)',
  concentrator: 'VPN 집선 장치(VPN Concentrator)',
  unattached: '없음',
};

const lasting = ({ since }: TroubleWords): string => `${since}부터`;

const awsSays = ({ statusMessage }: TunnelWords): string =>
  statusMessage === '' ? '' : `; AWS 메시지: ${statusMessage}`;

const routes = ({ routes: count }: TunnelWords): string => (count === undefined ? '' : `, 경로 ${count}개`);

const tunnel: ConnectionText['tunnel'] = {
  up: (words) => `UP, ${words.since}부터${routes(words)}`,
  down: (words) => `DOWN, ${lasting(words)}${awsSays(words)}`,
  'no-routes': (words) => `IPsec은 UP이지만 수신 경로 없음, ${lasting(words)}${awsSays(words)}`,
  'no-traffic': (words) => `UP이지만 트래픽이 통하지 않음, ${lasting(words)}`,
  'never-routed': (words) => `IPsec UP, ${words.since}부터, BGP로 경로를 받은 적이 없음`,
  unused: () => '한 번도 UP 상태가 된 적이 없음',
  unknown: (words) =>
    `상태를 알 수 없음, ${lasting(words)}${words.statusMessage === '' ? '; AWS가 상태를 알려 주지 않음' : awsSays(words)}`,
};

const label: ConnectionText['label'] = {
  connection: '연결',
  account: '계정',
  region: '리전',
  target: '연결 대상',
  customerGateway: '고객 게이트웨이',
  lastChange: '마지막 변경',
  consoleLink: 'AWS 콘솔에서 열기',
  healthLink: 'AWS Health 열기',
  runbookLink: '런북',
};

export const connection: ConnectionText = {
  severity,
  health,
  closed,
  target,
  tunnel,
  label,
  routing: { static: '정적 라우팅', bgp: 'BGP' },
  gatewayAddress: (ipAddress) => ipAddress ?? '고정 IP 주소 없음',
  gatewayAsn: (asn) => `ASN ${asn}`,
};
