import type { ChangeOperation } from '../../../contracts/vpn-change.ts';
import type { ChangedBy } from '../../../domain/change.ts';
import type { ChangeWords } from '../../../domain/message/words.ts';

const what: Readonly<Record<ChangeOperation, string>> = {
  CreateVpnConnection: 'VPN 연결이 생성되었습니다',
  DeleteVpnConnection: 'VPN 연결이 삭제되었습니다',
  ModifyVpnConnection: 'VPN 연결의 게이트웨이 또는 연결 대상이 변경되었습니다',
  ModifyVpnConnectionOptions: 'VPN 연결의 옵션이 변경되었습니다',
  ModifyVpnTunnelOptions: '터널 옵션이 변경되었습니다',
  ModifyVpnTunnelCertificate: '터널의 인증서가 변경되었습니다',
  ReplaceVpnTunnel: '요청에 따라 터널 엔드포인트가 교체되었습니다',
  CreateVpnConnectionRoute: 'VPN 연결의 정적 경로가 추가되었습니다',
  DeleteVpnConnectionRoute: 'VPN 연결의 정적 경로가 삭제되었습니다',
  EnableVgwRoutePropagation: '가상 프라이빗 게이트웨이의 경로 전파가 켜졌습니다',
  DisableVgwRoutePropagation: '가상 프라이빗 게이트웨이의 경로 전파가 꺼졌습니다',
  AttachVpnGateway: '가상 프라이빗 게이트웨이가 VPC에 연결되었습니다',
  DetachVpnGateway: '가상 프라이빗 게이트웨이가 VPC에서 분리되었습니다',
  CreateRoute: '라우팅 테이블에 AWS 쪽 게이트웨이로 가는 경로가 추가되었습니다',
  ReplaceRoute: '라우팅 테이블의 경로가 AWS 쪽 게이트웨이로 변경되었습니다',
  CreateTransitGatewayRoute: 'VPN 연결로 가는 Transit Gateway 경로가 추가되었습니다',
  ReplaceTransitGatewayRoute: 'Transit Gateway 경로가 VPN 연결로 변경되었습니다',
  DeleteTransitGatewayRoute: 'VPN 연결로 가는 Transit Gateway 경로가 삭제되었습니다',
  AssociateTransitGatewayRouteTable: 'VPN 연결이 Transit Gateway 라우팅 테이블에 연결되었습니다',
  DisassociateTransitGatewayRouteTable: 'VPN 연결과 Transit Gateway 라우팅 테이블의 연결이 해제되었습니다',
  EnableTransitGatewayRouteTablePropagation: 'VPN 연결의 경로 전파가 켜졌습니다',
  DisableTransitGatewayRouteTablePropagation: 'VPN 연결의 경로 전파가 꺼졌습니다',
  ModifyTransitGateway: 'Transit Gateway의 옵션이 변경되었습니다',
};

const named =
  (kind: string) =>
  (name: string): string =>
    name === '' ? kind : `${kind} ${name}`;

/** Names stand without a particle: which one fits would depend on their last sound. */
const who: Readonly<Record<ChangedBy['kind'], (name: string) => string>> = {
  role: named('역할'),
  user: named('사용자'),
  service: named('서비스'),
  root: () => '루트 사용자',
  unknown: () => '변경한 사람은 알 수 없음',
};

export const changed = ({ operation, by, name, at, lead }: ChangeWords): string =>
  `${at}에 ${what[operation]}(${who[by](name)}${lead === '' ? '' : `, 끊어지기 ${lead} 전`}).`;
