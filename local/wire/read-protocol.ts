import type { Envelope, Protocol, WireRequest } from './protocol.ts';
import { readCbor } from './protocols/cbor.ts';
import { readJson } from './protocols/json.ts';
import { readQuery } from './protocols/query.ts';

/** Tells by its headers and body which of AWS's protocols a request speaks. */
export const readProtocol = (request: WireRequest, service: string | undefined): Protocol | Envelope =>
  readCbor(request) ?? readJson(request) ?? readQuery(request, service ?? '') ?? readUnknown(request);

/** REST protocols and stray requests: named by method and path, so that the refusal says what was asked. */
const readUnknown = (request: WireRequest): Envelope => ({
  kind: 'json',
  operation: `${request.method} ${request.path}`,
  encodeError: (error, requestId) => ({
    statusCode: error.statusCode,
    headers: {
      'content-type': 'application/json',
      'x-amzn-errortype': error.code,
      'x-amzn-requestid': requestId,
    },
    body: JSON.stringify({ message: error.message }),
  }),
});
