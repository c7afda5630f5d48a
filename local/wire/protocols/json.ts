import { JsonCodec2 } from '@smithy/core/protocols';
import type { Protocol, WireReply, WireRequest } from '../protocol.ts';
import { queryErrorHeader } from './query-error-header.ts';

const epochSeconds = 7;
const codec = new JsonCodec2({ timestampFormat: { useTrait: true, default: epochSeconds }, jsonName: false });

/** AWS JSON 1.0 and 1.1: the operation in `X-Amz-Target`, JSON in, JSON out. */
export const readJson = (request: WireRequest): Protocol | undefined => {
  const target = request.headers['x-amz-target'];
  if (typeof target !== 'string') return undefined;
  const contentType = request.headers['content-type']?.split(';')[0]?.trim() ?? 'application/x-amz-json-1.1';
  const reply = (statusCode: number, body: string | Uint8Array, requestId: string): WireReply => ({
    statusCode,
    headers: { 'content-type': contentType, 'x-amzn-requestid': requestId },
    body,
  });
  return {
    kind: 'json',
    operation: target.slice(target.lastIndexOf('.') + 1),
    decode: (model) => codec.createDeserializer().read(model.input, request.body.toString()),
    encode: (model, output, requestId) => {
      if (model.output.isUnitSchema()) return reply(200, '{}', requestId);
      const serializer = codec.createSerializer();
      serializer.write(model.output, output ?? {});
      return reply(200, serializer.flush(), requestId);
    },
    encodeError: (error, requestId) => {
      const type = contentType.endsWith('1.0') ? `${error.namespace}#${error.code}` : error.code;
      const body = JSON.stringify({ __type: type, [error.messageMember]: error.message });
      const answer = reply(error.statusCode, body, requestId);
      return { ...answer, headers: { ...answer.headers, ...queryErrorHeader(request, error) } };
    },
  };
};
