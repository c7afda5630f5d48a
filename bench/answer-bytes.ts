import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { readCredentialScope } from '../local/wire/credential-scope.ts';

interface Exchange {
  readonly request: IncomingMessage;
  readonly socket: Socket;
}

/** Runs `work` and counts the bytes, headers included, of the last answer that this process gives for `service` meanwhile. */
export const lastAnswerBytes = async (service: string, work: () => Promise<void>): Promise<number> => {
  const before = new Map<IncomingMessage, number>();
  let bytes = 0;
  // A connection is kept for several answers, one after another: the difference is this one's.
  const started = (message: unknown): void => {
    const { request, socket } = message as Exchange;
    if (readCredentialScope(request.headers.authorization)?.service !== service) return;
    before.set(request, socket.bytesWritten);
  };
  const finished = (message: unknown): void => {
    const { request, socket } = message as Exchange;
    const from = before.get(request);
    if (from !== undefined) bytes = socket.bytesWritten - from;
  };
  subscribe('http.server.request.start', started);
  subscribe('http.server.response.finish', finished);
  try {
    await work();
    return bytes;
  } finally {
    unsubscribe('http.server.request.start', started);
    unsubscribe('http.server.response.finish', finished);
  }
};
