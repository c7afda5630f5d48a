import type { UnreadWords } from '../../../domain/diagnosis/diagnosis-words.ts';

const named = (what: string): string => (what === '' ? '' : ` (${what})`);

/** What could not be looked at, and why: `터널 로그: 접근 권한 없음 (/aws/vpn/x)`. */
export const unread: UnreadWords = {
  source: {
    'tunnel-log': '터널 로그',
    traffic: '터널 지표',
    'health-events': 'AWS Health 이벤트',
    attachment: 'Transit Gateway 연결',
    maintenance: '대기 중인 유지 관리',
    'customer-gateway': '고객 게이트웨이',
    related: '다른 VPN 연결',
  },
  reason: {
    denied: ({ what }) => `접근 권한 없음${named(what)}`,
    'not-found': ({ what }) => `찾을 수 없음${named(what)}`,
    throttled: ({ what }) => `호출 한도 초과${named(what)}`,
    'timed-out': ({ what }) => `제한 시간 안에 응답 없음${named(what)}`,
    'not-subscribed': () => '이 계정의 지원 플랜에 포함되지 않음',
    failed: ({ what, code }) => `실패${named([what, code].filter(Boolean).join(', '))}`,
  },
};
