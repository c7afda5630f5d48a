import type { ReachWords } from '../../domain/reach/reach-words.ts';

const lookIntoHealth = (region: string): readonly string[] => [
  `Look into AWS Health whether EC2 in ${region} is disturbed.`,
  'Until then, look at these tunnels from the customer gateways.',
];

export const reachWords: ReachWords = {
  blind: 'tunnels there are not watched at the moment',
  back: 'tunnels there are watched again',
  left: 'not watched any more',
  ascii: undefined,
  blindSummary: ({ region, since, duration }) =>
    `The connections of ${region} cannot be listed, since ${since} (${duration}). An outage there goes unseen until they can be.`,
  backSummary: ({ region, duration }) =>
    `The connections of ${region} can be listed again. They were out of sight for ${duration}.`,
  leftSummary: ({ region, duration }) =>
    `${region} has been taken out of the configuration. Its connections had been out of sight for ${duration}.`,
  reason: {
    'region-unknown': {
      why: 'The address of EC2 in this region leads nowhere: there may be no such region.',
      todo: (region) => [
        `Check how "${region}" is spelt in the list "regions" of tunnelkeeper.json, and deploy again.`,
      ],
    },
    'region-disabled': {
      why: 'AWS does not accept this account in the region: it is probably not enabled there.',
      todo: (region) => [
        `Enable ${region} for the account (console: account, AWS Regions), or take it out of "regions" in tunnelkeeper.json and deploy again.`,
      ],
    },
    denied: {
      why: 'AWS denies ec2:DescribeVpnConnections in this region.',
      todo: (region) => [
        `Look for a service control policy or a permission boundary that denies ec2:DescribeVpnConnections in ${region}, and except the roles of Tunnelkeeper from it.`,
        'Or take the region out of "regions" in tunnelkeeper.json, and deploy again.',
      ],
    },
    throttled: {
      why: 'EC2 answers that too many calls are made.',
      todo: (region) => [
        `Find out in CloudTrail who calls EC2 in ${region} so often: its limits hold for the whole account.`,
      ],
    },
    'no-answer': { why: 'EC2 does not answer in time.', todo: lookIntoHealth },
    failed: { why: 'EC2 answers with an error.', todo: lookIntoHealth },
  },
};
