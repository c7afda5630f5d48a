/** kB are 1,000 bytes. */
export interface FunctionBudget {
  readonly kilobytes: number;
  /** The SDK clients that may be in the bundle. */
  readonly awsClients: readonly string[];
}

/** No function may be larger than this, and none without EC2 larger than 280. Most are held to less, so that what grows is noticed while there is room. */
export const mostKilobytes = 370;

const intakeBudget: FunctionBudget = {
  kilobytes: 340,
  awsClients: ['cloudwatch', 'dynamodb', 'ec2', 'sns', 'sqs'],
};

export const functionBudgets: Readonly<Record<string, FunctionBudget>> = {
  'health-event': intakeBudget,
  'tunnel-alarm': intakeBudget,
  'vpn-change': intakeBudget,
  sweep: intakeBudget,
  // It looks at everything once, keeps the alarms in step, and greets people in Slack.
  setup: { kilobytes: mostKilobytes, awsClients: [...intakeBudget.awsClients, 'secrets-manager'] },
  // CloudWatch for the evidence that a tunnel has never been up, and with the logs for that of its being up again.
  'restart-tunnel': {
    kilobytes: 320,
    awsClients: ['cloudwatch', 'cloudwatch-logs', 'dynamodb', 'ec2', 'sns'],
  },
  review: { kilobytes: 300, awsClients: ['cloudwatch', 'dynamodb', 'ec2', 'sns'] },
  // The words for every cause, and two clients that no other function has.
  diagnose: {
    kilobytes: mostKilobytes,
    awsClients: ['cloudwatch', 'cloudwatch-logs', 'dynamodb', 'ec2', 'health', 'sns'],
  },
  // CloudWatch draws the chart.
  'slack-notifier': { kilobytes: 280, awsClients: ['cloudwatch', 'dynamodb', 'secrets-manager', 'sqs'] },
};

/** What has no business in a function: tools, tests, the local account, and parts of libraries that are left out. */
export const forbiddenInputs: readonly RegExp[] = [
  /(?:^|\/)(?:local|test|infra|scripts(?!\/bundle\/stand-ins\/))\/[^/]+(?:\/|\.ts$)/,
  /node_modules\/(?:aws-cdk-lib|constructs|cdk-nag|vitest|fast-check|dynalite|esbuild|@biomejs)\//,
  /node_modules\/@aws-sdk\/(?:credential-provider-|token-providers|nested-clients|endpoint-cache|middleware-endpoint-discovery)/,
  /node_modules\/zod\/v4\/(?:locales|classic)\//,
];
