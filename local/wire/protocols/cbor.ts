import { CborCodec } from '@smithy/core/cbor';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { Protocol, WireReply, WireRequest } from '../protocol.ts';
import { queryErrorHeader } from './query-error-header.ts';

const codec = new CborCodec();
const document = 15;

/** Smithy RPC v2 CBOR: the operation in the path, CBOR in, CBOR out. */
export const readCbor = (request: WireRequest): Protocol | undefined => {
  const operation = /\/operation\/(\w+)$/.exec(request.path)?.[1];
  if (request.headers['smithy-protocol'] !== 'rpc-v2-cbor' || operation === undefined) return undefined;
  return {
    kind: 'json',
    operation,
    decode: (model) =>
      request.body.length === 0 ? {} : codec.createDeserializer().read(model.input, request.body),
    encode: (model, output, requestId) => reply(200, write(model.output, output ?? {}), requestId),
    encodeError: (error, requestId) => {
      const body = write(document, {
        __type: `${error.namespace}#${error.code}`,
        [error.messageMember]: error.message,
      });
      return reply(error.statusCode, body, requestId, queryErrorHeader(request, error));
    },
  };
};

const write = (schema: NormalizedSchema | typeof document, value: unknown): Uint8Array => {
  const serializer = codec.createSerializer();
  serializer.write(schema, value);
  return serializer.flush();
};

const reply = (
  statusCode: number,
  body: Uint8Array,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): WireReply => ({
  statusCode,
  headers: {
    'content-type': 'application/cbor',
    'smithy-protocol': 'rpc-v2-cbor',
    'x-amzn-requestid': requestId,
    ...headers,
  },
  body,
});
