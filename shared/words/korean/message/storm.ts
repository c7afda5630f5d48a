import type { StormText } from '../../../domain/message/catalogue.ts';
import type { StormWords } from '../../../domain/message/words.ts';

/** `중단 9개, 이중화 상실 2개` */
const states = ({ outage, degraded, unknown = 0, settling, recovered }: StormWords): string =>
  [
    ...(outage > 0 ? [`UP 상태인 터널이 없는 연결 ${outage}개`] : []),
    ...(degraded > 0 ? [`터널 하나만 남은 연결 ${degraded}개`] : []),
    ...(unknown > 0 ? [`AWS가 상태를 알려 주지 않는 연결 ${unknown}개`] : []),
    ...(settling > 0 ? [`다시 UP 상태가 되어 지켜보는 연결 ${settling}개`] : []),
    ...(recovered > 0 ? [`복구된 연결 ${recovered}개`] : []),
  ].join(', ');

const when = ({ since, until }: StormWords): string =>
  since === until
    ? `모든 장애가 ${since}에 발생했습니다.`
    : `첫 장애는 ${since}, 마지막 장애는 ${until}에 발생했습니다.`;

const summary = (words: StormWords): string =>
  `연결 ${words.total}개의 현재 상태: ${states(words)}. ${when(words)}`;

const about: StormText['about'] = {
  gateway: ({ total, gateway }) => `${gateway}의 연결 ${total}개`,
  region: ({ total, region }) => `${region} 리전의 연결 ${total}개`,
};

const standing: StormText['standing'] = {
  outage: {
    consequence: ({ outage, total }) => (outage === total ? '트래픽 중단' : `그중 ${outage}개의 트래픽 중단`),
    summary,
  },
  degraded: {
    consequence: ({ degraded, total }) =>
      degraded === total
        ? '각각 터널 하나로만 트래픽 전달 중'
        : `그중 ${degraded}개는 터널 하나로만 트래픽 전달 중`,
    summary,
  },
  unknown: {
    consequence: ({ unknown = 0 }) => `그중 ${unknown}개는 AWS가 상태를 알려 주지 않음`,
    summary,
  },
  settling: { consequence: () => '모든 연결이 다시 UP 상태', summary },
  over: {
    consequence: ({ duration }) => `종료됨(${duration} 지속)`,
    summary: (words) => `연결 ${words.total}개 중 끊어져 있는 연결이 더 이상 없습니다. ${when(words)}`,
  },
};

const checkShared =
  '개별 연결보다 공통된 부분을 먼저 확인하십시오. 원인 하나를 해결하면 모든 연결이 복구될 수 있습니다.';

export const storm: StormText = {
  about,
  standing,
  member: {
    outage: ({ since }) => `UP 상태인 터널 없음, ${since}부터`,
    degraded: ({ since }) => `터널 하나만 UP, ${since}부터`,
    unknown: ({ since }) => `AWS가 상태를 알려 주지 않음, ${since}부터`,
    healthy: ({ since }) => `${since}부터 다시 UP`,
  },
  course: {
    opened: (words) => `연결 ${words.total}개가 함께 끊어졌습니다: ${states(words)}.`,
    grew: (words) => `끊어진 연결이 늘어 모두 ${words.total}개입니다: ${states(words)}.`,
    worsened: (words) => `상태가 나빠졌습니다. 연결 ${words.total}개의 현재 상태: ${states(words)}.`,
    calm: () =>
      '몇 분 동안 새로 끊어진 연결이 없습니다. 이제부터 새로 끊어지는 연결은 다시 개별 메시지로 알립니다.',
    reminder: (words) => `아직 복구되지 않았습니다. 연결 ${words.total}개의 현재 상태: ${states(words)}.`,
    closed: ({ total, duration }) =>
      `종료되었습니다. 연결 ${total}개 중 끊어져 있는 연결이 더 이상 없습니다(${duration} 지속).`,
  },
  causeOfSome: ({ count }) => `그중 연결 ${count}개에 해당합니다.`,
  withheld: ({ count, withheld, temporary }) =>
    `그중 연결 ${count}개는 재시작을 ${temporary ? '잠시 보류합니다' : '하지 않습니다'}: ${withheld}`,
  restarts: {
    pending: ({ count }) => `터널 ${count}개를 재시작했으며, 복구되는지 확인하는 중입니다.`,
    recovered: ({ count }) => `재시작한 뒤 터널 ${count}개가 복구되었습니다.`,
    failed: ({ count }) => `재시작했지만 터널 ${count}개가 복구되지 않았습니다.`,
  },
  todo: {
    gateway: ['고객 게이트웨이의 전원, 회선, 주소를 확인하십시오.', checkShared],
    region: [
      '해당 리전의 AWS Health와, 이 연결들의 공통점(전송 게이트웨이, 장비, 통신 사업자)을 확인하십시오.',
      checkShared,
    ],
  },
};
