import type { BgpCauseName } from '../../../domain/diagnosis/cause-kinds.ts';
import type { LogCauseText, LogCauseWords } from '../../../domain/diagnosis/diagnosis-words.ts';
import { bgpReasons } from './bgp-reasons.ts';

/** AWS sends a notification where AWS decides, and receives one where the gateway does. */
const decider = ({ direction }: LogCauseWords): string => {
  if (direction === 'sent') return 'AWS가';
  return direction === 'received' ? '고객 게이트웨이가' : '한쪽이';
};

/** The stated reason and its numbers, which whoever reads the gateway's log looks for. */
const stated = ({ notification }: LogCauseWords): string => {
  if (!notification) return '번호 없는 NOTIFICATION';
  const { code, reason } = notification;
  return reason === undefined
    ? `NOTIFICATION ${code}, 알려진 RFC에 없는 코드`
    : `${bgpReasons[reason]}, NOTIFICATION ${code}`;
};

/** What the log of BGP says, and what to do at the gateway. */
export const bgpCauses: Readonly<Record<BgpCauseName, LogCauseText>> = {
  'bgp-prefix-limit': {
    sentence: (words) =>
      `광고된 프리픽스가 허용 한도를 넘어 ${decider(words)} 터널 ${words.outsideIp}의 BGP 세션을 끊었습니다.`,
    todo: ({ direction }) => [
      direction === 'received'
        ? '게이트웨이에서 AWS 네이버에 대한 최대 프리픽스 수를 늘리거나, AWS가 광고하는 경로를 줄이십시오.'
        : 'AWS로 광고하는 프리픽스를 줄이십시오: 경로를 요약하거나 불필요한 경로를 필터링하십시오(한도: 가상 프라이빗 게이트웨이 100개, Transit Gateway 1,000개).',
      '그런 다음 게이트웨이에서 BGP 세션을 초기화하십시오.',
    ],
  },
  'bgp-wrong-asn': {
    sentence: ({ outsideIp, direction }) =>
      direction === 'received'
        ? `AWS의 AS 번호가 고객 게이트웨이가 기대하는 값과 달라 터널 ${outsideIp}의 BGP가 수립되지 않습니다.`
        : `게이트웨이의 AS 번호가 AWS가 기대하는 값과 달라 터널 ${outsideIp}의 BGP가 수립되지 않습니다.`,
    todo: () => [
      '게이트웨이의 로컬 AS를 AWS 고객 게이트웨이의 ASN과, 원격 AS를 AWS 쪽 ASN과 비교하십시오.',
      'AWS에서는 고객 게이트웨이의 ASN을 바꿀 수 없습니다. 장비 설정을 고치거나, 고객 게이트웨이를 새로 만들어 연결을 옮기십시오.',
    ],
  },
  'bgp-administrative-shutdown': {
    sentence: (words) =>
      `${decider(words)} 터널 ${words.outsideIp}의 BGP 네이버를 의도적으로 내렸습니다(Administrative Shutdown).`,
    todo: ({ direction }) =>
      direction === 'sent'
        ? [
            'AWS의 유지 관리 작업일 수 있으니 몇 분 기다리십시오. 복구되지 않으면 AWS Health를 확인하고 지원 사례를 여십시오.',
          ]
        : ['누가 게이트웨이에서 네이버를 내렸는지 확인하고 다시 활성화하십시오(no neighbor … shutdown).'],
  },
  'bgp-peer-unconfigured': {
    sentence: (words) =>
      `${decider(words)} 설정에서 네이버를 삭제하여 터널 ${words.outsideIp}의 BGP 세션이 끊겼습니다.`,
    todo: () => ['"구성 다운로드"의 내부 IP 주소와 ASN으로 게이트웨이에 네이버를 다시 설정하십시오.'],
  },
  'bgp-connection-rejected': {
    sentence: (words) =>
      `${decider(words)} 터널 ${words.outsideIp}의 BGP 세션을 거부하고 있습니다(Connection Rejected).`,
    todo: () => ['게이트웨이의 네이버 설정을 확인하십시오: 내부 IP 주소, 로컬/원격 AS, 세션 수 제한.'],
  },
  'bgp-open-refused': {
    sentence: (words) =>
      `${decider(words)} 터널 ${words.outsideIp}의 BGP 세션 수립을 거부했습니다(${stated(words)}).`,
    todo: () => [
      '양쪽이 OPEN 메시지로 보내는 값을 비교하십시오: 게이트웨이의 AWS 네이버에 설정된 BGP 버전, 라우터 ID, 홀드 타임, capability, 인증.',
    ],
  },
  'bgp-configuration-change': {
    sentence: (words) =>
      `${decider(words)} 설정을 변경하여 터널 ${words.outsideIp}의 BGP 세션이 초기화되었습니다.`,
    todo: ({ direction }) =>
      direction === 'sent'
        ? ['CloudTrail에서 VPN 연결의 변경 이력을 확인하십시오. BGP는 몇 분 안에 복구되어야 합니다.']
        : ['게이트웨이에서 마지막으로 변경한 BGP 설정을 확인하고, BGP가 복구되지 않으면 되돌리십시오.'],
  },
  'bgp-as-loop': {
    sentence: ({ outsideIp }) =>
      `터널 ${outsideIp}로 받은 게이트웨이 경로의 AS 경로에 AWS의 ASN이 들어 있어 AWS가 거부합니다.`,
    todo: () => [
      'AWS에서 받은 경로를 다시 AWS로 광고하지 않도록 게이트웨이에서 AS 경로나 프리픽스로 필터링하십시오.',
      '두 사이트가 같은 AWS ASN을 쓴다면 AS 경로에서 치환(as-override)하거나 서로 다른 ASN을 사용하십시오.',
    ],
  },
  'bgp-next-hop': {
    sentence: ({ outsideIp }) =>
      `터널 ${outsideIp}로 받은 게이트웨이 경로의 넥스트홉이 터널 내부 네트워크에 속하지 않아 AWS가 거부합니다.`,
    todo: () => ['게이트웨이에서 AWS 네이버에 next-hop-self를 설정하십시오.'],
  },
  'bgp-routes-withdrawn': {
    sentence: ({ outsideIp }) =>
      `터널 ${outsideIp}의 BGP 세션은 유지되고 있으나 고객 게이트웨이가 경로를 철회했습니다.`,
    todo: () => [
      '게이트웨이의 라우팅 테이블에 해당 경로가 남아 있는지, 필터나 라우트맵이 광고를 막고 있지 않은지 확인하십시오.',
      '게이트웨이가 해당 네트워크를 학습하는 인터페이스나 라우팅 프로토콜의 상태를 확인하십시오.',
    ],
  },
  'bgp-hold-timer': {
    sentence: ({ outsideIp, direction }) =>
      direction === 'received'
        ? `고객 게이트웨이가 홀드 타임 안에 AWS의 keepalive를 받지 못해 터널 ${outsideIp}의 BGP 세션을 끊었습니다.`
        : `AWS가 홀드 타임 안에 고객 게이트웨이의 keepalive를 받지 못해 터널 ${outsideIp}의 BGP 세션을 끊었습니다.`,
    todo: () => [
      '터널 내부의 패킷 손실과 게이트웨이의 CPU 부하를 확인하십시오.',
      '터널 인터페이스의 MTU와 MSS 조정 값, 그리고 게이트웨이의 BGP 타이머가 너무 짧지 않은지 확인하십시오.',
    ],
  },
  'bgp-no-tcp': {
    sentence: ({ outsideIp }) =>
      `게이트웨이 내부 IP로 TCP 179 포트가 열리지 않아 터널 ${outsideIp}의 BGP가 수립되지 않습니다.`,
    todo: () => [
      '게이트웨이에서 터널의 두 내부 IP 사이에 TCP 179를 허용하십시오.',
      '터널 인터페이스의 내부 IP 주소를 확인하고, BGP 프로세스가 AWS를 네이버로 동작 중인지 확인하십시오.',
    ],
  },
  'bgp-administrative-reset': {
    sentence: (words) =>
      `${decider(words)} 터널 ${words.outsideIp}의 BGP 세션을 수동으로 초기화했습니다(Administrative Reset).`,
    todo: ({ direction }) =>
      direction === 'sent'
        ? ['BGP는 몇 분 안에 복구되어야 합니다. 복구되지 않으면 AWS Health를 확인하고 지원 사례를 여십시오.']
        : [
            'BGP는 몇 분 안에 복구되어야 합니다. 복구되지 않으면 누가 왜 게이트웨이에서 초기화했는지 확인하십시오.',
          ],
  },
  'bgp-hard-reset': {
    sentence: (words) =>
      `${decider(words)} 터널 ${words.outsideIp}의 BGP 세션을 하드 리셋으로 끊어, graceful restart 없이 경로가 즉시 사라졌습니다(Cease/Hard Reset).`,
    todo: ({ direction }) =>
      direction === 'sent'
        ? ['BGP는 몇 분 안에 복구되어야 합니다. 복구되지 않으면 AWS Health를 확인하고 지원 사례를 여십시오.']
        : [
            '누가 게이트웨이에서 BGP를 초기화하거나 재시작했는지 확인하고, 게이트웨이 로그에서 리셋에 담긴 원래 이유를 찾으십시오.',
          ],
  },
  'bgp-out-of-resources': {
    sentence: (words) =>
      `메모리 등 자원이 부족하여 ${decider(words)} 터널 ${words.outsideIp}의 BGP 세션을 끊었습니다(Cease/Out of Resources).`,
    todo: ({ direction }) =>
      direction === 'sent'
        ? ['AWS로 광고하는 프리픽스를 줄이십시오. BGP가 복구되지 않으면 지원 사례를 여십시오.']
        : ['게이트웨이의 메모리, CPU, 라우팅 테이블 크기를 확인하고, 게이트웨이가 받는 경로를 줄이십시오.'],
  },
  'bgp-message-error': {
    sentence: (words) =>
      `${decider(words)} 상대의 메시지를 해석하지 못해 터널 ${words.outsideIp}의 BGP 세션을 끊었습니다(${stated(words)}).`,
    todo: () => [
      '게이트웨이 BGP 로그에서 해당 메시지를 찾고, 그 시각에 라우트맵이나 소프트웨어가 변경되었는지 확인하십시오.',
      '터널 인터페이스의 MTU와 MSS 조정 값을 확인하십시오. 잘린 메시지는 형식 오류로 보입니다.',
    ],
  },
  'bgp-bfd-down': {
    sentence: (words) =>
      `BFD가 상대의 응답을 받지 못해 ${decider(words)} 터널 ${words.outsideIp}의 BGP 세션을 끊었습니다(Cease/BFD Down).`,
    todo: () => [
      '해당 시각의 터널 내부 패킷 손실과 게이트웨이의 CPU 부하를 확인하십시오.',
      '트래픽이 흐르는 동안 BFD가 끊겼다면 게이트웨이에서 BFD 간격과 배수를 늘리십시오(300ms, 3 이상).',
    ],
  },
  'bgp-closed': {
    sentence: (words) =>
      `${decider(words)} 터널 ${words.outsideIp}의 BGP 세션을 끊었습니다(${stated(words)}).`,
    todo: () => [
      '해당 시각의 게이트웨이 BGP 로그를 확인하십시오.',
      '이 터널의 IPsec이 살아 있는지, 내부 IP 사이에 ping이 통하는지 확인하십시오.',
    ],
  },
  'bgp-collision': {
    sentence: ({ outsideIp }) => `양쪽이 동시에 터널 ${outsideIp}의 BGP 세션을 열어 그중 하나가 닫혔습니다.`,
    todo: () => [
      '저절로 해소됩니다. 반복되면 게이트웨이를 passive로 설정하고, 같은 주소의 네이버가 중복되어 있지 않은지 확인하십시오.',
    ],
  },
  'bgp-session-lost': {
    sentence: ({ outsideIp }) =>
      `터널 ${outsideIp}의 BGP 세션이 끊겼으나 로그에 그 이유가 나와 있지 않습니다.`,
    todo: () => [
      '해당 시각의 게이트웨이 BGP 로그를 확인하십시오.',
      '이 터널의 IPsec이 살아 있는지, 내부 IP 사이에 ping이 통하는지 확인하십시오.',
    ],
  },
};
