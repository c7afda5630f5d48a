import type { NoticesText } from '../../../domain/message/catalogue.ts';
import type { NoticeWords } from '../../../domain/message/words.ts';

type Topic = NoticeWords['topic'];

const happenedAt = ({ at }: NoticeWords): string => (at === '' ? '' : `(${at})`);

const about = ({ count }: NoticeWords): string =>
  count === 0 ? '이 리전' : count === 1 ? '이 연결' : `연결 ${count}개`;

/** What the event says, as far as its code is known. */
const gist: Readonly<Record<Topic, (words: NoticeWords) => string>> = {
  'endpoint-replaced': () => 'AWS가 터널 엔드포인트를 교체함',
  'single-tunnel': () => '터널을 하나만 사용 중',
  other: (words) => `AWS Health 알림: ${words.code === '' ? '코드 없음' : words.code}`,
};

const eventOf = ({ code, category }: NoticeWords): string =>
  `${code === '' ? '코드가 없는' : code} 이벤트${category === '' ? '' : `(${category})`}`;

const notice: NoticesText['notice'] = {
  'endpoint-replaced': {
    consequence: (words) => gist[words.topic](words),
    summary: (words) =>
      `AWS가 터널 엔드포인트를 교체했습니다${happenedAt(words)}. 사용 중인 모든 터널이 UP 상태입니다.`,
    todo: [],
  },
  'missing-redundancy': {
    consequence: ({ count }) =>
      count === 1
        ? '이중화 없음: 한 번도 UP 상태가 된 적이 없는 터널이 있음'
        : '이중화 없음: 연결마다 한 번도 UP 상태가 된 적이 없는 터널이 있음',
    summary: (words) =>
      `AWS Health에 따르면 ${about(words)}에서 터널을 하나만 사용하고 있습니다. AWS가 그 터널의 엔드포인트를 교체하거나 그 터널이 끊어지면 트래픽이 흐르지 않습니다.`,
    todo: [
      '사용하지 않는 터널을 고객 게이트웨이에 구성하십시오. 장비에 넣을 설정은 콘솔에서 해당 연결의 "구성 다운로드"(Download configuration)로 받을 수 있습니다.',
      '두 터널을 모두 사용하도록 라우팅하십시오. 정적 라우팅이라면 고객 게이트웨이에서 비대칭 트래픽을 허용하십시오.',
    ],
  },
  'redundancy-restored': {
    consequence: () => '두 터널 모두 UP 상태',
    summary: () =>
      'AWS Health가 하루 중 한 시간 넘게 터널이 하나만 UP 상태였다고 알려 왔습니다. 지금은 두 터널 모두 UP 상태입니다.',
    todo: [],
  },
  'health-event': {
    consequence: (words) => gist[words.topic](words),
    summary: (words) =>
      `AWS Health가 ${about(words)}에 대해 ${eventOf(words)}를 보냈습니다${words.at === '' ? '' : `(시작: ${words.at})`}.`,
    todo: ['AWS가 보낸 내용을 읽고, 자세한 내용과 기한을 AWS Health에서 확인하십시오.'],
  },
  'foreign-account': {
    consequence: (words) => `${gist[words.topic](words)}, 계정 ${words.account}`,
    summary: (words) =>
      `AWS Health가 다른 계정에 대해 ${eventOf(words)}를 보냈습니다${happenedAt(words)}. 상태를 조회하지 않았으며, 아무것도 재시작하지 않습니다.`,
    todo: ['해당 계정에서 확인하거나, 그 계정에도 Tunnelkeeper를 배포하십시오.'],
  },
  'unreadable-event': {
    consequence: () => 'AWS Health 이벤트를 읽을 수 없음',
    summary: () => 'AWS Health가 Site-to-Site VPN에 대해 보낸 이벤트를 해석할 수 없습니다.',
    todo: ['조치가 필요한지 AWS Health에서 확인하십시오.'],
  },
  'own-alarm': {
    consequence: () => 'Tunnelkeeper 자체에 조치가 필요함',
    summary: () => 'Tunnelkeeper 자체를 감시하는 경보의 상태가 바뀌었습니다.',
    todo: ['런북에 따라 조치하십시오.'],
  },
  'one-way-traffic': {
    consequence: () => '트래픽이 한 방향으로만 흐름',
    summary: ({ at }) =>
      `터널은 UP 상태이고 AWS가 이 터널로 트래픽을 보내고 있지만, ${at === '' ? '' : `늦어도 ${at}부터 `}돌아오는 트래픽이 없습니다. 패킷이 고객 게이트웨이 뒤의 네트워크에 도달하지 못하거나, 응답이 이 터널로 돌아오지 않습니다.`,
    todo: [
      '돌아오는 경로를 확인하십시오. 고객 게이트웨이와 그 뒤의 네트워크에 AWS 주소로 가는 경로가 있어야 합니다.',
      '양쪽의 트래픽 선택기(traffic selector)에 이 네트워크가 포함되는지, 게이트웨이 뒤의 방화벽이 패킷을 차단하지 않는지 확인하십시오.',
      '두 터널이 모두 UP 상태라면 고객 게이트웨이에서 비대칭 트래픽을 허용하거나, 양쪽이 같은 터널을 우선 사용하게 하십시오.',
    ],
  },
  'nothing-sent-back': {
    consequence: () => 'AWS가 응답 트래픽을 보내지 않음',
    summary: ({ at }) =>
      `${at === '' ? '' : `늦어도 ${at}부터 `}고객 게이트웨이에서 트래픽이 들어오지만 AWS가 아무것도 돌려보내지 않습니다. 대개 AWS 쪽에 사이트로 가는 경로가 없는 경우입니다.`,
    todo: [
      'VPC 라우팅 테이블 확인: 이 게이트웨이를 거쳐 사이트 네트워크로 가는 경로가 있고, 가상 프라이빗 게이트웨이의 경로 전파가 켜져 있는지 확인하십시오.',
      '전송 게이트웨이나 Cloud WAN을 사용한다면 연결이 라우팅 테이블에 연결되어 있고 경로가 전파되며 블랙홀이 아닌지 확인하십시오.',
      '정적 라우팅이라면 사이트 네트워크가 연결의 정적 경로로 등록되어 있는지 확인하십시오.',
    ],
  },
  posture: {
    consequence: () => '구성 점검 완료',
    summary: () => '연결의 구성을 점검했습니다.',
    todo: [],
  },
};

const noticeReason: NoticesText['noticeReason'] = {
  'foreign-account': '이벤트가 이 계정으로 왔으므로 알립니다.',
  'region-not-watched': '감시하지 않는 리전이므로 터널의 상태를 알 수 없습니다.',
  'connection-gone': 'AWS 목록에 이 연결이 없습니다(삭제되었을 수 있습니다).',
  'action-required': 'AWS는 조치가 필요하다고 알립니다.',
  settled: '이벤트에 언급된 모든 대상이 해결되었다고 AWS가 알리므로 할 일이 없습니다.',
  'no-detail': '세부 내용이 없습니다.',
  'says-nothing': '코드, 설명, 연결이 모두 없습니다.',
  'other-tunnel-receives': '다른 터널로는 트래픽이 들어오므로 라우팅이 비대칭입니다.',
};

export const notices: NoticesText = {
  notice,
  noticeReason,
  replacedOnGone: (words) => `AWS가 터널 엔드포인트를 교체했습니다${happenedAt(words)}.`,
  awsWrites: 'AWS가 보낸 내용:',
  connections: (count) => `연결 ${count}개`,
  more: (count) => `외 ${count}개`,
  vpnIn: (region) => `${region}의 Site-to-Site VPN`,
  unusedTunnels: (outsideIps) => `한 번도 UP 상태가 된 적이 없는 터널 ${outsideIps.join(', ')}`,
  oneWayTunnels: (outsideIps) => `수신이 없는 터널 ${outsideIps.join(', ')}`,
  gone: 'AWS 목록에 없음',
  otherEntities: 'AWS가 언급한 기타 대상',
  replacedWithoutRedundancy:
    '이 연결에는 한 번도 UP 상태가 된 적이 없는 터널이 있어, 엔드포인트가 교체될 때마다 트래픽이 끊어집니다. 그 터널을 고객 게이트웨이에 구성하십시오.',
};
