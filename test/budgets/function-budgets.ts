/** kB are 1,000 bytes. */
export interface FunctionBudget {
  readonly kilobytes: number;
  /** The SDK clients that may be in the bundle. */
  readonly awsClients: readonly string[];
}

const intakeBudget: FunctionBudget = {
  kilobytes: 300,
  awsClients: ['cloudwatch', 'dynamodb', 'ec2', 'sns', 'sqs'],
};

export const functionBudgets: Readonly<Record<string, FunctionBudget>> = {
  'health-event': intakeBudget,
  'tunnel-alarm': intakeBudget,
  'vpn-change': intakeBudget,
  sweep: intakeBudget,
  // CloudWatch for the evidence that a tunnel has never been up: every look may need it.
  'restart-tunnel': { kilobytes: 300, awsClients: ['cloudwatch', 'dynamodb', 'ec2', 'sns'] },
  // CloudWatch draws the chart.
  // Two clients more than others, and the words for every cause; nobody waits for it to be told of an outage.
  diagnose: {
    kilobytes: 330,
    awsClients: ['cloudwatch', 'cloudwatch-logs', 'dynamodb', 'ec2', 'health', 'sns'],
  },
  'slack-notifier': { kilobytes: 300, awsClients: ['cloudwatch', 'dynamodb', 'secrets-manager', 'sqs'] },
};

/** What has no business in a function: tools, tests, the local account, and parts of libraries that are left out. */
export const forbiddenInputs: readonly RegExp[] = [
  /(?:^|\/)(?:local|test|infra|scripts)\/[^/]+(?:\/|\.ts$)/,
  /node_modules\/(?:aws-cdk-lib|constructs|cdk-nag|vitest|fast-check|dynalite|esbuild|@biomejs)\//,
  /node_modules\/@aws-sdk\/(?:credential-provider-|token-providers|nested-clients|endpoint-cache)/,
  /node_modules\/zod\/v4\/(?:locales|classic)\//,
];
