import { faultType, type Protocol, type WireError, type WireReply, type WireRequest } from '../protocol.ts';
import { parseForm } from '../query/form.ts';
import { readForm } from '../query/read-form.ts';
import { escapeXml, writeMembers } from '../query/write-xml.ts';
import type { OperationModel } from '../schemas.ts';

/** AWS Query and EC2 Query: a form in, XML out. */
export const readQuery = (request: WireRequest, service: string): Protocol | undefined => {
  const form = parseForm(request.body.toString());
  const operation = form.children.get('Action')?.value;
  if (operation === undefined) return undefined;
  const namespace = `http://${service}.amazonaws.com/doc/${form.children.get('Version')?.value}/`;
  const dialect = service === 'ec2' ? ec2 : aws;
  return {
    kind: 'query',
    operation,
    decode: (model) => readForm(model.input, form, service === 'ec2' ? 'ec2' : 'aws'),
    encode: (model, output, requestId) =>
      reply(200, dialect.result(model, output, requestId, namespace), requestId),
    encodeError: (error, requestId) =>
      reply(error.statusCode, dialect.error(error, requestId, namespace), requestId),
  };
};

interface Dialect {
  result(model: OperationModel, output: unknown, requestId: string, namespace: string): string;
  error(error: WireError, requestId: string, namespace: string): string;
}

const members = (model: OperationModel, output: unknown): string =>
  model.output.isStructSchema() ? writeMembers(model.output, output ?? {}) : '';

const aws: Dialect = {
  result: (model, output, requestId, namespace) => {
    const result = model.output.isStructSchema()
      ? `<${model.name}Result>${members(model, output)}</${model.name}Result>`
      : '';
    const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
    return `<${model.name}Response xmlns="${namespace}">${result}${metadata}</${model.name}Response>`;
  },
  error: ({ statusCode, queryCode, message }, requestId, namespace) =>
    `<ErrorResponse xmlns="${namespace}"><Error><Type>${faultType(statusCode)}</Type><Code>${queryCode}</Code>` +
    `<Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
};

const ec2: Dialect = {
  result: (model, output, requestId, namespace) =>
    `<${model.name}Response xmlns="${namespace}"><requestId>${requestId}</requestId>` +
    `${members(model, output)}</${model.name}Response>`,
  error: ({ queryCode, message }, requestId) =>
    `<Response><Errors><Error><Code>${queryCode}</Code><Message>${escapeXml(message)}</Message></Error></Errors>` +
    `<RequestID>${requestId}</RequestID></Response>`,
};

const reply = (statusCode: number, xml: string, requestId: string): WireReply => ({
  statusCode,
  headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`,
});
