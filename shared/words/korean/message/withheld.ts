import type { NoInitiation } from '../../../domain/diagnosis/diagnosis-words.ts';
import type { MessageCatalogue } from '../../../domain/message/catalogue.ts';
import type { WithheldWords } from '../../../domain/message/words.ts';

/** When it ends, where that is known. */
const until = (words: WithheldWords): string => (words.until === '' ? '' : `(${words.until}까지)`);

const byHand = ({ outsideIp }: WithheldWords): string =>
  `고객 게이트웨이에서 ${outsideIp}에 대한 IKE SA와 IPsec SA를 지우거나, 콘솔에서 터널 옵션을 수정하십시오.`;

/** Why AWS does not start IKE. */
const obstacle: Readonly<Record<NoInitiation | 'unknown', string>> = {
  'startup-action':
    '시작 작업이 "add"이면 AWS가 IKE를 시작하지 않고, 재시작은 이 옵션을 바꾸지 않도록 설정되어 있어',
  'ikev1-only': 'IKEv1만 허용되어 있으면 AWS가 IKE를 시작하지 않으므로',
  accelerated: '가속화된 VPN 연결에서는 AWS가 IKE를 시작하지 않으므로',
  'gateway-without-address': '고객 게이트웨이에 IP 주소가 없으면 AWS가 IKE를 시작하지 않으므로',
  unknown: '이 경우 AWS가 IKE를 시작하지 않을 수 있으므로',
};

export const withheld: MessageCatalogue['withheld'] = {
  'foreign-account': {
    why: () => '여기에서 조회할 수 없는 다른 계정의 연결입니다.',
    instead: () => '해당 계정에서 연결을 확인하거나, 그 계정에도 Tunnelkeeper를 배포하십시오.',
  },
  'auto-restart-off': {
    why: () => '이 연결에는 자동 재시작이 꺼져 있습니다.',
    instead: (words) =>
      `직접 재시작하십시오. ${byHand(words)} 자동 재시작을 허용하려면 tunnelkeeper.json의 restart.mode를 바꾸거나, 그 값이 off가 아니면 태그 tunnelkeeper:restart=on을 지정하십시오.`,
  },
  'tunnel-up': {
    why: () => 'AWS에는 UP 상태로 표시됩니다.',
    instead: () => '그런데도 트래픽이 흐르지 않으면 경로와 고객 게이트웨이의 정책을 확인하십시오.',
  },
  'tunnel-unused': {
    why: () => '한 번도 UP 상태가 된 적이 없어 재시작으로 복구할 수 없습니다.',
    instead: ({ outsideIp }) => `고객 게이트웨이에 터널 ${outsideIp}의 설정을 구성하십시오.`,
  },
  'state-unknown': {
    why: () => 'AWS가 UP 여부를 알려 주지 않으며, UP 상태인 터널을 재시작하면 끊어지기 때문입니다.',
    instead: ({ outsideIp }) => `고객 게이트웨이에서 터널 ${outsideIp}의 연결 상태를 확인하십시오.`,
  },
  'connection-busy': {
    why: (words) => `AWS가 연결을 변경하는 중이어서 다른 변경을 받지 않습니다${until(words)}.`,
  },
  'restart-in-flight': {
    why: (words) => `이 연결의 재시작이 진행 중이며 결과가 아직 확인되지 않았습니다${until(words)}.`,
  },
  'changed-by-hand': {
    why: (words) => `누군가 몇 분 전에 연결을 변경했고, 아직 작업 중일 수 있습니다${until(words)}.`,
    instead: () => '변경 작업을 마치고 터널이 UP 상태가 되는지 확인하십시오.',
  },
  'left-to-aws': {
    why: (words) =>
      `AWS가 스스로 계속 협상하고 있으며, 재시작하면 그동안 엔드포인트를 몇 분간 쓸 수 없게 됩니다${until(words)}.`,
  },
  'left-to-gateway': {
    why: (words) => `고객 게이트웨이가 스스로 복구할 시간을 줍니다${until(words)}.`,
  },
  'only-tunnel': {
    why: () =>
      '고객 게이트웨이가 살아 있다는 증거가 없고, 그 사이에 돌아오면 장애가 오히려 길어지기 때문입니다.',
    instead: (words) =>
      `고객 게이트웨이에 접속할 수 있는지 확인하십시오. 접속할 수 있는데도 터널이 스스로 복구되지 않으면 ${byHand(words)}`,
  },
  'peer-settling': {
    why: (words) =>
      `다른 터널이 몇 분 전에 UP 상태가 되었거나 재시작되어, 위험에 빠뜨릴 수 없습니다${until(words)}.`,
  },
  'down-too-briefly': {
    why: (words) => `끊어진 지 얼마 되지 않았습니다${until(words)}.`,
  },
  'endpoint-being-replaced': {
    why: (words) => `AWS가 터널 엔드포인트를 교체하는 중이거나 방금 교체했습니다${until(words)}.`,
    instead: ({ outsideIp }) =>
      `고객 게이트웨이가 IKE를 시작해야 하는 구성이라면 고객 게이트웨이에서 ${outsideIp}의 SA를 지우십시오.`,
  },
  flapping: {
    why: () => '연결이 끊어졌다 복구되기를 반복하고 있어, 재시작하면 더 나빠집니다.',
    instead: () =>
      '회선의 패킷 손실, 너무 짧은 DPD 제한 시간, AWS와 다른 키 재협상(rekey) 설정이 있는지 확인하십시오.',
  },
  'cause-not-fixable': {
    why: () => '원인이 설정이나 경로에 있어 재시작해도 달라지지 않습니다.',
    instead: () =>
      '고객 게이트웨이의 사전 공유 키, 제안(proposal), ID, BGP 네이버와 경로를 AWS에서 다운로드한 구성과 비교하십시오.',
  },
  'aws-cannot-initiate': {
    why: ({ noInitiation }) =>
      `${obstacle[noInitiation ?? 'unknown']}, 재시작하면 터널은 고객 게이트웨이가 시작하기를 기다리게 됩니다.`,
    instead: ({ outsideIp }) =>
      `고객 게이트웨이에서 IKE를 시작하십시오: 터널로 트래픽을 보내거나 ${outsideIp}의 SA를 삭제하십시오.`,
  },
  'gateway-wide': {
    why: () => '같은 고객 게이트웨이의 여러 연결이 함께 끊어졌으므로 장비 또는 회선의 문제입니다.',
    instead: () => '고객 게이트웨이의 전원, 상위 회선, IP 주소를 확인하십시오.',
  },
  cooldown: {
    why: (words) => `마지막으로 시도한 지 얼마 되지 않았습니다${until(words)}.`,
    instead: (words) => `더 빨리 복구하려면 ${byHand(words)}`,
  },
  'attempts-exhausted': {
    why: () => '이 터널에 허용된 횟수만큼 모두 재시작했습니다.',
    instead: (words) =>
      `고객 게이트웨이에 접속할 수 있는지, UDP 500과 4500의 IKE 요청에 응답하는지 확인하십시오. 그런 다음 ${byHand(words)}`,
  },
  'restart-in-vain': {
    why: () => '이미 재시작했지만 그 뒤로 고객 게이트웨이가 응답하지 않습니다.',
    instead: (words) =>
      `고객 게이트웨이에 접속할 수 있는지, UDP 500과 4500의 IKE 요청에 응답하는지 확인하십시오. 그런 다음 ${byHand(words)}`,
  },
  'account-limit': {
    why: (words) => `계정의 시간당 재시작 한도에 도달했습니다${until(words)}.`,
    instead: (words) => `이렇게 많은 터널이 한꺼번에 끊어진 이유를 찾으십시오. 이 터널은 ${byHand(words)}`,
  },
};
