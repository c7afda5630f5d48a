import type { FindingId } from '../../domain/posture/finding.ts';
import type {
  DigestWords,
  FindingWords,
  GradeWords,
  HeadlineWords,
  PostureWords,
} from '../../domain/posture/posture-words.ts';
import type { Grade } from '../../domain/posture/site.ts';

const page = (name: string): string => `https://docs.aws.amazon.com/ko_kr/vpn/latest/s2svpn/${name}.html`;

const finding: Readonly<Record<FindingId, FindingWords>> = {
  'not-associated': {
    title: '게이트웨이 연결',
    sentence: '터널은 UP이지만 VPN 연결이 AWS 쪽 게이트웨이와 연결되어 있지 않아 트래픽이 지나가지 못합니다',
    remedy:
      'VPN 연결을 가상 프라이빗 게이트웨이, Transit Gateway 또는 코어 네트워크에 연결하고, 필요 없는 연결이라면 삭제하십시오.',
    url: page('modify-vpn-target'),
  },
  'no-static-route': {
    title: '정적 경로',
    sentence: '정적 라우팅인데 사용 가능한 정적 경로가 연결에 하나도 없습니다',
    remedy:
      '고객 게이트웨이 뒤의 네트워크를 VPN 연결의 정적 경로에 추가하고, 라우팅 테이블로 전파되는지 확인하십시오.',
    url: page('vpn-edit-static-routes'),
  },
  'single-tunnel': {
    title: '터널 이중화',
    sentence: '한 번도 연결된 적 없는 터널이 있어 나머지 터널이 단일 장애 지점입니다',
    remedy:
      '연결되지 않은 터널을 고객 게이트웨이에 설정하고(설정값은 콘솔의 "구성 다운로드"에 있습니다) 두 터널 모두로 라우팅하십시오.',
    url: page('VPNTunnels'),
  },
  'single-gateway': {
    title: '두 번째 고객 게이트웨이',
    sentence: '고객 게이트웨이가 하나뿐이라 장비나 회선에 장애가 나면 사이트 전체가 끊깁니다',
    remedy:
      '같은 대상에 두 번째 고객 게이트웨이를 연결하십시오. 이미 있다면 양쪽 연결에 같은 tunnelkeeper:site 태그를 달아 하나의 사이트로 묶으십시오.',
    url: page('vpn-redundant-connection'),
  },
  'maintenance-pending': {
    title: '대기 중인 유지 관리 적용',
    sentence: '터널 엔드포인트의 유지 관리가 대기 중이며 기한이 되면 AWS가 자동으로 적용합니다',
    remedy: '다른 터널로 트래픽이 흐르는 동안 원하는 시간에 터널을 교체하십시오(콘솔의 "VPN 터널 교체").',
    url: page('accept-update'),
  },
  'aws-does-not-initiate': {
    title: '터널 시작 주체',
    sentence: 'AWS가 터널을 직접 시작할 수 있는데도 고객 게이트웨이가 시작하기를 기다립니다',
    remedy: '터널의 시작 작업을 "시작"으로 바꾸십시오. 한 번에 한 터널씩 변경하십시오.',
    url: page('initiate-vpn-tunnels'),
  },
  'dpd-clears-tunnel': {
    title: 'DPD 제한 시간 작업',
    sentence: '고객 게이트웨이가 응답하지 않으면 AWS가 터널을 끊고 다시 시작하지 않습니다',
    remedy: '터널의 DPD 제한 시간 작업을 "다시 시작"으로 바꾸십시오. 한 번에 한 터널씩 변경하십시오.',
    url: page('initiate-vpn-tunnels'),
  },
  'dpd-does-nothing': {
    title: 'DPD 제한 시간 작업',
    sentence: '고객 게이트웨이가 응답하지 않아도 AWS가 조치하지 않아 끊긴 터널이 정상으로 보입니다',
    remedy: '터널의 DPD 제한 시간 작업을 "다시 시작"으로 바꾸십시오. 한 번에 한 터널씩 변경하십시오.',
    url: page('initiate-vpn-tunnels'),
  },
  'ikev1-only': {
    title: 'IKE 버전',
    sentence: 'IKEv1만 허용되어 있어 AWS가 터널을 직접 시작할 수 없습니다',
    remedy: '고객 게이트웨이를 IKEv2로 전환한 뒤 터널마다 하나씩 IKEv2를 허용하십시오.',
    url: page('VPNTunnels'),
  },
  'rekey-window': {
    title: '리키 여유 시간',
    sentence: '리키 여유 시간과 퍼즈의 합이 2단계 수명의 대부분이라 키를 쉬지 않고 갱신합니다',
    remedy:
      '여유 시간과 퍼즈의 합이 2단계 수명보다 충분히 짧도록 설정하십시오(AWS 기본값: 3,600초에 270초, 100%). 터널을 하나씩 변경하십시오.',
    url: page('VPNTunnels'),
  },
  'bgp-never-routed': {
    title: '고객 게이트웨이의 BGP',
    sentence: '터널은 UP이지만 BGP로 경로를 받은 적이 없어 트래픽을 전달하지 않습니다',
    remedy:
      '고객 게이트웨이가 이 터널로도 네트워크를 광고하게 하십시오. 의도한 구성이라면 그대로 두어도 됩니다.',
    url: page('VPNRoutingTypes'),
  },
  'bgp-near-prefix-limit': {
    title: '경로 할당량',
    sentence: '고객 게이트웨이가 보내는 경로 수가 AWS 한도에 가깝고, 한도를 넘으면 BGP가 끊깁니다',
    remedy: '고객 게이트웨이에서 경로를 요약하거나 AWS에 필요 없는 경로를 걸러 내십시오.',
    url: page('vpn-limits'),
  },
  'mistaken-tag': {
    title: 'Tunnelkeeper용 태그',
    sentence: 'Tunnelkeeper용 태그가 잘못되어 그 태그 대신 구성 파일의 설정이 적용됩니다',
    remedy:
      '태그를 고치십시오. tunnelkeeper:restart와 tunnelkeeper:watch에는 on 또는 off, tunnelkeeper:channel에는 채널 ID 또는 #이름, tunnelkeeper:site에는 아무 이름이나 쓸 수 있습니다.',
    url: page('VPC_VPN'),
  },
  'static-routing': {
    title: '정적 및 동적 라우팅',
    sentence: '정적 라우팅을 사용하므로 터널 뒤의 경로가 끊겨도 감지되지 않습니다',
    remedy:
      '고객 게이트웨이가 지원하면 BGP를 사용하십시오. 기존 연결의 라우팅 방식은 바꿀 수 없으므로 연결을 새로 만들어야 합니다.',
    url: page('vpn-static-dynamic'),
  },
  'logging-off': {
    title: '터널 로그',
    sentence: '터널 로그가 꺼져 있어 터널이 끊겨도 원인을 알 수 없습니다',
    remedy:
      '활동 로그를 켜고, BGP를 사용하면 BGP 로그도 켜십시오. 적용하는 몇 분 동안 터널이 끊기므로 한 번에 한 터널씩 변경하십시오.',
    url: page('enable-logs'),
  },
  'weak-algorithms': {
    title: '터널 옵션',
    sentence: '취약한 알고리즘이 허용되어 있습니다(SHA1, DH 그룹 2 또는 AES128만 허용)',
    remedy:
      '고객 게이트웨이가 지원하는 범위에서 AES256 또는 AES-GCM, SHA2, DH 그룹 14 이상만 허용하십시오. 한 번에 한 터널씩 변경하십시오.',
    url: page('VPNTunnels'),
  },
  'pre-shared-key-with-connection': {
    title: '사전 공유 키 저장소',
    sentence: '연결을 조회할 수 있는 사람은 누구나 사전 공유 키를 읽을 수 있습니다',
    remedy: '사전 공유 키를 Secrets Manager에 보관하도록 바꾸십시오. 한 번에 한 터널씩 변경하십시오.',
    url: page('enhanced-security-storage'),
  },
  'no-lifecycle-control': {
    title: '터널 수명 주기 제어',
    sentence: 'AWS가 임의의 시점에 터널 엔드포인트를 교체합니다',
    remedy: '터널 엔드포인트 수명 주기 제어를 켜면 원하는 시간에 유지 관리를 적용할 수 있습니다.',
    url: page('tunnel-endpoint-lifecycle'),
  },
};

const grade: Readonly<Record<Grade, GradeWords>> = {
  'one-gateway': {
    title: '게이트웨이 1개',
    sentence: '사이트에 고객 게이트웨이가 하나뿐이라 장비와 회선이 단일 장애 지점입니다.',
    nextStep: finding['single-gateway'].remedy,
  },
  'two-gateways': {
    title: '게이트웨이 2개, 일부만 사용 가능',
    sentence:
      '사이트에 고객 게이트웨이가 두 개 있지만 사용된 적 없는 것이 있거나 라우팅 방식이 서로 다릅니다.',
    nextStep: '사이트의 모든 고객 게이트웨이에 터널을 연결하고 라우팅 방식을 하나로 맞추십시오.',
  },
  'two-gateways-static': {
    title: '게이트웨이 2개, 정적 라우팅',
    sentence:
      '사이트에 정적 라우팅을 쓰는 고객 게이트웨이가 두 개 있어 끊긴 경로를 자동으로 피하지 못할 수 있습니다.',
    nextStep: '두 고객 게이트웨이에서 모두 BGP를 사용하면 트래픽이 끊긴 경로를 자동으로 피합니다.',
  },
  'two-gateways-bgp': {
    title: '게이트웨이 2개, BGP',
    sentence: '사이트에 BGP를 쓰는 고객 게이트웨이가 두 개 있어 트래픽이 끊긴 경로를 자동으로 피합니다.',
    nextStep: '',
  },
};

const ascii: HeadlineWords = {
  severity: { info: 'Info', warning: 'Warning' },
  subject: (connections) => `Set-up of VPN connections (${connections})`,
  counts: (warnings, remarks) => `warnings: ${warnings}, remarks: ${remarks}`,
  gotWorse: (count) => `got worse: ${count}`,
};

const digest: DigestWords = {
  ascii,
  severity: { info: '정보', warning: '경고' },
  subject: (connections) => `연결 ${connections}개의 구성`,
  counts: (warnings, remarks) =>
    warnings + remarks === 0 ? '개선할 점 없음' : `경고 ${warnings}건, 참고 ${remarks}건`,
  gotWorse: (count) => `${count}건 악화`,
  weekly: '전체 연결의 구성을 주 1회 점검한 결과입니다.',
  worse: '지난 점검 이후 구성이 나빠졌습니다.',
  gotWorseSince: (count) => `지난 점검 이후 ${count}건이 나빠졌습니다.`,
  slackOnly:
    '장애를 알릴 두 번째 경로를 추가하십시오: 이메일 주소(tunnelkeeper.json의 "email") 또는 SNS 주제를 구독하는 호출 서비스. Slack 토큰이 취소되면 Slack에는 아무 알림도 오지 않습니다.',
  nothingFound: '바꿔야 할 점이 없습니다.',
  about: (sentence, names) => `${sentence}: ${names}`,
  withRemedy: (line, remedy) => `${line}. ${remedy}`,
  inFull: (line, remedy, url) => `${line}. ${remedy} ${url}`,
  andMore: (count) => `외 ${count}개`,
  fell: (site, from, to) => `${site}: "${from}"에서 "${to}"(으)로`,
  unreadRegions: (regions) => `리전 ${regions}: 이전에 확인된 내용은 그대로 유지됩니다`,
  refusingRegions: (regions) => `리전 ${regions}: 알려진 연결 없음`,
  othersUnknown: '계정에 활성화된 리전 목록(`ec2:DescribeRegions`): 설정에 적힌 리전만 감시합니다',
  unreadMaintenance: (connections) => `대기 중인 유지 관리: ${connections}`,
  label: { fell: '이중화 수준 하락', account: '계정', regions: '리전', runbook: '런북' },
};

export const postureWords: PostureWords = {
  finding,
  grade,
  digest,
  titles: {
    why: '원인',
    evidence: '근거',
    tunnels: '터널',
    connections: '연결',
    happened: '추가로 발견된 내용',
    done: '조치한 내용',
    todo: '발견된 문제와 조치 방법',
    findings: '구성에서 발견된 내용',
    unread: '확인하지 못한 항목',
    more: '… 외 {count}건',
    earlier: '… 이전 {count}건',
  },
};
