import type { CallContext, RequiredPermission, Service, ServiceName } from '../contract.ts';

/** A service that reads and answers whole JSON bodies itself, such as a database engine behind the wire. */
export interface RawService {
  readonly name: ServiceName;
  readonly rawOperations: ReadonlySet<string>;
  permissions(operation: string, input: unknown, context: CallContext): readonly RequiredPermission[];
  answer(call: RawCall): Promise<RawAnswer>;
}

export interface RawCall {
  readonly operation: string;
  readonly body: Buffer;
  readonly contentType: string;
  readonly input: unknown;
  readonly context: CallContext;
}

export interface RawAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The error code inside the body, when the call failed. */
  readonly errorCode?: string;
}

export type WireService = Service | RawService;

export const isRaw = (service: WireService): service is RawService => 'rawOperations' in service;

export const knowsOperation = (service: WireService, operation: string): boolean =>
  isRaw(service) ? service.rawOperations.has(operation) : Object.hasOwn(service.operations, operation);
