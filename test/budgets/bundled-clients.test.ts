import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { cachedBundles } from '../../scripts/bundle/cached-bundles.ts';
import * as unbundled from './clients-entry.ts';
import { type Clients, type SampleCall, sampleCalls } from './sample-calls.ts';
import { type Answer, type Received, type ScriptedServer, startScriptedServer } from './scripted-server.ts';

let bundled: Clients = unbundled;

beforeAll(async () => {
  const { folder } = await cachedBundles('en', { clients: 'test/budgets/clients-entry.ts' });
  bundled = await import(join(folder, 'clients', 'index.mjs'));
});

// A retry waits for a random part of a time that grows.
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

type Send = (clients: Clients) => Promise<unknown>;

/** What goes over the wire, and what comes of it. */
interface Observed {
  readonly requests: readonly unknown[];
  readonly outcome: unknown;
}

const observe = async (
  aws: ScriptedServer,
  answers: readonly Answer[],
  send: Send,
  clients: Clients,
): Promise<Observed> => {
  const received = aws.play(answers);
  const outcome = await send(clients).then(
    (answer) => ({ answer }),
    (error) => ({ error: describeError(error) }),
  );
  return { requests: received.map(withoutChance), outcome };
};

/** The headers that differ from one run to the next, or say how a client was made. */
const chance = /^(?:host|authorization|user-agent|x-amz-user-agent|x-amz-date|amz-sdk-invocation-id)$/;

const withoutChance = ({ headers, ...request }: Received): unknown => ({
  ...request,
  headers: Object.entries(headers)
    .filter(([name]) => !chance.test(name))
    .sort(),
  scope: /Credential=\w+\/\d+\/([^,]+)/.exec(headers.authorization ?? '')?.[1],
});

const describeError = (error: unknown): unknown => {
  const { name, message, code, $fault, $metadata, $retryable } = error as Record<string, unknown>;
  return { name, message, code, $fault, $metadata, $retryable };
};

const answered = ({ contentType, answer }: SampleCall): Answer => ({
  statusCode: 200,
  headers: { 'content-type': contentType, 'x-amzn-requestid': 'r-1' },
  body: answer,
});

/** Runs a call with the clients as they are and as they are bundled, and holds the second to the first. */
const same = async (send: Send, answers: readonly Answer[]): Promise<Observed> => {
  const aws = await startScriptedServer();
  const expected = await observe(aws, answers, send, unbundled);
  expect(await observe(aws, answers, send, bundled)).toEqual(expected);
  return expected;
};

const callOf = (operation: string): SampleCall => {
  const call = sampleCalls.find((each) => each.operation === operation);
  if (!call) throw new Error(`There is no sample of ${operation}.`);
  return call;
};

/** One call of each way to speak: XML of EC2, XML of SNS, JSON 1.0, and JSON 1.1. */
const protocols = ['DescribeVpnConnections', 'Publish', 'Query', 'GetSecretValue'] as const;

const refusal = (operation: string, code: string, statusCode: number): Answer => {
  const bodies: Readonly<Record<string, string>> = {
    DescribeVpnConnections: `<Response><Errors><Error><Code>${code}</Code><Message>why &amp; how</Message></Error></Errors><RequestID>r-1</RequestID></Response>`,
    Publish: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>why</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
  };
  const body =
    bodies[operation] ?? `{"__type":"com.amazon.coral#${code}","message":"why","limit":12345678901234567890}`;
  return { statusCode, headers: { 'x-amzn-requestid': 'r-1' }, body };
};

describe('bundled clients', () => {
  it('are those of the bundle', () => {
    expect(bundled.EC2Client).not.toBe(unbundled.EC2Client);
  });

  it.each(sampleCalls)('send the same request and read the same answer: $operation', async (call) => {
    const { requests, outcome } = await same(call.send, [answered(call)]);
    expect(requests).toHaveLength(1);
    expect(outcome).toMatchObject({ answer: { $metadata: { httpStatusCode: 200 } } });
  });

  it.each(protocols)('call a refusal by the same name, and do not repeat the call: %s', async (operation) => {
    const { requests, outcome } = await same(callOf(operation).send, [
      refusal(operation, 'NoSuchThing', 400),
    ]);
    expect(requests).toHaveLength(1);
    expect(outcome).toMatchObject({ error: { name: 'NoSuchThing', $metadata: { httpStatusCode: 400 } } });
  });

  describe.each(protocols)('repeat %s', (operation) => {
    const call = callOf(operation);

    it.each([
      ['after an error of AWS', refusal(operation, 'InternalFailure', 500)],
      [
        'after an error of whatever is in between',
        { statusCode: 503, body: '<html>Service Unavailable</html>' },
      ],
      ['after being throttled', refusal(operation, 'ThrottlingException', 400)],
      ['after a broken connection', 'reset'],
    ] as const)('%s, as often', async (_, trouble) => {
      const { requests, outcome } = await same(call.send, [trouble, trouble, answered(call)]);
      expect(requests).toHaveLength(3);
      expect(outcome).toMatchObject({ answer: { $metadata: { attempts: 3 } } });
      expect((await same(call.send, [trouble])).requests).toHaveLength(operation === 'Query' ? 4 : 3);
    });
  });

  it('repeat what only adds detail once', async () => {
    expect((await same(callOf('FilterLogEvents').send, ['reset'])).requests).toHaveLength(2);
  });

  it('leave it to their caller to ask AWS Health again, in its other region', async () => {
    expect((await same(callOf('DescribeEvents').send, ['reset'])).requests).toHaveLength(1);
  });

  it('repeat no restart', async () => {
    const { send } = callOf('ModifyVpnTunnelOptions');
    for (const trouble of [refusal('DescribeVpnConnections', 'InternalError', 500), 'reset'] as const) {
      expect((await same(send, [trouble])).requests).toHaveLength(1);
    }
  });

  it('wait for silence no longer than they are told, and then try again', async () => {
    const send: Send = (m) =>
      new m.EC2Client(m.clientConfig('eu-west-1', 20)).send(new m.DescribeVpnConnectionsCommand({}));
    const { requests, outcome } = await same(send, ['silence']);
    expect(requests).toHaveLength(3);
    expect(outcome).toMatchObject({ error: { name: 'TimeoutError' } });
  });

  it('take endpoints and numbers of attempts out of the environment', async () => {
    const { send } = callOf('FilterLogEvents');
    vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
    const { requests } = await same(callOf('Publish').send, ['reset']);
    expect(requests).toHaveLength(1);
    vi.stubEnv('AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', 'http://127.0.0.1:1/');
    expect((await same(send, ['silence'])).outcome).toMatchObject({ error: { code: 'ECONNREFUSED' } });
  });
});
