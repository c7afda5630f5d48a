import type { IkeCauseName } from '../../../domain/diagnosis/cause-kinds.ts';
import type { LogCauseText } from '../../../domain/diagnosis/diagnosis-words.ts';

const modifyInstead = 'AWS 쪽을 맞추려면 터널 옵션을 수정하십시오. 수정하는 동안 이 터널은 몇 분간 끊깁니다.';

/** What the log of IKE and IPsec says, and what to do at the gateway. */
export const ikeCauses: Readonly<Record<IkeCauseName, LogCauseText>> = {
  'pre-shared-key': {
    sentence: ({ outsideIp }) =>
      `터널 ${outsideIp}의 사전 공유 키(PSK)가 AWS와 고객 게이트웨이에서 서로 다릅니다.`,
    todo: ({ outsideIp }) => [
      `고객 게이트웨이에 설정된 피어 ${outsideIp}의 키를 VPN 연결의 "구성 다운로드"에 나온 값과 비교하십시오. 공백이 섞였거나 다른 터널의 키를 넣지 않았는지도 확인하십시오.`,
      '양쪽에 같은 키를 설정하십시오. AWS에서 키를 바꾸면 이 터널이 몇 분간 끊기므로 게이트웨이에서 바꾸는 편이 안전합니다.',
    ],
  },
  authentication: {
    sentence: ({ outsideIp }) =>
      `터널 ${outsideIp}의 IKE 인증에 실패했습니다. 고객 게이트웨이의 키, 인증서 또는 IKE ID가 AWS가 기대하는 값과 다릅니다.`,
    todo: () => [
      '게이트웨이가 보내는 IKE ID를 확인하십시오. AWS는 공인 IP 주소를 기대하므로, NAT 뒤에 있다면 로컬 ID를 공인 IP로 지정하십시오.',
      '사전 공유 키를 확인하십시오. 인증서를 쓴다면 인증서 체인, 만료일, 게이트웨이 시각을 확인하십시오.',
    ],
  },
  'proposal-phase-1': {
    sentence: ({ outsideIp }) =>
      `터널 ${outsideIp}의 1단계(IKE) 제안이 일치하지 않습니다. 암호화, 무결성 또는 DH 그룹이 AWS와 고객 게이트웨이 사이에 맞지 않습니다.`,
    todo: ({ allowed }) => [
      allowed === ''
        ? '게이트웨이의 1단계 설정(암호화, 무결성, DH 그룹, IKE 버전)을 AWS 터널 옵션이 허용하는 조합으로 맞추십시오.'
        : `게이트웨이의 1단계 설정을 이 터널에서 AWS가 허용하는 조합으로 맞추십시오: ${allowed}.`,
      modifyInstead,
    ],
  },
  'proposal-phase-2': {
    sentence: ({ outsideIp }) =>
      `터널 ${outsideIp}의 2단계(IPsec) 제안이 일치하지 않습니다. 암호화, 무결성 또는 PFS 그룹이 AWS와 고객 게이트웨이 사이에 맞지 않습니다.`,
    todo: ({ allowed }) => [
      allowed === ''
        ? '게이트웨이의 ESP 설정을 AWS 터널 옵션이 허용하는 조합으로 맞추고, 허용된 DH 그룹으로 PFS를 켜십시오.'
        : `게이트웨이의 ESP 설정을 이 터널에서 AWS가 허용하는 조합으로 맞추고 PFS를 켜십시오: ${allowed}.`,
      modifyInstead,
    ],
  },
  'phase-2-failed': {
    sentence: ({ outsideIp }) =>
      `터널 ${outsideIp}의 1단계는 수립되었으나 2단계 협상이 오류로 끝나 수립되지 않았습니다.`,
    todo: () => [
      '게이트웨이의 2단계 설정(ESP 암호화, 무결성, PFS 그룹, 트래픽 셀렉터)을 AWS와 비교하십시오.',
      '게이트웨이 로그에서 CHILD_SA(IKEv2) 또는 Quick Mode(IKEv1) 오류를 확인하십시오.',
    ],
  },
  'traffic-selectors': {
    sentence: ({ outsideIp }) =>
      `터널 ${outsideIp}의 트래픽 셀렉터가 일치하지 않아 상대가 거부했습니다(TS_UNACCEPTABLE).`,
    todo: () => [
      '게이트웨이의 암호화 도메인을 VPN 연결의 로컬/원격 CIDR과 맞추십시오. 라우팅 기반 VPN이라면 양쪽 모두 0.0.0.0/0입니다.',
      '정책 기반 게이트웨이라면 네트워크 쌍을 하나만 사용하십시오. AWS는 터널당 SA 한 쌍만 유지합니다.',
    ],
  },
  'dead-peer': {
    sentence: ({ outsideIp }) =>
      `고객 게이트웨이가 터널 ${outsideIp}의 DPD(Dead Peer Detection)에 응답하지 않아 AWS가 터널을 내렸습니다.`,
    todo: ({ outsideIp }) => [
      '게이트웨이와 회선이 살아 있는지 확인하십시오: 전원, CPU 부하, 업링크, IP 주소 변경.',
      `게이트웨이와 ${outsideIp} 사이에서 UDP 500, 4500(NAT가 없으면 ESP도)이 양방향으로 통하는지 확인하십시오.`,
      '회선이 복구되면 게이트웨이에서 SA를 삭제하거나 트래픽을 보내 다시 협상하게 하십시오.',
    ],
  },
  'peer-unreachable': {
    sentence: ({ outsideIp }) =>
      `AWS가 터널 ${outsideIp}의 IKE 협상을 시도하지만 고객 게이트웨이가 응하지 않습니다. 패킷이 게이트웨이에 닿지 않거나 응답이 돌아오지 않습니다.`,
    todo: ({ outsideIp }) => [
      `경로상의 모든 방화벽과 ACL에서 ${outsideIp}발 UDP 500, 4500을 게이트웨이까지 허용하십시오.`,
      '게이트웨이의 공인 IP가 AWS 고객 게이트웨이에 등록된 주소와 같은지, 외부에서 도달 가능한지 확인하십시오.',
    ],
  },
  'ike-sa-deleted': {
    sentence: ({ outsideIp }) => `고객 게이트웨이가 직접 터널 ${outsideIp}의 IKE(1단계) SA를 삭제했습니다.`,
    todo: () => [
      '해당 시각의 게이트웨이 로그를 확인하십시오: 수동 초기화, 설정 변경, 유휴 시간 초과, 장비 절체(failover).',
      '터널의 유휴 시간 초과를 끄거나, 몇 초마다 ping을 보내 터널을 유지하십시오.',
    ],
  },
  'child-sa-deleted': {
    sentence: ({ outsideIp }) =>
      `고객 게이트웨이가 직접 터널 ${outsideIp}의 2단계 SA를 삭제했고, 새 SA가 수립되지 않았습니다.`,
    todo: () => [
      '해당 시각의 게이트웨이 로그를 확인하십시오: 정책 변경, 유휴 시간 초과, 리키(rekey) 실패.',
      '2단계의 수명, PFS 그룹, 제안을 AWS 터널 옵션과 비교하십시오.',
    ],
  },
  'rekey-collision': {
    sentence: ({ outsideIp }) =>
      `양쪽이 동시에 터널 ${outsideIp}의 리키(rekey)를 수행했고, 고객 게이트웨이가 남겨야 할 SA를 삭제했습니다.`,
    todo: () => [
      '게이트웨이에서 이 터널의 오래된 SA를 삭제하십시오.',
      '한쪽이 먼저 리키하도록 게이트웨이의 2단계 수명을 AWS보다 몇 분 짧거나 길게 설정하십시오.',
    ],
  },
  'no-negotiation': {
    sentence: ({ outsideIp }) =>
      `터널 ${outsideIp}을(를) 협상하는 쪽이 없습니다. 다운된 이후 로그에 협상 시도가 없습니다.`,
    todo: ({ outsideIp }) => [
      `고객 게이트웨이에서 IKE를 시작하십시오: 터널로 트래픽을 보내거나 ${outsideIp}의 SA를 삭제하십시오.`,
      '터널의 시작 작업(startup action)이 "add"라면 "start"로 바꿔 AWS가 스스로 시작하게 하십시오(IKEv2와 IP 주소가 있는 게이트웨이 필요).',
    ],
  },
};
