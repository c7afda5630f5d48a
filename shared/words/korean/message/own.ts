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
  postedHere: (channel, error) => `${channel} 채널이 이 메시지를 거부하여(${error}) 대신 여기에 올립니다`,
  watches: {
    headline: (connections, regions) =>
      `Tunnelkeeper가 리전 ${regions}곳의 연결 ${connections}개를 감시합니다`,
    summary: '배포를 마치고 모든 연결을 한 번 확인했습니다. 앞으로 일어나는 일을 이 채널에 알립니다.',
    region: ({ connections, outages, degraded, unusedTunnels }) =>
      [
        `연결 ${connections}개`,
        outages > 0 && `중단 ${outages}개`,
        degraded > 0 && `터널 하나로 연결 ${degraded}개`,
        unusedTunnels > 0 && `사용된 적 없는 터널 ${unusedTunnels}개`,
      ]
        .filter((part) => part !== false)
        .join(' · '),
  },
};
