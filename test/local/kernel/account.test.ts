import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BusEvent } from '../../../local/contract.ts';
import { type Account, createAccount } from '../../../local/kernel/account.ts';
import type { MetricSample } from '../../../local/kernel/metric-sink.ts';
import { serveOnLoopback } from '../../../local/kernel/serve.ts';
import type { Template } from '../../../local/template/assembly.ts';
import { resolveDeployment } from '../../../local/template/load-deployment.ts';

const startAt = Date.UTC(2026, 10, 24, 12);
const sixHours = 6 * 3_600_000;
const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** Each minute puts the time into a queue that another function reads; fails on request. */
const producerCode = `
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
const sqs = new SQSClient({});
export const handler = async (event) => {
  if (event.detail?.fail) throw new Error('as asked');
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: new Date().toISOString() }));
};`;

const consumerCode = `
export const handler = async ({ Records }) => {
  for (const { body } of Records) console.log(JSON.stringify({ got: body, after: Date.now() - Date.parse(body) }));
};`;

const assets = new Map<string, string>();

beforeAll(async () => {
  for (const [name, code] of Object.entries({ producer: producerCode, consumer: consumerCode })) {
    const directory = await mkdtemp(join(tmpdir(), `tunnelkeeper-${name}-`));
    await build({
      stdin: { contents: code, resolveDir: import.meta.dirname },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: join(directory, 'index.mjs'),
      banner: {
        js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
      },
    });
    assets.set(name, directory);
  }
});

const aFunction = (asset: string, Variables: Record<string, unknown> = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: asset,
    Role: arn(`${asset}Role`),
    Handler: 'index.handler',
    Code: { S3Bucket: 'assets', S3Key: `${asset}.zip` },
    Environment: { Variables },
    Timeout: 10,
  },
});

const aRole = (Action: string[], Resource: unknown) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {},
    Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource }] } }],
  },
});

const permission = (rule: string) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: {
    Action: 'lambda:InvokeFunction',
    FunctionName: arn('producer'),
    Principal: 'events.amazonaws.com',
    SourceArn: arn(rule),
  },
});

const resources: Template['Resources'] = {
  Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'ticks' } },
  DeadLetters: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead-letters' } },
  DeadLettersPolicy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'DeadLetters' }],
      PolicyDocument: {
        Statement: {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: arn('DeadLetters'),
        },
      },
    },
  },
  producer: aFunction('producer', { QUEUE_URL: { Ref: 'Queue' } }),
  producerRole: aRole(['sqs:SendMessage'], [arn('Queue'), arn('DeadLetters')]),
  producerConfig: {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: {
      FunctionName: { Ref: 'producer' },
      DestinationConfig: { OnFailure: { Destination: arn('DeadLetters') } },
    },
  },
  consumer: aFunction('consumer'),
  consumerRole: aRole(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], arn('Queue')),
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { EventSourceArn: arn('Queue'), FunctionName: { Ref: 'consumer' } },
  },
  Minute: {
    Type: 'AWS::Events::Rule',
    Properties: { ScheduleExpression: 'rate(1 minute)', Targets: [{ Id: 'T', Arn: arn('producer') }] },
  },
  MinutePermission: permission('Minute'),
  Asked: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { source: ['test'] },
      Targets: [{ Id: 'T', Arn: arn('producer'), DeadLetterConfig: { Arn: arn('DeadLetters') } }],
    },
  },
  AskedPermission: permission('Asked'),
};

let account: Account | undefined;
const samples: MetricSample[] = [];

async function start(change: Template['Resources'] = {}): Promise<Account> {
  const kept = Object.entries({ ...resources, ...change }).filter(([, { Type }]) => Type !== 'Removed');
  const deployment = resolveDeployment(
    [{ stackName: 'App', region: undefined, template: { Resources: Object.fromEntries(kept) }, assets }],
    { accountId: '111122223333', region: 'eu-west-1' },
  );
  samples.length = 0;
  account = await createAccount({
    deployment,
    startAt,
    extend: () => ({ services: [], metrics: { put: (sample) => samples.push(sample) } }),
    serve: serveOnLoopback({ faults: { take: () => undefined } }),
  });
  return account;
}

async function stop(): Promise<void> {
  await account?.close();
  account = undefined;
}

afterEach(stop);

const event = (detail: unknown): BusEvent => ({
  version: '0',
  id: 'e',
  'detail-type': 'Test',
  source: 'test',
  account: '111122223333',
  time: '2026-11-24T12:00:00Z',
  region: 'eu-west-1',
  detail,
});

describe('an account with a deployed template', () => {
  it('lives through six hours of minutes, and the same way twice', async () => {
    const runs: string[] = [];
    for (const _run of [1, 2]) {
      const { clock, journal } = await start();
      await clock.run({ until: startAt + sixHours });
      const got = journal.of('function.log').map(({ line }) => line as { after: number });
      expect(got).toHaveLength(360);
      expect(got.every(({ after }) => after === 0)).toBe(true);
      expect(journal.of('function.error')).toEqual([]);
      runs.push(JSON.stringify([journal.entries, samples]));
      await stop();
    }
    expect(runs[0] === runs[1]).toBe(true);
  });

  it('retries a failed asynchronous invocation after one and two minutes, then gives it to the destination', async () => {
    const { clock, journal, putEvent, queues } = await start();
    putEvent(event({ fail: true }));
    await clock.run({ until: startAt + 600_000 });
    expect(journal.of('function.error').map(({ at }) => at - startAt)).toEqual([0, 60_000, 180_000]);
    const [dead] = queues.byName('dead-letters', 'eu-west-1')?.messages() ?? [];
    expect(JSON.parse(dead?.body ?? '')).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: { source: 'test', detail: { fail: true } },
      responsePayload: { errorType: 'Error', errorMessage: 'as asked' },
    });
    const errors = samples.filter(({ metricName, value }) => metricName === 'Errors' && value === 1);
    expect(errors.map(({ dimensions }) => dimensions)).toEqual(Array(3).fill({ FunctionName: 'producer' }));
  });

  it('keeps an event that a rule may not deliver in the dead-letter queue, with the reason', async () => {
    const { clock, journal, putEvent, queues } = await start({ AskedPermission: { Type: 'Removed' } });
    putEvent(event({}));
    await clock.run({ until: startAt });
    expect(journal.of('event.undelivered')).toMatchObject([{ code: 'NO_PERMISSIONS', deadLetter: true }]);
    const [dead] = queues.byName('dead-letters', 'eu-west-1')?.messages() ?? [];
    expect(JSON.parse(dead?.body ?? '')).toMatchObject({ source: 'test' });
    expect(dead?.attributes['ERROR_CODE']).toEqual({ DataType: 'String', StringValue: 'NO_PERMISSIONS' });
  });

  it('refuses a call that the role does not allow, and the function fails of it', async () => {
    const { clock, journal } = await start({ producerRole: aRole(['sqs:ReceiveMessage'], arn('Queue')) });
    await clock.run({ until: startAt + 60_000 });
    expect(journal.of('function.error')).toMatchObject([
      { functionName: 'producer', errorType: 'AccessDenied' },
    ]);
    expect(journal.of('access.denied')).toHaveLength(1);
  });

  it('publishes what its queues hold each minute', async () => {
    const { clock } = await start({ Mapping: { Type: 'Removed' } });
    await clock.run({ until: startAt + 180_000 });
    const visible = samples.filter(
      ({ metricName, dimensions }) =>
        metricName === 'ApproximateNumberOfMessagesVisible' && dimensions['QueueName'] === 'ticks',
    );
    expect(visible.map(({ value }) => value)).toEqual([0, 1, 2]);
    expect(visible.at(-1)).toMatchObject({
      region: 'eu-west-1',
      namespace: 'AWS/SQS',
      at: startAt + 180_000,
    });
  });
});
