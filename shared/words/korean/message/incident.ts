import type { IncidentText } from '../../../domain/message/catalogue.ts';
import { changed } from './change.ts';
import { durationInWords } from './durations.ts';

const checkGateway =
  '고객 게이트웨이에 접속할 수 있는지, UDP 500과 4500의 IKE 요청에 응답하는지, 장비 자체의 로그에 무엇이 있는지 확인하십시오.';

const findFlaw =
  '회선의 패킷 손실, 너무 짧은 DPD 제한 시간, AWS와 다른 키 재협상(rekey) 설정이 있는지 확인하십시오.';

const keepsFalling = '연결이 끊어졌다 복구되기를 반복합니다.';

const standing: IncidentText['standing'] = {
  outage: {
    consequence: () => '트래픽 중단',
    summary: ({ since }) => `${since}부터 이 연결에 트래픽을 전달하는 터널이 없습니다.`,
    todo: [checkGateway],
  },
  degraded: {
    consequence: () => '터널 하나로만 트래픽 전달 중',
    summary: ({ since }) => `${since}부터 이중화가 없는 상태입니다.`,
    todo: [checkGateway],
  },
  healthy: {
    consequence: () => '다시 이중화됨',
    summary: ({ since }) =>
      `${since}부터 사용 중인 모든 터널이 다시 UP 상태입니다. 몇 분 동안 유지되면 장애를 종료합니다.`,
    todo: [],
  },
  restored: {
    consequence: () => '트래픽 전달 재개',
    summary: ({ since }) =>
      `${since}부터 사용 중인 모든 터널이 다시 UP 상태입니다. 몇 분 동안 유지되면 장애를 종료합니다.`,
    todo: [],
  },
  'one-way': {
    consequence: () => '터널은 UP, 트래픽은 한 방향으로만 흐름',
    summary: ({ since }) => `${since}부터 트래픽이 한 방향으로만 흐릅니다. 사실상 서비스 중단입니다.`,
    todo: [],
  },
  'one-way-alone': {
    consequence: () => '트래픽 중단: 터널 하나는 DOWN, 다른 터널은 한 방향으로만 전달',
    summary: ({ since }) => `${since}부터 트래픽을 양방향으로 전달하는 터널이 없습니다.`,
    todo: [checkGateway],
  },
  'traffic-passes': {
    consequence: () => '트래픽 전달 재개',
    summary: ({ since }) =>
      `${since}부터 트래픽이 다시 양방향으로 흐릅니다. 몇 분 동안 유지되면 장애를 종료합니다.`,
    todo: [],
  },
  'traffic-recovered': {
    consequence: ({ duration }) => `트래픽 복구됨(장애 시간 ${duration})`,
    summary: ({ since, duration }) =>
      `${since}부터 트래픽이 다시 양방향으로 흐릅니다. ${duration} 동안 한 방향으로만 흘렀으며 터널은 UP 상태였습니다.`,
    todo: [],
  },
  unknown: {
    consequence: () => 'AWS가 상태를 알려 주지 않음',
    summary: ({ since }) =>
      `${since}부터 AWS가 이 연결의 모든 터널에 대해 UP 여부를 알려 주지는 않습니다. 트래픽이 흐르는지 알 수 없습니다.`,
    todo: [
      '고객 게이트웨이에서 터널이 UP 상태인지, 트래픽이 흐르는지 확인하고, 이 리전의 VPN에 관한 AWS Health 이벤트가 있는지 확인하십시오.',
    ],
  },
  'flapping-down': {
    consequence: () => '플래핑, 현재 트래픽 중단',
    summary: ({ since }) => `${keepsFalling} 트래픽을 전달하는 터널이 없습니다(${since}부터).`,
    todo: [findFlaw],
  },
  'flapping-degraded': {
    consequence: () => '플래핑, 현재 터널 하나로만 트래픽 전달 중',
    summary: ({ since }) => `${keepsFalling} 터널 하나로만 트래픽이 흐릅니다(${since}부터).`,
    todo: [findFlaw],
  },
  'flapping-up': {
    consequence: () => '플래핑, 현재 트래픽 전달 중',
    summary: ({ since }) => `${keepsFalling} ${since}부터 사용 중인 모든 터널이 UP 상태입니다.`,
    todo: [findFlaw],
  },
  dropping: {
    consequence: () => '반복해서 끊어짐, 현재 트래픽 전달 중',
    summary: ({ since }) =>
      `연결이 반복해서 끊어졌다 복구됩니다. ${since}부터 사용 중인 모든 터널이 UP 상태입니다.`,
    todo: ['양쪽의 1단계와 2단계 수명, 리키 여유 시간, DPD 제한 시간을 비교하십시오.'],
  },
  dropped: {
    consequence: () => '반복해서 끊어졌으며 현재 UP',
    summary: ({ since }) =>
      `연결이 짧게 반복해서 끊어졌습니다. ${since}부터 사용 중인 모든 터널이 UP 상태입니다.`,
    todo: [],
  },
  recovered: {
    consequence: ({ duration }) => `복구됨(장애 시간 ${duration})`,
    summary: ({ since, duration }) =>
      `${since}부터 사용 중인 모든 터널이 다시 UP 상태입니다. 장애 시간은 ${duration}입니다.`,
    todo: [],
  },
  'reported-again': {
    consequence: () => 'AWS가 다시 상태를 알려 주며, 모든 터널이 UP',
    summary: ({ since, duration }) =>
      `AWS에 따르면 ${since}부터 사용 중인 모든 터널이 UP 상태입니다. 그 전 ${duration} 동안은 일부 터널의 상태를 알려 주지 않았습니다.`,
    todo: [],
  },
  'connection-deleted': {
    consequence: () => 'VPN 연결이 삭제됨',
    summary: () => 'AWS 목록에 이 연결이 더 이상 없으므로 복구할 대상이 없습니다.',
    todo: [],
  },
  unwatched: {
    consequence: () => '감시 대상에서 제외됨',
    summary: () =>
      '리전이 구성에서 제외되었거나 태그 tunnelkeeper:watch=off가 지정되어 이 연결을 더 이상 감시하지 않습니다.',
    todo: [],
  },
  unconfirmed: {
    consequence: () => '실제 장애가 아니었음',
    summary: () => '장애가 확인되기 전에 연결이 정상으로 돌아왔습니다.',
    todo: [],
  },
};

const cause: IncidentText['cause'] = {
  'changed-by-hand': {
    sentence: ({ at, change }) =>
      change ||
      `${at}에 연결이 변경되는 중이었으며, Tunnelkeeper가 변경한 것이 아닙니다. 누가 변경했는지는 알 수 없습니다.`,
    evidence: ({ change, evidence }) =>
      change === '' ? `AWS에 표시된 연결 상태: "${evidence}"` : `CloudTrail 기록: ${evidence}`,
    todo: [],
  },
  'route-changed': {
    sentence: ({ at, change }) => change || `${at}에 연결의 경로가 변경되었습니다.`,
    evidence: ({ evidence }) => `CloudTrail 기록: ${evidence}`,
    todo: [
      '트래픽 경로가 남아 있는지 확인하십시오: 연결의 정적 경로, 라우팅 테이블, 경로 전파, Transit Gateway 연결(association). 경로만으로 터널이 끊어지지는 않으므로, 터널이 계속 DOWN이면 다른 원인도 찾으십시오.',
    ],
  },
  'not-associated': {
    sentence: () =>
      'VPN 연결이 AWS 쪽 게이트웨이와 연결(association)되어 있지 않아, 터널이 UP이어도 트래픽이 지나가지 못합니다.',
    evidence: ({ evidence }) => `AWS에 표시된 게이트웨이 연결 상태: ${evidence}`,
    todo: [
      'VPN 연결을 가상 프라이빗 게이트웨이, Transit Gateway 또는 코어 네트워크에 다시 연결하고 그곳의 연결(attachment) 상태를 확인하십시오.',
    ],
  },
  'endpoint-replaced': {
    sentence: ({ at }) => `${at}에 AWS가 터널 엔드포인트를 교체했습니다.`,
    evidence: ({ evidence }) => `AWS Health 이벤트 ${evidence}`,
    todo: [
      '시작 작업(startup action)이 "start"가 아니면 AWS는 새 엔드포인트에서 고객 게이트웨이가 시작하기를 기다립니다. 고객 게이트웨이에서 이 터널의 SA를 지우거나 터널로 트래픽을 보내십시오.',
    ],
  },
  'bgp-no-routes': {
    sentence: ({ at }) => `${at}부터 IPsec은 UP이지만 BGP로 받은 경로가 없습니다.`,
    evidence: ({ evidence }) => `터널 ${evidence}: 수락된 경로 0개`,
    todo: ['고객 게이트웨이에서 BGP를 확인하십시오: 네이버, AS 번호, 내부 IP 사이의 TCP 179, 광고 경로.'],
  },
  'both-tunnels': {
    sentence: ({ at }) => `두 터널이 ${at}에 동시에 끊어졌으므로 고객 게이트웨이 또는 그 회선의 문제입니다.`,
    evidence: ({ evidence }) => `AWS 엔드포인트는 서로 다르지만 끊어진 시각의 차이는 ${evidence}초입니다`,
    todo: [],
  },
  'nothing-comes-back': {
    sentence: ({ at, evidence }) =>
      `AWS가 보내고 있지만 ${at}부터 ${evidence}(UP)을 통해 돌아오는 트래픽이 없습니다.`,
    evidence: ({ evidence }) => `${evidence}의 TunnelDataOut 및 TunnelDataIn 지표`,
    todo: [
      '돌아오는 경로 확인: 게이트웨이와 그 뒤의 네트워크에 UP 상태인 터널을 거쳐 AWS 주소로 가는 경로가 있는지, 방화벽이 패킷을 차단하지 않는지 확인하십시오.',
      '양쪽의 트래픽 선택기가 해당 네트워크를 포함하는지 확인하십시오.',
    ],
  },
  'nothing-sent-back': {
    sentence: ({ at }) =>
      `터널은 UP이고 고객 게이트웨이가 보내고 있지만 ${at}부터 AWS가 아무것도 돌려보내지 않습니다. 대개 사이트로 가는 경로가 없는 경우입니다.`,
    evidence: ({ evidence }) => `${evidence}의 TunnelDataIn 및 TunnelDataOut 지표`,
    todo: [
      'VPC 라우팅 테이블에 이 게이트웨이를 거쳐 사이트로 가는 경로가 있고 경로 전파가 켜져 있는지 확인하십시오.',
      '전송 게이트웨이를 사용한다면 라우팅 테이블의 연결, 전파, 블랙홀을 확인하십시오.',
    ],
  },
  'gateway-wide': {
    sentence: () => '고객 게이트웨이 또는 그 회선에 장애가 있습니다.',
    evidence: ({ evidence }) => `몇 분 사이에 이 고객 게이트웨이의 연결 ${evidence}개가 끊어짐`,
    todo: ['고객 게이트웨이의 전원, 상위 회선, IP 주소를 확인하십시오.'],
  },
  unknown: {
    sentence: () => '원인이 확인되지 않았습니다.',
    evidence: ({ evidence }) => evidence,
    todo: [],
  },
};

const recurrence: IncidentText['recurrence'] = ({ count, duration, everyMs }) =>
  everyMs === undefined
    ? `${duration} 동안 ${count}회 끊어졌습니다.`
    : `${duration} 동안 ${count}회, ${rhythm(everyMs)} 끊어졌습니다. 양쪽의 수명(lifetime)과 리키 여유 시간을 비교하십시오.`;

const rhythm = (everyMs: number): string => {
  const minutes = Math.round(everyMs / 60_000);
  if (Math.abs(minutes - 60) <= 6) return '약 한 시간마다';
  return Math.abs(minutes - 1_440) <= 144 ? '약 하루마다' : `약 ${durationInWords(minutes * 60_000)}마다`;
};

const alike: IncidentText['alike'] = (outsideIps) => `터널 ${outsideIps}의 로그에도 같은 내용이 있습니다.`;

const attempt: IncidentText['attempt'] = {
  pending: ({ outsideIp, at }) => `터널 ${outsideIp}: ${at}에 재시작했으며, 복구되는지 확인하는 중입니다.`,
  'pending-unanswered': ({ outsideIp, at }) =>
    `터널 ${outsideIp}: ${at}에 재시작을 요청했지만 AWS의 응답을 받지 못했으며, 실제로 적용되었는지 확인하는 중입니다.`,
  recovered: ({ outsideIp, at, resultAt }) =>
    `터널 ${outsideIp}: ${at}에 재시작했고, ${resultAt}에 다시 UP 상태를 확인했습니다.`,
  failed: ({ outsideIp, at }) => `터널 ${outsideIp}: ${at}에 재시작했지만 복구되지 않았습니다.`,
  busy: ({ outsideIp, at, errorCode }) =>
    `터널 ${outsideIp}: 연결이 변경되는 중이라는 AWS의 응답에 따라 ${at}의 재시작을 미뤘습니다${coded(errorCode)}.`,
  rejected: ({ outsideIp, at, errorCode }) =>
    `터널 ${outsideIp}: ${at}의 재시작을 AWS가 거부했습니다${coded(errorCode)}.`,
};

const coded = (errorCode: string): string => (errorCode === '' ? '' : `(${errorCode})`);

const optionsChanged: IncidentText['optionsChanged'] = ({ outsideIp, before, after, command }) =>
  `재시작하면서 ${outsideIp}의 옵션을 바꾸었습니다: ${before} → ${after}. 잠시 끊어져도 괜찮은 시간에 다음 명령으로 되돌리십시오(다음 terraform apply도 터널을 끊을 수 있습니다): ${command}`;

export const incident: IncidentText = {
  standing,
  cause,
  recurrence,
  alike,
  changed,
  attempt,
  optionsChanged,
};
