import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { pointSdkAt } from '../aws/aws-double.ts';

export type Answer =
  | {
      readonly statusCode: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** The connection breaks. */
  | 'reset'
  | 'silence';

export interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ScriptedServer {
  /** Answers the next requests as told, the last answer again and again. Returns what is received from now on. */
  play(answers: readonly Answer[]): readonly Received[];
}

/** AWS as a list of answers. */
export const startScriptedServer = async (): Promise<ScriptedServer> => {
  let script: readonly Answer[] = ['silence'];
  let received: Received[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      const answer = script[Math.min(received.length, script.length - 1)];
      received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      if (answer === 'reset') request.socket.destroy();
      else if (answer && answer !== 'silence') {
        response.writeHead(answer.statusCode, answer.headers).end(answer.body);
      }
    });
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  pointSdkAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return {
    play: (answers) => {
      script = answers;
      received = [];
      return received;
    },
  };
};
