import type { OwnText } from '../../../domain/message/catalogue.ts';

export const own: OwnText = {
  alarm: {
    meaning: {
      'no-sweep': '몇 분째 완료된 점검이 없어 터널이 감시되지 않습니다.',
      'overdue-announcements':
        '인시던트 소식이 5분 넘게 게시되지 못했습니다. 아직 아무도 알림을 받지 못했습니다.',
      'refused-slack-messages':
        'Slack이 메시지를 거부하고 있습니다. 앱, 토큰 또는 설정된 채널의 문제입니다. 해결되면 자동으로 전송되며, 그때까지 Slack만 보는 사람은 읽지 못합니다.',
      'undelivered-slack-messages':
        'Slack이 받을 수 없는 메시지가 있어 따로 보관했습니다. Slack만 보는 사람은 읽지 못했습니다.',
      'undelivered-announcements':
        'SNS가 이메일 주소나 대기열에 메시지를 전달하지 못했습니다. 해당 구독자는 읽지 못했습니다.',
      'undelivered-events':
        'EventBridge가 함수를 호출하지 못했습니다. 점검 함수라면 터널이 감시되지 않고, 그 밖에는 AWS Health 알림이 빠졌을 수 있습니다.',
      'failed-events':
        '함수가 이벤트 처리와 두 번의 재시도에 모두 실패했습니다. 터널은 다음 점검에서 확인되지만 AWS Health 알림이 빠졌을 수 있습니다.',
      'waiting-slack-messages':
        '메시지가 15분째 Slack 전송을 기다리고 있습니다. Slack만 보는 사람은 아직 읽지 못했습니다.',
      'function-errors': '함수가 5분 안에 세 번 실패했습니다. 실패한 작업은 재시도됩니다.',
      'unforwarded-events':
        '한 리전이 이벤트를 전달하지 못합니다. 그 리전의 터널은 계속 1분마다 점검되지만 AWS Health 알림이 빠졌을 수 있습니다.',
      'failing-restarts':
        '터널을 재시작하는 호출을 AWS가 거부했습니다. 대개 권한이 없어서이며, 터널이 재시작되지 않습니다.',
      'failed-restarts': '터널 재시작 요청을 처리하지 못했습니다. 터널은 그대로입니다.',
      'waiting-restarts': '터널 재시작 요청이 10분째 대기 중입니다. 터널은 그대로입니다.',
      'failed-diagnoses': '원인 진단에 실패했습니다. 장애는 이미 알렸으나 원인이 빠져 있습니다.',
      'waiting-diagnoses': '원인 진단이 10분째 대기 중입니다. 장애는 이미 알렸으나 원인이 빠져 있습니다.',
    },
    consequence: {
      'no-sweep': '아무것도 감시되지 않음',
      'overdue-announcements': '메시지가 게시되지 않음',
      'refused-slack-messages': 'Slack이 메시지를 거부함',
      'undelivered-slack-messages': 'Slack에 전달되지 않은 메시지 있음',
      'undelivered-announcements': '구독자에게 전달되지 않은 메시지 있음',
      'undelivered-events': '이벤트가 함수에 전달되지 않음',
      'failed-events': '이벤트를 처리하지 못함',
      'waiting-slack-messages': 'Slack 전송 대기 중',
      'function-errors': '함수가 계속 실패함',
      'unforwarded-events': '한 리전의 이벤트가 전달되지 않음',
      'failing-restarts': 'AWS가 재시작을 거부함',
      'failed-restarts': '재시작 요청을 처리하지 못함',
      'waiting-restarts': '재시작 요청 대기 중',
      'failed-diagnoses': '원인을 찾지 못함',
      'waiting-diagnoses': '원인 진단 지연',
    },
    over: '정상',
    overSummary:
      'Tunnelkeeper가 다시 정상 작동합니다. 그동안 하지 못한 일은 처리했거나 따로 보관했습니다. 스레드를 확인하십시오.',
    title: '문제',
    since: ({ text, since, part }) => `${part === '' ? '' : `${part}: `}${text} (${since}부터)`,
    again: (text) => `다시 발생: ${text}`,
    still: ({ text, since }) => `${since}부터 계속: ${text}`,
    ended: (text) => `종료: ${text}`,
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
    slackOnly:
      '장애를 알릴 두 번째 경로를 추가하십시오: 이메일 주소(tunnelkeeper.json의 "email") 또는 SNS 주제를 구독하는 호출 서비스. Slack 토큰이 취소되면 Slack에는 아무 알림도 오지 않습니다.',
    region: ({ connections, outages, degraded, unusedTunnels }) =>
      [
        `연결 ${connections}개`,
        outages > 0 && `중단 ${outages}개`,
        degraded > 0 && `터널 하나로 연결 ${degraded}개`,
        unusedTunnels > 0 && `사용된 적 없는 터널 ${unusedTunnels}개`,
      ]
        .filter((part) => part !== false)
        .join(' · '),
    nothing: (regions) => `Tunnelkeeper가 리전 ${regions}곳에서 VPN 연결을 찾지 못했습니다`,
    nothingTodo:
      '연결이 있어야 한다면 이 계정이 맞는지, 해당 리전이 활성화되어 있고 `regions`에 포함되는지 확인하세요.',
    refusing: ({ region, code, reason }) => `리전 ${region}, 알려진 연결 없음 (${code || reason})`,
    othersUnknown:
      '계정에 활성화된 다른 리전 목록(`ec2:DescribeRegions`). 확인될 때까지 위에 적힌 리전만 감시합니다',
  },
};
