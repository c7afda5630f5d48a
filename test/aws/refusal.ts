import type { CallFault, ServiceName } from '../../local/contract.ts';
import { AwsCallError } from '../../shared/aws/client/aws-call-error.ts';

/** A call that AWS refuses before anything is done. */
export const refusal = (
  service: ServiceName,
  operation: string,
  code: string,
  statusCode = 400,
): CallFault => ({ service, operation, when: 'before', failure: { kind: 'error', code, statusCode } });

/** What an adapter throws when AWS has refused. */
export const callError = (operation: string, code: string, statusCode = 400): AwsCallError =>
  new AwsCallError(operation, { code, statusCode, requestId: undefined });
