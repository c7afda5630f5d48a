import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { readCredentialScope } from '../local/wire/credential-scope.ts';

export interface Call {
  /** `ec2 DescribeVpnConnections` */
  readonly operation: string;
  readonly answerBytes: number;
}

export interface ReplayServer {
  readonly url: string;
  readonly calls: readonly Call[];
  close(): void;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/** Passes calls on to the account, and gives EC2's answers again to equal questions: so their making takes no time. */
export const startReplayServer = async (accountUrl: string): Promise<ReplayServer> => {
  const calls: Call[] = [];
  const kept = new Map<string, Promise<Answer>>();
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const body = await buffer(request);
    const service = readCredentialScope(request.headers.authorization)?.service ?? '';
    const question = `${service} ${body.toString()}`;
    const ask = () => passOn(accountUrl + (request.url ?? '/'), request.headers, body);
    const answered = service === 'ec2' ? (kept.get(question) ?? ask()) : ask();
    if (service === 'ec2') kept.set(question, answered);
    const { body: answerBody } = await answered;
    calls.push({
      operation: `${service} ${operationOf(request.headers, body)}`,
      answerBytes: answerBody.byteLength,
    });
    return answered;
  };
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const operationOf = (headers: IncomingHttpHeaders, body: Buffer): string =>
  String(headers['x-amz-target'] ?? '')
    .split('.')
    .at(-1) ||
  (new URLSearchParams(body.toString()).get('Action') ?? '');

const passOn = async (url: string, headers: IncomingHttpHeaders, body: Buffer): Promise<Answer> => {
  const sent = Object.entries(headers)
    .filter(([name]) => !['host', 'connection', 'content-length', 'expect'].includes(name))
    .map(([name, value]): [string, string] => [name, String(value)]);
  const response = await fetch(url, { method: 'POST', headers: sent, body: new Uint8Array(body) });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: Buffer.from(await response.arrayBuffer()),
  };
};
