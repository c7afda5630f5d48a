import type { CallContext } from '../contract.ts';
import { type CredentialScope, readCredentialScope } from './credential-scope.ts';
import { accessDenied, missingAuthentication, notModelled, resourceOf, unreadableRequest } from './errors.ts';
import type { WireOptions } from './options.ts';
import { type Call, type Outcome, perform, refuse, settle } from './perform.ts';
import type { Envelope, Protocol, WireRequest } from './protocol.ts';
import { readProtocol } from './read-protocol.ts';
import { loadServiceModel } from './schemas.ts';
import { isRaw, knowsOperation } from './wire-service.ts';

type RequestIds = () => string;

/** Understands one HTTP request, checks that its caller may make it, and has it performed; each leaves an entry in the journal. */
export const createRequestHandler =
  (options: WireOptions, nextRequestId: RequestIds) =>
  async (request: WireRequest): Promise<Outcome> => {
    const scope = readCredentialScope(request.headers.authorization);
    const protocol = readProtocol(request, scope?.service);
    const context = createContext(scope, options, nextRequestId());
    const call = scope
      ? await understand(request, scope, protocol, context, options)
      : refuse({ protocol, context }, missingAuthentication(protocol.kind));
    const outcome =
      'kind' in call
        ? call
        : await settle(call, options, async () => deny(call, options) ?? perform(call, options));
    recordCall(scope, protocol, context, outcome, options);
    return outcome;
  };

const createContext = (
  scope: CredentialScope | undefined,
  { accountId, partition, principals }: WireOptions,
  requestId: string,
): CallContext => ({
  region: scope?.region ?? '',
  accountId,
  partition,
  principal: principals(scope?.accessKeyId ?? ''),
  requestId,
});

const understand = async (
  request: WireRequest,
  scope: CredentialScope,
  protocol: Protocol | Envelope,
  context: CallContext,
  { services, journal }: WireOptions,
): Promise<Call | Outcome> => {
  const service = services.find(({ name }) => name === scope.service);
  const model = service && (await loadServiceModel(service.name));
  const operation =
    service && knowsOperation(service, protocol.operation) ? model?.operation(protocol.operation) : undefined;
  if (!service || !model || !operation || !isProtocol(protocol)) {
    journal.record('call.unsupported', { service: scope.service, operation: protocol.operation });
    return refuse({ protocol, context }, notModelled(scope.service, protocol.operation));
  }
  try {
    const input: unknown = isRaw(service)
      ? JSON.parse(request.body.toString())
      : await protocol.decode(operation);
    return { service, protocol, request, model, operation, input, context };
  } catch (error) {
    return refuse({ protocol, context }, unreadableRequest(protocol.kind, error));
  }
};

const isProtocol = (protocol: Protocol | Envelope): protocol is Protocol => 'decode' in protocol;

const deny = (call: Call, { authorize, journal }: WireOptions): Outcome | undefined => {
  const { service, protocol, operation, input, context } = call;
  for (const permission of service.permissions(operation.name, input, context)) {
    const verdict = authorize(context.principal, permission, context);
    if (verdict.allowed) continue;
    journal.record('access.denied', {
      action: permission.action,
      resource: resourceOf(permission),
      functionName: functionNameOf(context),
    });
    return refuse(call, accessDenied(service.name, protocol.kind, permission, verdict.why, context));
  }
  return undefined;
};

const functionNameOf = ({ principal }: CallContext): string | undefined =>
  principal.kind === 'function' ? principal.functionName : undefined;

/** Never the input or the output: they hold pre-shared keys and tokens. */
const recordCall = (
  scope: CredentialScope | undefined,
  { operation }: Envelope,
  context: CallContext,
  outcome: Outcome,
  { journal }: WireOptions,
): void => {
  journal.record('call', {
    service: scope?.service,
    operation,
    region: context.region,
    functionName: functionNameOf(context),
    ...(outcome.kind === 'silence' && { error: 'NoAnswer' }),
    ...(outcome.kind === 'answer' && outcome.errorCode !== undefined && { error: outcome.errorCode }),
  });
};
