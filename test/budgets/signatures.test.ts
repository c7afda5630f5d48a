import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sandboxEnvironment } from '../../local/lambda/sandbox-environment.ts';
import { loadDeployment } from '../../local/template/load-deployment.ts';
import { cachedBundles } from '../../scripts/bundle/cached-bundles.ts';
import { assemblyDirectory } from '../assembly.ts';

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
    // Whoever cannot list the connections asks for no alarms.
    if (request.headers.authorization?.includes('/ec2/')) {
      response.writeHead(200).end('<DescribeVpnConnectionsResponse/>');
      return;
    }
    response
      .writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
      .end('{"__type":"ValidationException"}');
  });
});

/** As the template declares them, whatever they are, with a region and credentials of this test. */
const variablesOf = async (endpointUrl: string): Promise<Record<string, string>> => {
  const { functions } = await loadDeployment({
    directory: assemblyDirectory,
    accountId: '111122223333',
    region: 'us-east-1',
  });
  const sweep = functions.find(({ name }) => name.includes('SweepFunction'));
  if (!sweep) throw new Error('The template has no function that sweeps.');
  return {
    ...sandboxEnvironment(sweep, endpointUrl, 'log'),
    AWS_REGION: 'eu-central-1',
    REGIONS: '["eu-central-1"]',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: 'a-session-token',
    LOG_LEVEL: 'silent',
  };
};

const before = { ...process.env };

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, await variablesOf(`http://127.0.0.1:${port}`));
  const { folder } = await cachedBundles();
  const { handler } = await import(pathToFileURL(join(folder, 'sweep', 'index.mjs')).href);
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
