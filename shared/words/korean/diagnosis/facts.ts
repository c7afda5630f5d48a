import type { FactWords } from '../../../domain/diagnosis/diagnosis-words.ts';

/** What surrounds an incident: a value of 110 characters is shown in full everywhere. */
export const fact: FactWords = {
  lastTraffic: {
    label: (outsideIp) => `${outsideIp} 트래픽`,
    until: ({ until, amount }) => `${until}까지, 분당 ${amount}`,
    none: (hours) => `다운 전 ${hours}시간 동안 트래픽 없음`,
  },
  takeover: {
    label: '다른 터널',
    value: {
      'took-over': ({ peer, fallen, amountPerMinute }) =>
        `${peer}이(가) ${fallen}의 트래픽(분당 ${amountPerMinute})을 이어받음`,
      partly: ({ peer, fallen, amountPerMinute }) =>
        `${peer}의 트래픽이 두 터널 합계의 절반 미만(${fallen}은(는) 분당 ${amountPerMinute})`,
      'no-traffic': ({ peer, fallen, amountPerMinute }) =>
        `${peer}은(는) 업 상태이나 트래픽 없음(${fallen}은(는) 분당 ${amountPerMinute})`,
      'nothing-back': ({ peer, fallen, amountPerMinute }) =>
        `AWS가 ${peer}(으)로 보내지만 돌아오는 트래픽이 없음, ${fallen}의 트래픽은 분당 ${amountPerMinute}`,
    },
  },
  attachment: {
    label: 'TGW 연결',
    value: ({ id, state, routeTable }) => `${id}, ${state}, 라우팅 테이블 ${routeTable}`,
    withoutRouteTable: ({ id, state }) =>
      `${id}, ${state}; 경고: 확인 가능한 라우팅 테이블에 연결되어 있지 않음`,
  },
  certificate: {
    label: '인증 방식',
    value: (arn) => `게이트웨이 인증서, ${arn}`,
  },
  prefixes: {
    label: 'BGP 프리픽스',
    value: ({ outsideIp, received, limit }) =>
      `${outsideIp}에서 ${received}개 수신, 한도 ${limit}개: AWS 경고`,
  },
  related: {
    gateway: {
      label: '같은 고객 게이트웨이',
      value: (_gateway, { total, carrying }) =>
        carrying > 0
          ? `다른 연결 ${total}개 중 ${carrying}개 통신 중: 장비와 회선은 정상`
          : `다른 연결 ${total}개 모두 통신 안 됨: 장비와 회선을 확인할 것`,
    },
    site: {
      label: '같은 사이트',
      value: (site, { total, carrying }) => `${site}: 다른 연결 ${total}개 중 ${carrying}개 통신 중`,
    },
    target: {
      label: '같은 연결 대상',
      value: (target, { total, carrying }) => `${target}: 다른 연결 ${total}개 중 ${carrying}개 통신 중`,
    },
  },
  healthEvent: {
    label: 'AWS Health',
    value: ({ code, upcoming, at, text }) =>
      [at === '' ? code : `${code}, ${at}${upcoming ? ' 예정' : '부터'}`, text].filter(Boolean).join(': '),
  },
  maintenance: {
    label: '유지 관리',
    value: ({ outsideIp, deadline }) =>
      deadline === '' ? `${outsideIp}에 대기 중` : `${outsideIp}에 대기 중, ${deadline} 이후 AWS가 자동 적용`,
  },
};
