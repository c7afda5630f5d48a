import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { ActiveRequest } from '../contract.ts';
import { createRequestHandler } from './handle-request.ts';
import type { WireOptions } from './options.ts';
import type { WireReply, WireRequest } from './protocol.ts';

export interface WireServer {
  readonly server: Server;
  /** Listens on loopback (0: any free port) and resolves to the endpoint's URL. */
  listen(port: number): Promise<string>;
  /** Ends held requests and idle connections too. */
  close(): Promise<void>;
}

/** One HTTP endpoint on loopback that answers for all services of the account. */
export const createWireServer = (options: WireOptions): WireServer => {
  const handle = createRequestHandler(options, createRequestIds());
  const server = createServer((incoming, response) => {
    if (options.answerOther?.(incoming, response)) return;
    const active = options.activity.begin();
    response.once('close', () => active.end());
    answer(incoming, response, active, handle).catch((error: unknown) => response.destroy(error as Error));
  });
  // A connection that the server closes while it idles could be lost to a request just being sent.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  return {
    server,
    listen: (port) => listen(server, port),
    close: () => close(server),
  };
};

const answer = async (
  incoming: IncomingMessage,
  response: ServerResponse,
  active: ActiveRequest,
  handle: ReturnType<typeof createRequestHandler>,
): Promise<void> => {
  const outcome = await handle(await readRequest(incoming));
  if (outcome.kind === 'silence') active.hold();
  else send(response, outcome.reply);
};

const readRequest = async (incoming: IncomingMessage): Promise<WireRequest> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: incoming.headers,
    body: incoming.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body,
  };
};

const send = (response: ServerResponse, { statusCode, headers, body }: WireReply): void => {
  // The SDK corrects its clock by the Date header and then repeats a failed call; the account's time is not the caller's.
  response.sendDate = false;
  response.writeHead(statusCode, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
};

/** Request ids that are the same in every run. */
const createRequestIds = () => {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
  };
};

const listen = (server: Server, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
