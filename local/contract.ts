/**
 * What the parts of the local account agree on. Each part lives in its own folder and knows the others only
 * through these types.
 */

export type EpochMs = number;

/** Virtual time. It stands still while anything runs and moves only from one due task to the next. */
export interface Clock {
  now(): EpochMs;
  /** Runs `task` once the clock has reached `dueAt`. Tasks due at the same instant run in the order they were scheduled, one after another. */
  at(dueAt: EpochMs, label: string, task: () => void | Promise<void>): Timer;
  after(delayMs: number, label: string, task: () => void | Promise<void>): Timer;
}

export interface Timer {
  cancel(): void;
}

/** The record of everything that happens: printed with `--json`, read by tests. `what` is dotted: `slack.message`, `tunnel.restart`. */
export interface Journal {
  record(what: string, facts?: Readonly<Record<string, unknown>>): void;
}

export interface JournalEntry {
  /** Virtual time. */
  readonly at: EpochMs;
  readonly what: string;
  readonly [fact: string]: unknown;
}

/** Who signs a request. Functions get one access key each; every other access key is the operator, who may do everything. */
export type Principal =
  | { readonly kind: 'operator' }
  | { readonly kind: 'function'; readonly functionName: string; readonly roleArn: string };

export interface CallContext {
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  readonly principal: Principal;
  readonly requestId: string;
}

export type ServiceName =
  | 'ec2'
  | 'monitoring' // CloudWatch
  | 'dynamodb'
  | 'sqs'
  | 'sns'
  | 'secretsmanager'
  | 'events'
  | 'kms'
  | 'logs'
  | 'health'
  | 'sts'
  | 'lambda'
  | 'cloudformation'
  | 'cloudtrail';

/** One operation of a service: input and output have the shapes of the SDK's own TypeScript types. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds operations of every input type; the wire decodes by the SDK's schema.
export type Operation<Input = any, Output = any> = (
  input: Input,
  context: CallContext,
) => Output | Promise<Output>;

/** What the caller must be allowed to do for one call. `resources: ['*']` for actions without resource-level permission. */
export interface RequiredPermission {
  readonly action: string;
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, string>>;
}

export interface Service {
  /** The name in the SigV4 credential scope. */
  readonly name: ServiceName;
  readonly operations: Readonly<Record<string, Operation>>;
  /** Permissions one call needs; the server checks them against the caller's role before it runs the operation. */
  permissions(operation: string, input: unknown, context: CallContext): readonly RequiredPermission[];
}

/** An error as AWS answers it. `senderFault` false makes it a 5xx in the query protocols. */
export class ServiceError extends Error {
  readonly code: string;
  readonly statusCode: number;

  constructor(code: string, message: string, statusCode = 400) {
    super(message);
    this.name = 'ServiceError';
    this.code = code;
    this.statusCode = statusCode;
  }
}

/** Decides whether a principal may make a call; a denial becomes `AccessDenied` (EC2: `UnauthorizedOperation`) and a journal entry `access.denied`. */
export type Authorize = (
  principal: Principal,
  permission: RequiredPermission,
  context: CallContext,
) => { readonly allowed: true } | { readonly allowed: false; readonly why: string };

/**
 * What is to go wrong with calls. Asked once per call; `times` is counted down by the registry.
 * `before`: the call takes no effect; `after`: it takes effect, then fails; `hang` never answers (the caller's own time-out ends it).
 */
export interface CallFault {
  readonly service: ServiceName | 'slack';
  readonly operation: string | '*';
  /** Without it, calls to any region. */
  readonly region?: string | undefined;
  readonly when: 'before' | 'after';
  readonly failure:
    | {
        readonly kind: 'error';
        readonly code: string;
        readonly message?: string;
        readonly statusCode: number;
      }
    | { readonly kind: 'throttle'; readonly retryAfterSeconds?: number }
    | { readonly kind: 'hang' };
}

export interface Faults {
  take(service: ServiceName | 'slack', operation: string, region?: string): CallFault | undefined;
}

/**
 * Counts the HTTP requests that the account is working on, so that the clock knows when nothing runs any more.
 * A held request is one that will never be answered (a modelled silence): it does not keep the clock from moving.
 */
export interface Activity {
  begin(): ActiveRequest;
  /** Requests received, not yet answered, not held. */
  readonly busy: number;
  /** Requests that are held open in silence. */
  readonly held: number;
}

export interface ActiveRequest {
  hold(): void;
  end(): void;
}

/** Puts an event on the account's default bus of a region, as an AWS service would. */
export type PutEvent = (event: BusEvent) => void;

export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources?: readonly string[];
  readonly detail: unknown;
  readonly [other: string]: unknown;
}
