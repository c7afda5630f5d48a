import { createHash, createHmac } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundleFunctions } from '../../scripts/bundle/bundle-functions.ts';
import { defaultPolicy } from '../../shared/domain/policy.ts';

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

interface Signed {
  readonly request: IncomingMessage;
  readonly body: Buffer;
}

const received: Signed[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    received.push({ request, body: Buffer.concat(chunks) });
    response
      .writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
      .end('{"__type":"ValidationException"}');
  });
});

const variables = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_SESSION_TOKEN: 'a-session-token',
  TABLE_NAME: 'table',
  TOPIC_ARN: 'arn:aws:sns:eu-central-1:111122223333:topic',
  RESTART_QUEUE_URL: 'http://127.0.0.1/queue',
  DIAGNOSIS_QUEUE_URL: 'http://127.0.0.1/queue',
  ACCOUNT_ID: '111122223333',
  REGIONS: '["eu-central-1"]',
  POLICY: JSON.stringify(defaultPolicy),
};

const before = { ...process.env };

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, variables, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: 'silent',
  });
  const outdir = await mkdtemp(join(tmpdir(), 'tunnelkeeper-signed-'));
  await bundleFunctions({ entries: { sweep: 'functions/sweep/index.ts' }, outdir });
  const { handler } = await import(pathToFileURL(join(outdir, 'sweep', 'index.mjs')).href);
  const context = { awsRequestId: 'request', getRemainingTimeInMillis: () => 60_000 };
  for (const task of ['look', 'alarms']) await handler({ task }, context).catch(() => undefined);
});

afterAll(() => {
  process.env = before;
  server.close();
});

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** Signature Version 4, computed anew from what was received: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html */
const signatureOf = ({ request, body }: Signed, scope: string, signedHeaders: string): string => {
  const header = (name: string): string => String(request.headers[name] ?? '').trim();
  const canonical = [
    request.method,
    new URL(request.url ?? '/', 'http://x').pathname,
    '',
    ...signedHeaders.split(';').map((name) => `${name}:${header(name)}`),
    '',
    signedHeaders,
    sha256(body),
  ].join('\n');
  const [date = '', region = '', service = ''] = scope.split('/');
  const toSign = ['AWS4-HMAC-SHA256', header('x-amz-date'), scope, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, date), region), service), 'aws4_request');
  return hmac(key, toSign).toString('hex');
};

describe('a bundled function', () => {
  it.each(['ec2', 'dynamodb', 'monitoring'])('signs its calls of %s as AWS demands', async (service) => {
    const calls = await vi.waitFor(() => {
      const ofService = received.filter(({ request }) =>
        request.headers.authorization?.includes(`/${service}/`),
      );
      expect(ofService.length).toBeGreaterThan(0);
      return ofService;
    });
    for (const call of calls) {
      const { scope, headers, signature } =
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/(?<scope>\S+), SignedHeaders=(?<headers>\S+), Signature=(?<signature>\w+)$/.exec(
          call.request.headers.authorization ?? '',
        )?.groups ?? {};
      expect(scope).toMatch(/^\d{8}\/eu-central-1\/\w+\/aws4_request$/);
      expect(headers).toContain('host');
      expect(headers).toContain('x-amz-security-token');
      expect(signature).toBe(signatureOf(call, scope ?? '', headers ?? ''));
    }
  });
});
