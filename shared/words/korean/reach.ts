import type { ReachWords } from '../../domain/reach/reach-words.ts';

const lookIntoHealth = (region: string): readonly string[] => [
  `${region}의 EC2에 장애가 있는지 AWS Health에서 확인하세요.`,
  '그때까지는 고객 게이트웨이에서 이 터널들을 확인하세요.',
];

export const reachWords: ReachWords = {
  blind: '이 리전의 터널을 현재 감시하지 못하고 있음',
  back: '이 리전의 터널을 다시 감시함',
  left: '더 이상 감시하지 않음',
  ascii: {
    blind: 'tunnels there are not watched at the moment',
    back: 'tunnels there are watched again',
    left: 'not watched any more',
  },
  blindSummary: ({ region, since, duration }) =>
    `${since}부터(${duration}) ${region}의 연결 목록을 조회할 수 없습니다. 다시 조회할 수 있을 때까지 그곳의 장애를 알 수 없습니다.`,
  backSummary: ({ region, duration }) =>
    `${region}의 연결 목록을 다시 조회할 수 있습니다. ${duration} 동안 볼 수 없었습니다.`,
  leftSummary: ({ region, duration }) =>
    `${region} 리전이 설정에서 제외되었습니다. 그곳의 연결은 ${duration} 동안 볼 수 없었습니다.`,
  reason: {
    'region-unknown': {
      why: '이 리전의 EC2 주소를 찾을 수 없습니다. 그런 리전이 없을 수 있습니다.',
      todo: (region) => [
        `tunnelkeeper.json의 "regions" 목록에서 "${region}"의 철자를 확인하고 다시 배포하세요.`,
      ],
    },
    'region-disabled': {
      why: 'AWS가 이 리전에서 이 계정을 받아들이지 않습니다. 리전이 활성화되지 않은 것 같습니다.',
      todo: (region) => [
        `계정에서 ${region} 리전을 활성화하거나(콘솔: 계정, AWS 리전), tunnelkeeper.json의 "regions"에서 빼고 다시 배포하세요.`,
      ],
    },
    denied: {
      why: 'AWS가 이 리전에서 ec2:DescribeVpnConnections를 거부합니다.',
      todo: (region) => [
        `${region}에서 ec2:DescribeVpnConnections를 거부하는 서비스 제어 정책이나 권한 경계를 찾아 Tunnelkeeper의 역할을 예외로 두세요.`,
        '또는 tunnelkeeper.json의 "regions"에서 이 리전을 빼고 다시 배포하세요.',
      ],
    },
    throttled: {
      why: 'EC2가 호출이 너무 많다고 응답합니다.',
      todo: (region) => [
        `누가 ${region}의 EC2를 그렇게 자주 호출하는지 CloudTrail에서 찾으세요. 한도는 계정 전체에 적용됩니다.`,
      ],
    },
    'no-answer': { why: 'EC2가 제시간에 응답하지 않습니다.', todo: lookIntoHealth },
    failed: { why: 'EC2가 오류로 응답합니다.', todo: lookIntoHealth },
  },
};
