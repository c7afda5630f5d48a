import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createHeartbeat } from '../../shared/runtime/heartbeat.ts';
import { createFakeLog } from '../fakes/log.ts';

const listen = async (status: number) => {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { calls, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/s3cret` };
};

it('calls the address once', async () => {
  const { calls, url } = await listen(200);
  const log = createFakeLog();
  await createHeartbeat(url, fetch, log).beat();
  expect(calls).toEqual(['GET /ping/s3cret']);
  expect(log.entries).toEqual([]);
});

it.each([404, 500, 302])('an answer of %d is logged, without the address, and no failure', async (status) => {
  const { url } = await listen(status);
  const log = createFakeLog();
  await createHeartbeat(url, fetch, log).beat();
  expect(log.entries).toHaveLength(1);
  expect(JSON.stringify(log.entries)).not.toContain('s3cret');
});

it('nobody there is logged, without the address, and no failure', async () => {
  const { url } = await listen(200);
  const log = createFakeLog();
  const nobody: typeof fetch = async () => {
    throw new TypeError(`fetch failed: ${url}`);
  };
  await createHeartbeat(url, nobody, log).beat();
  expect(log.entries).toHaveLength(1);
  expect(JSON.stringify(log.entries)).not.toContain('s3cret');
});
