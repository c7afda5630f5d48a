/**
 * Everything that the doctor asks of AWS, as IAM names it: what docs/doctor.md grants, and what its clients let through.
 */
export const actionsInUse = [
  'cloudformation:DescribeStacks',
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetEventSelectors',
  'cloudtrail:GetTrailStatus',
  'cloudwatch:DescribeAlarms',
  'cloudwatch:GetMetricData',
  'cloudwatch:ListMetrics',
  'dynamodb:Query',
  'ec2:DescribeCustomerGateways',
  'ec2:DescribeRegions',
  'ec2:DescribeVpnConnections',
  'health:DescribeEventDetails',
  'health:DescribeEvents',
  'secretsmanager:GetSecretValue',
  'sts:GetCallerIdentity',
] as const;

const operations: ReadonlySet<string> = new Set(actionsInUse.map((action) => action.split(':')[1] ?? ''));

/** The part of an SDK client that this needs, whatever the service. */
interface Client {
  readonly middlewareStack: {
    // biome-ignore lint/suspicious/noExplicitAny: each client has input and output types of its own.
    add(middleware: any, options: { readonly step: 'initialize'; readonly name: string }): void;
  };
}

type Handler = (args: unknown) => Promise<unknown>;

/** The client, which from now on refuses to send anything but what is in use: the adapters it serves can write, too. */
export const readingOnly = <Of extends Client>(client: Of): Of => {
  client.middlewareStack.add(
    (next: Handler, { commandName = '' }: { readonly commandName?: string }): Handler =>
      async (args) => {
        const operation = commandName.replace(/Command$/, '');
        if (!operations.has(operation)) throw new Error(`The doctor only reads: ${operation} is not sent.`);
        return next(args);
      },
    { step: 'initialize', name: 'readingOnly' },
  );
  return client;
};
