import { type CallContext, type CallFault, type Service, ServiceError } from '../contract.ts';
import { internalFailure, reasonOf, serviceFailure, throttled } from './errors.ts';
import type { WireOptions } from './options.ts';
import type { Envelope, Protocol, WireError, WireReply, WireRequest } from './protocol.ts';
import type { OperationModel, ServiceModel } from './schemas.ts';
import { isRaw, type RawService, type WireService } from './wire-service.ts';

/** One call that has been understood and allowed. */
export interface Call {
  readonly service: WireService;
  readonly protocol: Protocol;
  readonly request: WireRequest;
  readonly model: ServiceModel;
  readonly operation: OperationModel;
  readonly input: unknown;
  readonly context: CallContext;
}

/** What becomes of a call: an answer, or a silence that only the caller's own time-out ends. */
export type Outcome =
  | { readonly kind: 'answer'; readonly reply: WireReply; readonly errorCode?: string }
  | { readonly kind: 'silence' };

/** Runs the operation, or lets it go wrong as a fault demands. */
export const perform = async (call: Call, options: WireOptions): Promise<Outcome> => {
  const fault = options.faults.take(call.service.name, call.protocol.operation, call.context.region);
  if (fault?.when === 'before') return failAsTold(call, fault);
  const { service } = call;
  const outcome = await settle(call, options, () =>
    isRaw(service) ? runRaw(call, service) : runModelled(call, service),
  );
  return fault ? failAsTold(call, fault) : outcome;
};

const failAsTold = (call: Call, { failure }: CallFault): Outcome => {
  if (failure.kind === 'hang') return { kind: 'silence' };
  if (failure.kind === 'throttle')
    return refuse(call, serviceFailure(call.model, throttled(call.service.name)));
  const message = failure.message ?? `${failure.code} as the scenario demands`;
  const error = serviceFailure(call.model, new ServiceError(failure.code, message));
  return refuse(call, { ...error, statusCode: failure.statusCode });
};

interface Refusable {
  readonly protocol: Envelope;
  readonly context: CallContext;
}

/** Answers with an error in the caller's own protocol. */
export const refuse = ({ protocol, context }: Refusable, error: WireError): Outcome => ({
  kind: 'answer',
  reply: protocol.encodeError(error, context.requestId),
  errorCode: protocol.kind === 'query' ? error.queryCode : error.code,
});

/** Turns what `work` throws into an error answer; what no service means to throw is a defect and goes to the journal. */
export const settle = async (
  call: Call,
  { journal }: WireOptions,
  work: () => Promise<Outcome>,
): Promise<Outcome> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ServiceError) return refuse(call, serviceFailure(call.model, error));
    const { service, operation } = call;
    journal.record('call.crashed', {
      service: service.name,
      operation: operation.name,
      error: reasonOf(error),
    });
    return refuse(call, internalFailure(error));
  }
};

const runModelled = async (call: Call, service: Service): Promise<Outcome> => {
  const { operation, input, context, protocol } = call;
  const output: unknown = await service.operations[operation.name]?.(input, context);
  return { kind: 'answer', reply: protocol.encode(operation, output, context.requestId) };
};

const runRaw = async (
  { request, operation, input, context }: Call,
  service: RawService,
): Promise<Outcome> => {
  const contentType = request.headers['content-type'] ?? 'application/json';
  const answer = await service.answer({
    operation: operation.name,
    body: request.body,
    contentType,
    input,
    context,
  });
  const { errorCode, ...reply } = answer;
  return errorCode === undefined ? { kind: 'answer', reply } : { kind: 'answer', reply, errorCode };
};
