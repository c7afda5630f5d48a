import { type CallContext, type RequiredPermission, ServiceError, type ServiceName } from '../contract.ts';
import { callerArn } from './caller-arn.ts';
import type { Envelope, WireError } from './protocol.ts';
import type { ServiceModel } from './schemas.ts';

type Kind = Envelope['kind'];

const coral = 'com.amazon.coral.service';

const unmodelled = { namespace: coral, messageMember: 'message' };

/** An error of the service itself: a modelled one has the status and both names that its schema gives it. */
export const serviceFailure = (model: ServiceModel, error: ServiceError): WireError => {
  const modelled = model.error(error.code);
  return {
    code: modelled?.name ?? error.code,
    queryCode: modelled?.queryCode ?? error.code,
    namespace: modelled ? model.namespace : coral,
    messageMember: modelled?.messageMember ?? 'message',
    statusCode: modelled?.statusCode ?? error.statusCode,
    message: error.message,
  };
};

export const missingAuthentication = (kind: Kind): WireError => ({
  ...unmodelled,
  code: 'MissingAuthenticationTokenException',
  queryCode: 'MissingAuthenticationToken',
  statusCode: kind === 'json' ? 400 : 403,
  message: 'Request is missing Authentication Token',
});

export const unreadableRequest = (kind: Kind, cause: unknown): WireError => ({
  ...unmodelled,
  code: 'SerializationException',
  queryCode: 'MalformedInput',
  statusCode: 400,
  message: kind === 'json' ? '' : `The request cannot be read: ${reasonOf(cause)}`,
});

export const notModelled = (service: string, operation: string): WireError => ({
  ...unmodelled,
  code: 'NotImplemented',
  queryCode: 'NotImplemented',
  statusCode: 501,
  message: `The local account does not model ${service}:${operation}`,
});

export const internalFailure = (cause: unknown): WireError => ({
  ...unmodelled,
  code: 'InternalFailure',
  queryCode: 'InternalFailure',
  statusCode: 500,
  message: `The local account failed: ${reasonOf(cause)}`,
});

export const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

const deniedQueryCodes: Partial<Record<ServiceName, string>> = {
  ec2: 'UnauthorizedOperation',
  sns: 'AuthorizationError',
};

/** A denial in the words of IAM's "access denied" messages. */
export const accessDenied = (
  service: ServiceName,
  kind: Kind,
  permission: RequiredPermission,
  why: string,
  context: CallContext,
): WireError => {
  const { action } = permission;
  const reason = `is not authorized to perform: ${action} on resource: ${resourceOf(permission)} because ${why}`;
  const prefix = service === 'ec2' ? 'You are not authorized to perform this operation. ' : '';
  return {
    ...unmodelled,
    code: 'AccessDeniedException',
    queryCode: deniedQueryCodes[service] ?? 'AccessDenied',
    statusCode: kind === 'json' ? 400 : 403,
    message: `${prefix}User: ${callerArn(context)} ${reason}`,
  };
};

export const resourceOf = ({ resources }: RequiredPermission): string => resources.join(', ');

const throttles: Partial<Record<ServiceName, readonly [code: string, statusCode: number]>> = {
  ec2: ['RequestLimitExceeded', 503],
  sns: ['ThrottledException', 429],
  sqs: ['RequestThrottled', 403],
  sts: ['Throttling', 400],
};

/** The error with which each service turns away a caller that asks too often. */
export const throttled = (service: ServiceName): ServiceError => {
  const [code, statusCode] = throttles[service] ?? ['ThrottlingException', 400];
  const message = service === 'ec2' ? 'Request limit exceeded.' : 'Rate exceeded';
  return new ServiceError(code, message, statusCode);
};
