import { gzipSync } from 'node:zlib';
import { CloudWatchClient, DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DeleteMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SmithyRpcV2CborProtocol } from '@smithy/core/cbor';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../local/contract.ts';
import { demoService, startWire, type Wire } from './wire-fixture.ts';

const metricInput = {
  StartTime: new Date('2026-11-24T00:00:00.500Z'),
  EndTime: new Date('2026-11-24T01:00:00Z'),
  MetricDataQueries: [
    {
      Id: 'm1',
      ReturnData: true,
      MetricStat: {
        Metric: { Namespace: 'AWS/VPN', Dimensions: [{ Name: 'VpnId', Value: 'vpn-1' }] },
        Period: 300,
        Stat: 'Maximum',
      },
    },
  ],
};
const metricOutput = {
  MetricDataResults: [{ Id: 'm1', Timestamps: [new Date(1e12), new Date(1e12 + 500)], Values: [0, 0.5] }],
  Messages: [],
};

const protocols = {
  'AWS JSON': {},
  'Smithy RPC v2 CBOR': { protocol: SmithyRpcV2CborProtocol },
} as const;

describe.each(Object.entries(protocols))('CloudWatch over %s', (_name, protocol) => {
  it('carries dates, numbers, booleans and nested lists both ways', async () => {
    const service = demoService('monitoring', { GetMetricData: () => metricOutput });
    const wire = await startWire([service]);
    const cloudWatch = new CloudWatchClient({ ...wire.client(), ...protocol });

    const output = await cloudWatch.send(new GetMetricDataCommand(metricInput));

    expect(output).toMatchObject(metricOutput);
    expect(service.inputs).toEqual([metricInput]);
  });

  it('answers an operation without input', async () => {
    const service = demoService('monitoring', { DescribeAlarms: () => ({ MetricAlarms: [] }) });
    const wire = await startWire([service]);
    const cloudWatch = new CloudWatchClient({ ...wire.client(), ...protocol });

    const output = await cloudWatch.send(new DescribeAlarmsCommand({}));

    expect(output.MetricAlarms).toEqual([]);
    expect(service.inputs).toEqual([{}]);
  });
});

describe('AWS JSON', () => {
  it('carries maps with blobs, and answers an operation without output', async () => {
    const service = demoService('sqs', {
      SendMessage: () => ({ MessageId: 'm-1', MD5OfMessageBody: '5d41402abc4b2a76b9719d911017c592' }),
      DeleteMessage: () => undefined,
    });
    const wire = await startWire([service]);
    const sqs = new SQSClient(wire.client());
    const QueueUrl = `${wire.url}/123456789012/restarts.fifo`;
    const input = {
      QueueUrl,
      MessageBody: 'hello',
      MessageAttributes: { raw: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 255]) } },
    };

    const sent = await sqs.send(new SendMessageCommand(input));
    const deleted = await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'r' }));

    expect(sent.MessageId).toBe('m-1');
    expect(deleted.$metadata.httpStatusCode).toBe(200);
    expect(service.inputs).toEqual([input, { QueueUrl, ReceiptHandle: 'r' }]);
  });

  it('speaks version 1.1 and keeps megabytes whole', async () => {
    const SecretString = JSON.stringify({ token: '€"\\'.repeat(400_000) });
    const service = demoService('secretsmanager', {
      GetSecretValue: () => ({ SecretString, CreatedDate: new Date(5000) }),
    });
    const wire = await startWire([service]);

    const output = await new SecretsManagerClient(wire.client()).send(
      new GetSecretValueCommand({ SecretId: 'slack' }),
    );

    expect(output.SecretString).toBe(SecretString);
    expect(output.CreatedDate).toEqual(new Date(5000));
  });

  it('answers EventBridge, for which no client is installed', async () => {
    const service = demoService('events', {
      PutEvents: () => ({ FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }] }),
      ListRules: () => ({ Rules: [{ Name: 'every-minute' }] }),
    });
    const wire = await startWire([service]);
    const send = async (operation: string, body: unknown): Promise<unknown> =>
      (await sendJson(wire, 'events', operation, JSON.stringify(body))).json();

    const put = await send('PutEvents', {
      Entries: [{ Time: 1795482000, Source: 'aws.health', Detail: '{}' }],
    });
    const rules = await send('ListRules', { Limit: 3 });

    expect(put).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }] });
    expect(rules).toEqual({ Rules: [{ Name: 'every-minute' }] });
    expect(service.inputs).toEqual([
      { Entries: [{ Time: new Date(1795482000_000), Source: 'aws.health', Detail: '{}' }] },
      { Limit: 3 },
    ]);
  });

  it('refuses a body that is not JSON', async () => {
    const wire = await startWire([demoService('secretsmanager', { GetSecretValue: () => ({}) })]);

    const answer = await sendJson(wire, 'secretsmanager', 'GetSecretValue', '{"SecretId":');

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('"__type":"SerializationException"');
  });

  it.each([
    ['1.0', 'com.amazonaws.secretsmanager#ResourceNotFoundException'],
    ['1.1', 'ResourceNotFoundException'],
  ])('names errors as version %s does', async (version, type) => {
    const run = () => {
      throw new ServiceError('ResourceNotFoundException', 'No such secret');
    };
    const wire = await startWire([demoService('secretsmanager', { GetSecretValue: run })]);

    const answer = await sendJson(wire, 'secretsmanager', 'GetSecretValue', '{}', {
      'content-type': `application/x-amz-json-${version}`,
    });

    expect(await answer.json()).toEqual({ __type: type, Message: 'No such secret' });
  });

  it('reads a compressed body', async () => {
    const service = demoService('events', { PutEvents: () => ({ FailedEntryCount: 0 }) });
    const wire = await startWire([service]);

    await sendJson(wire, 'events', 'PutEvents', gzipSync('{"EndpointId":"e"}'), {
      'content-encoding': 'gzip',
    });

    expect(service.inputs).toEqual([{ EndpointId: 'e' }]);
  });
});

const sendJson = (
  wire: Wire,
  service: string,
  operation: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(wire.url, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20261124/us-east-1/${service}/aws4_request, Signature=0`,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `Target.${operation}`,
      ...headers,
    },
    body,
  });
