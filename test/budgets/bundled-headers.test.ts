import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { cachedBundles } from '../../scripts/bundle/cached-bundles.ts';
import type { Clients } from './sample-calls.ts';
import { type Received, startScriptedServer } from './scripted-server.ts';

let bundled: Clients;

beforeAll(async () => {
  const { folder } = await cachedBundles('en', { clients: 'test/budgets/clients-entry.ts' });
  bundled = await import(join(folder, 'clients', 'index.mjs'));
});

const headersOfACall = async (): Promise<Received['headers'] | undefined> => {
  const aws = await startScriptedServer();
  const received = aws.play([{ statusCode: 200, body: '{}' }]);
  await bundled
    .dynamoDbClient('eu-west-1')
    .send(new bundled.GetItemCommand({ TableName: 'table', Key: { pk: { S: 'key' } } }));
  return received[0]?.headers;
};

describe('a bundled client', () => {
  it('says which SDK calls, from which runtime', async () => {
    vi.stubEnv('AWS_EXECUTION_ENV', 'AWS_Lambda_nodejs24.x');
    vi.stubEnv('AWS_SDK_UA_APP_ID', 'on-call\r\nfor: all');
    expect((await headersOfACall())?.['user-agent']).toMatch(
      /^aws-sdk-js\/3\.\d+\.\d+ ua\/2\.1 os\/\S+ lang\/js md\/nodejs#\d+\.\d+\.\d+ api\/DynamoDB#3\.\d+\.\d+ exec-env\/AWS_Lambda_nodejs24\.x app\/on-call--for: all$/,
    );
  });

  it('passes the trace of the invocation on, as long as there is one', async () => {
    expect(await headersOfACall()).not.toHaveProperty('x-amzn-trace-id');
    vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'sweep');
    vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-first');
    expect(await headersOfACall()).toMatchObject({ 'x-amzn-trace-id': 'Root=1-first' });
    vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'sweep');
    vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-second');
    expect(await headersOfACall()).toMatchObject({ 'x-amzn-trace-id': 'Root=1-second' });
  });

  it('takes the trace from where newer runtimes put it', async () => {
    vi.stubGlobal('awslambda', { InvokeStore: { getXRayTraceId: () => 'Root=1-runtime' } });
    onTestFinished(() => void vi.unstubAllGlobals());
    vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'sweep');
    expect(await headersOfACall()).toMatchObject({ 'x-amzn-trace-id': 'Root=1-runtime' });
  });

  it('says what is left out of it when that is reached', async () => {
    await startScriptedServer();
    const client = bundled.cloudWatchClients()('eu-west-1');
    const put = new bundled.PutMetricDataCommand({ Namespace: 'n', MetricData: [] });
    await expect(async () => client.send(put)).rejects.toThrow('The compression of requests is not bundled.');
    const aClient = (given: object) => () => new bundled.EC2Client(given);
    expect(aClient({})).toThrow('A client needs its region and credentials.');
    const extensions = [{ configure: () => undefined }];
    expect(aClient({ ...bundled.clientConfig('eu-west-1'), extensions })).toThrow(
      'The extensions of clients are not bundled.',
    );
  });
});
