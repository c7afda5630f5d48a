import type { MessageCatalogue } from '../../../domain/message/catalogue.ts';
import type { CourseWords } from '../../../domain/message/words.ts';

/** What follows an address must fit any: only particles that do not depend on its last sound. */
const tunnel = ({ outsideIp }: CourseWords): string => (outsideIp === '' ? '한 터널' : `터널 ${outsideIp}`);

export const course: MessageCatalogue['course'] = {
  opened: ({ health }) => `장애가 발생했습니다: ${health}.`,
  'not-reported': (words) =>
    `AWS가 ${words.detail === '' ? '몇 ' : words.detail}분 동안 ${tunnel(words)}의 상태를 알려 주지 않습니다. UP인지 DOWN인지 알 수 없습니다.`,
  worsened: ({ health }) => `상태가 나빠졌습니다: ${health}.`,
  improved: ({ health }) => `상태가 나아졌습니다: ${health}.`,
  'tunnel-fell': (words) => `${tunnel(words)}의 연결이 끊어졌습니다.`,
  'tunnel-recovered': (words) => `${tunnel(words)}의 연결이 복구되었습니다.`,
  flapping: ({ detail }) =>
    `연결이 끊어졌다 복구되기를 반복합니다(플래핑)${detail === '' ? '' : `: 한 시간 동안 ${detail}회 끊어짐`}. 이제부터 개별 단절은 알리지 않습니다.`,
  recurring: ({ recurrence }) => recurrence || '연결이 반복해서 끊어집니다.',
  'outage-stays': ({ health }) => `중단이 계속되고 있습니다: ${health}.`,
  'settled-unhealthy': ({ health }) => `플래핑은 멈췄지만 정상이 아닙니다: ${health}.`,
  settled: ({ health }) => `플래핑이 멈췄습니다: ${health}.`,
  reminder: ({ health }) => `아직 복구되지 않았습니다: ${health}.`,
  'cause-found': ({ cause }) => `원인: ${cause}`,
  'health-echo': () =>
    'AWS Health가 터널 엔드포인트 교체를 알려 왔습니다. Tunnelkeeper가 실행한 재시작에 따른 것이며 새로운 문제가 아닙니다.',
  'change-echo': () =>
    'AWS Health가 터널 엔드포인트 교체를 알려 왔습니다. 앞서 연결이 변경된 데 따른 것이며 새로운 문제가 아닙니다.',
  changed: ({ change }) => change || '누군가 연결을 변경했습니다.',
  withheld: (words) =>
    `${tunnel(words)}의 재시작을 ${words.temporary ? '잠시 보류합니다' : '하지 않습니다'}: ${words.withheld}`,
  'restart-started': (words) => `${tunnel(words)}의 재시작을 실행했습니다. 복구되는지 확인하는 중입니다.`,
  'restart-uncertain': (words) =>
    `${tunnel(words)}의 재시작을 요청했지만 AWS의 응답을 받지 못했습니다${reason(words)}. 다시 요청하지 않고, 실제로 적용되었는지 확인하는 중입니다.`,
  'restart-busy': (words) =>
    `연결이 변경되는 중이어서 AWS가 지금은 ${tunnel(words)}의 재시작을 받아들이지 않았습니다${reason(words)}. 나중에 다시 시도합니다.`,
  'restart-rejected': (words) => `AWS가 ${tunnel(words)}의 재시작을 거부했습니다${reason(words)}.`,
  'restart-recovered': (words) => `재시작한 뒤 ${tunnel(words)}의 연결이 복구되었습니다.`,
  'restart-failed': (words) => `재시작했지만 ${tunnel(words)}의 연결이 복구되지 않았습니다.`,
  closed: ({ closed }) => `장애를 종료합니다: ${closed}.`,
};

const reason = ({ detail }: CourseWords): string => (detail === '' ? '' : `(${detail})`);
