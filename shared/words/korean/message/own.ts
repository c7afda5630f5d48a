import type { OwnText } from '../../../domain/message/catalogue.ts';

export const own: OwnText = {
  alarm: {
    ALARM: (alarmName) => `Tunnelkeeper 자체에 조치 필요: ${alarmName}`,
    OK: (alarmName) => `Tunnelkeeper 정상 작동 재개: ${alarmName}`,
    INSUFFICIENT_DATA: (alarmName) => `Tunnelkeeper의 작동 여부를 알 수 없음: ${alarmName}`,
  },
  unreadable: {
    headline: '읽을 수 없는 알림',
    summary: 'Tunnelkeeper의 주제(SNS topic)에 해석할 수 없는 내용이 게시되었습니다.',
    problem: '문제',
    beginsWith: '시작 부분:',
    todo: 'Tunnelkeeper 외에 무엇이 이 주제에 게시하는지 확인하십시오.',
  },
};
