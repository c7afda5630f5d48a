import { faultType, type WireError, type WireRequest } from '../protocol.ts';

/**
 * Services that once spoke Query (SQS, CloudWatch) repeat the Query error code in a header for clients that ask
 * for it, so that old code keeps the error names it knows.
 */
export const queryErrorHeader = (request: WireRequest, error: WireError): Readonly<Record<string, string>> =>
  request.headers['x-amzn-query-mode'] === 'true'
    ? { 'x-amzn-query-error': `${error.queryCode};${faultType(error.statusCode)}` }
    : {};
