import type { TunnelLogKind, UnknownWords } from '../../../domain/diagnosis/diagnosis-words.ts';

const log: Readonly<Record<TunnelLogKind, string>> = { activity: '터널 로그', bgp: 'BGP 로그' };

const gatewayHasTo = (why: string): string =>
  `이 경우 AWS는 IKE를 시작하지 않으므로(${why}) 고객 게이트웨이가 시작해야 합니다.`;

/** Said while no cause is known. */
export const unknown: UnknownWords = {
  why: {
    'logging-off': (words) => `${log[words.log]}가 꺼져 있어 원인을 알 수 없습니다.`,
    'log-unread': (words) => `${log[words.log]}를 읽지 못해 원인을 알 수 없습니다.`,
    'no-lines': (words) => `다운 시각 전후로 ${log[words.log]}에 기록이 없어 원인을 알 수 없습니다.`,
    'no-telling-line': (words) =>
      `다운 시각 전후의 ${log[words.log]}에 원인을 설명하는 기록이 없어 원인을 알 수 없습니다.`,
  },
  ipsecUp: 'IPsec은 정상이며 BGP만 수립되지 않았습니다.',
  gatewayStarts: {
    'startup-action': gatewayHasTo('시작 작업 "add"'),
    'ikev1-only': gatewayHasTo('IKEv1 전용'),
    accelerated: gatewayHasTo('가속화된 VPN 연결'),
    'gateway-without-address': gatewayHasTo('IP 주소가 없는 고객 게이트웨이'),
  },
  awsStarts: 'IKE는 AWS가 스스로 시작합니다(시작 작업 "start").',
  replacedBefore: (at) => `다운 직전인 ${at}에 AWS가 터널 엔드포인트를 교체했습니다.`,
  todo: {
    checkGateway: (outsideIps) =>
      `고객 게이트웨이가 동작 중인지, UDP 500과 4500에서 ${outsideIps}에 응답하는지, 게이트웨이 로그에 무엇이 남았는지 확인하십시오.`,
    initiate: (outsideIps) =>
      `고객 게이트웨이에서 IKE를 시작하십시오: 터널로 트래픽을 보내거나 ${outsideIps}의 SA를 삭제하십시오.`,
    checkBgp: (outsideIps) =>
      `고객 게이트웨이에서 ${outsideIps}의 BGP를 확인하십시오: 네이버, AS 번호, 내부 IP 사이의 TCP 179, 광고 경로.`,
    turnOn: (words) =>
      `다음에 원인을 알 수 있도록 ${log[words.log]}를 켜십시오: 터널 ${words.outsideIps}의 옵션을 수정하여 CloudWatch 로그 그룹을 지정합니다. 수정하는 동안 터널이 몇 분간 끊기므로, 복구된 뒤 점검 시간에 터널 하나씩 하십시오.`,
  },
};
