import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { pointSdkAt } from './aws-double.ts';

/** AWS as one fixed answer. */
export const startTextServer = async (statusCode: number, body: string): Promise<void> => {
  await serve((request, response) => {
    request.resume();
    response.writeHead(statusCode, { 'content-type': 'text/xml' }).end(body);
  });
};

/** AWS that takes requests and never answers. Returns how many it has taken. */
export const startSilentServer = async (): Promise<() => number> => {
  let received = 0;
  await serve((request) => {
    received += 1;
    request.resume();
  });
  return () => received;
};

/** AWS that has closed every connection by the time a client uses it again. Returns how many calls it has answered. */
export const startServerOfOneAnswer = async (body: string): Promise<() => number> => {
  let answered = 0;
  const used = new WeakSet<object>();
  await serve((request, response) => {
    if (used.has(request.socket)) {
      request.socket.resetAndDestroy();
      return;
    }
    used.add(request.socket);
    request.resume();
    answered += 1;
    response.writeHead(200, { 'content-type': 'text/xml' }).end(body);
  });
  return () => answered;
};

const serve = async (listener: RequestListener): Promise<void> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  pointSdkAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
};

/** AWS whose answers stop after their headers. Returns how many requests it has taken. */
export const startStallingServer = async (): Promise<() => number> => {
  let received = 0;
  await serve((request, response) => {
    received += 1;
    request.resume();
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': '100' });
    response.write('{');
  });
  return () => received;
};
