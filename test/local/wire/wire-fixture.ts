import { onTestFinished } from 'vitest';
import type {
  Authorize,
  CallFault,
  JournalEntry,
  Principal,
  Service,
  ServiceName,
} from '../../../local/contract.ts';
import type { WireOptions } from '../../../local/wire/options.ts';
import { createWireServer } from '../../../local/wire/server.ts';
import type { WireService } from '../../../local/wire/wire-service.ts';

export const accountId = '123456789012';
export const functionName = 'tunnelkeeper-sweep';
export const functionKey = 'AKIAFUNCTION';

const functionPrincipal: Principal = {
  kind: 'function',
  functionName,
  roleArn: `arn:aws:iam::${accountId}:role/tunnelkeeper/sweep-role`,
};

export interface Wire {
  readonly url: string;
  readonly journal: readonly JournalEntry[];
  readonly faults: CallFault[];
  readonly busy: { now: number; held: number };
  readonly entries: (what: string) => readonly JournalEntry[];
  /** Configuration for a client of the SDK that signs as the operator or as the function. */
  readonly client: (accessKeyId?: string) => ClientConfig;
}

interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A wire server with the services under test, closed when the test is over. */
export const startWire = async (
  services: readonly WireService[],
  options: { authorize?: Authorize; partition?: string } = {},
): Promise<Wire> => {
  const journal: JournalEntry[] = [];
  const faults: CallFault[] = [];
  const busy = { now: 0, held: 0 };
  const wire = createWireServer({
    services,
    principals: (key) => (key === functionKey ? functionPrincipal : { kind: 'operator' }),
    authorize: options.authorize ?? (() => ({ allowed: true })),
    faults: { take: (service, operation) => takeFault(faults, service, operation) },
    journal: { record: (what, facts) => journal.push({ at: 0, what, ...facts }) },
    activity: createActivity(busy),
    accountId,
    partition: options.partition ?? 'aws',
  });
  const url = await wire.listen(0);
  onTestFinished(() => wire.close());
  return {
    url,
    journal,
    faults,
    busy,
    entries: (what) => journal.filter((entry) => entry.what === what),
    client: (accessKeyId = 'AKIAOPERATOR') => ({
      endpoint: url,
      region: 'eu-central-1',
      credentials: { accessKeyId, secretAccessKey: 'secret' },
    }),
  };
};

const takeFault = (faults: CallFault[], service: string, operation: string): CallFault | undefined => {
  const index = faults.findIndex(
    (fault) => fault.service === service && [operation, '*'].includes(fault.operation),
  );
  return index < 0 ? undefined : faults.splice(index, 1)[0];
};

const createActivity = (busy: Wire['busy']): WireOptions['activity'] => ({
  begin: () => {
    busy.now += 1;
    let isHeld = false;
    return {
      hold: () => {
        isHeld = true;
        busy.now -= 1;
        busy.held += 1;
      },
      end: () => {
        if (isHeld) busy.held -= 1;
        else busy.now -= 1;
      },
    };
  },
  get busy() {
    return busy.now;
  },
  get held() {
    return busy.held;
  },
});

/** A service that remembers its inputs and answers what the test says. */
export const demoService = (
  name: ServiceName,
  operations: Service['operations'],
): Service & { readonly inputs: unknown[] } => {
  const inputs: unknown[] = [];
  const remembering = Object.entries(operations).map(([operation, run]) => [
    operation,
    (input: unknown, context: Parameters<typeof run>[1]) => {
      inputs.push(input);
      return run(input, context);
    },
  ]);
  return {
    name,
    inputs,
    operations: Object.fromEntries(remembering),
    permissions: (operation) => [{ action: `${name}:${operation}`, resources: ['*'] }],
  };
};

/** The error a call was refused with. */
export const errorOf = async (call: Promise<unknown>): Promise<SdkError> => {
  try {
    await call;
  } catch (error) {
    return error as SdkError;
  }
  throw new Error('The call succeeded');
};

export interface SdkError extends Error {
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
}

/** Waits until something that happens on another connection has happened. */
export const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
};
