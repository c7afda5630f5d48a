import { onTestFinished, vi } from 'vitest';
import type { CallFault, Operation, ServiceName } from '../../local/contract.ts';
import { createWireServer } from '../../local/wire/server.ts';

/** AWS on loopback for one test: it answers what the test says and remembers every call. */
export interface AwsDouble {
  readonly url: string;
  readonly calls: readonly AwsCall[];
  /** Everything that was asked, failed calls included. */
  readonly requests: readonly Pick<AwsCall, 'operation' | 'region'>[];
  /** The operations that were called, in their order. */
  operations(): readonly string[];
  /** Makes the next call of an operation go wrong. */
  fail(fault: CallFault): void;
}

export interface AwsCall {
  readonly operation: string;
  readonly region: string;
  // biome-ignore lint/suspicious/noExplicitAny: the input of whatever operation the test looks at.
  readonly input: any;
}

export type Operations = Readonly<Record<string, Operation>>;

/** Starts the double and points the SDK's clients at it until the test is over. */
export const startAws = async (services: Partial<Record<ServiceName, Operations>>): Promise<AwsDouble> => {
  const calls: AwsCall[] = [];
  const requests: Pick<AwsCall, 'operation' | 'region'>[] = [];
  const faults: CallFault[] = [];
  const server = createWireServer({
    services: Object.entries(services).map(([name, operations]) => ({
      name: name as ServiceName,
      operations: remembering(operations, calls),
      permissions: () => [],
    })),
    principals: () => ({ kind: 'operator' }),
    authorize: () => ({ allowed: true }),
    faults: { take: (_service, operation) => takeFault(faults, operation) },
    journal: {
      record: (what, { operation, region } = {}) => {
        if (what === 'call') requests.push({ operation: String(operation), region: String(region) });
      },
    },
    activity: { begin: () => ({ hold: () => undefined, end: () => undefined }), busy: 0, held: 0 },
    accountId: '123456789012',
    partition: 'aws',
  });
  const url = await server.listen(0);
  onTestFinished(() => server.close());
  pointSdkAt(url);
  return {
    url,
    calls,
    requests,
    operations: () => calls.map((call) => call.operation),
    fail: (fault) => {
      faults.push(fault);
    },
  };
};

/** What the environment of a function says, with the endpoint of a double. */
export const pointSdkAt = (url: string): void => {
  vi.stubEnv('AWS_ENDPOINT_URL', url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIATEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
};

const remembering = (operations: Operations, calls: AwsCall[]): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([operation, run]): [string, Operation] => [
      operation,
      (input, context) => {
        calls.push({ operation, region: context.region, input });
        return run(input, context);
      },
    ]),
  );

const takeFault = (faults: CallFault[], operation: string): CallFault | undefined => {
  const index = faults.findIndex((fault) => fault.operation === operation);
  return index < 0 ? undefined : faults.splice(index, 1)[0];
};
