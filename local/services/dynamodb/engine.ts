import { Agent, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';

export interface EngineAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A DynamoDB in memory that takes and gives whole JSON bodies. */
export interface Engine {
  call(operation: string, body: Buffer | string, contentType?: string): Promise<EngineAnswer>;
  close(): Promise<void>;
}

const json10 = 'application/x-amz-json-1.0';

/** Starts an empty engine; it listens on a port of its own on loopback and lets anyone in. */
export const startEngine = async (): Promise<Engine> => {
  const server = dynalite({ createTableMs: 0 });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  return {
    call: (operation, body, contentType = json10) => send({ agent, port, operation, body, contentType }),
    close: () =>
      new Promise((resolve, reject) => {
        agent.destroy();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
};

interface EngineCall {
  readonly agent: Agent;
  readonly port: number;
  readonly operation: string;
  readonly body: Buffer | string;
  readonly contentType: string;
}

const send = ({ agent, port, operation, body, contentType }: EngineCall): Promise<EngineAnswer> =>
  new Promise((resolve, reject) => {
    const headers = {
      'content-type': contentType,
      'content-length': Buffer.byteLength(body),
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=local',
    };
    const outgoing = request({ agent, port, host: '127.0.0.1', method: 'POST', headers });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => readAnswer(response).then(resolve, reject));
    outgoing.end(body);
  });

const readAnswer = async (response: IncomingMessage): Promise<EngineAnswer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return {
    statusCode: response.statusCode ?? 500,
    headers: { 'content-type': response.headers['content-type'] ?? json10 },
    body: Buffer.concat(chunks),
  };
};

/** Calls the engine for the account's own needs, where a refusal is a defect. */
export const query = async <Answer>(engine: Engine, operation: string, input: unknown): Promise<Answer> => {
  const { statusCode, body } = await engine.call(operation, JSON.stringify(input));
  if (statusCode !== 200) throw new Error(`${operation} failed: ${body}`);
  return JSON.parse(body.toString()) as Answer;
};
