import { ListTopicsCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { demoService, startWire, type Wire } from './wire-fixture.ts';

describe('AWS Query', () => {
  it('carries maps of structures with blobs to the service', async () => {
    const service = demoService('sns', { Publish: () => ({ MessageId: 'm-1' }) });
    const wire = await startWire([service]);
    const input = {
      TopicArn: 'arn:aws:sns:eu-central-1:123456789012:alerts',
      Subject: 'A tunnel is down',
      Message: 'line 1\nline 2 & <more>',
      MessageAttributes: {
        severity: { DataType: 'String', StringValue: 'critical' },
        raw: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255, 7]) },
      },
    };

    const output = await new SNSClient(wire.client()).send(new PublishCommand(input));

    expect(output.MessageId).toBe('m-1');
    expect(service.inputs).toEqual([input]);
  });

  it('carries lists to the client, empty ones too', async () => {
    const answers = [{ Topics: [{ TopicArn: 'a' }, { TopicArn: 'b' }], NextToken: 'more' }, { Topics: [] }];
    const service = demoService('sns', { ListTopics: () => answers.shift() });
    const wire = await startWire([service]);
    const sns = new SNSClient(wire.client());

    const first = await sns.send(new ListTopicsCommand({}));
    const second = await sns.send(new ListTopicsCommand({}));

    expect(first).toMatchObject({ Topics: [{ TopicArn: 'a' }, { TopicArn: 'b' }], NextToken: 'more' });
    expect(second.Topics).toEqual([]);
  });

  it('answers CloudWatch to a client that still speaks Query', async () => {
    const service = demoService('monitoring', {
      GetMetricData: () => ({
        MetricDataResults: [{ Id: 'm1', Timestamps: [new Date(0)], Values: [0.5], StatusCode: 'Complete' }],
      }),
    });
    const wire = await startWire([service]);

    const answer = await sendForm(wire, 'monitoring', {
      Action: 'GetMetricData',
      Version: '2010-08-01',
      StartTime: '2026-11-24T00:00:00Z',
      EndTime: '1795482000',
      MaxDatapoints: '10',
      'MetricDataQueries.member.11.Id': 'm11',
      'MetricDataQueries.member.2.Id': 'm2',
      'MetricDataQueries.member.1.Id': 'm1',
      'MetricDataQueries.member.1.ReturnData': 'true',
      'MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name': 'VpnId',
    });

    expect(service.inputs).toEqual([
      {
        StartTime: new Date('2026-11-24T00:00:00Z'),
        EndTime: new Date(1795482000_000),
        MaxDatapoints: 10,
        MetricDataQueries: [
          { Id: 'm1', ReturnData: true, MetricStat: { Metric: { Dimensions: [{ Name: 'VpnId' }] } } },
          { Id: 'm2' },
          { Id: 'm11' },
        ],
      },
    ]);
    expect(await answer.text()).toContain(
      '<GetMetricDataResult><MetricDataResults><member><Id>m1</Id>' +
        '<Timestamps><member>1970-01-01T00:00:00.000Z</member></Timestamps>' +
        '<Values><member>0.5</member></Values><StatusCode>Complete</StatusCode></member></MetricDataResults>' +
        '</GetMetricDataResult>',
    );
  });

  it('answers SQS with flattened lists and maps to a client that still speaks Query', async () => {
    const service = demoService('sqs', {
      SendMessage: () => ({}),
      ReceiveMessage: () => ({
        Messages: [
          { MessageId: 'a', Attributes: { SenderId: 'me' } },
          { MessageId: 'b', Body: '<&>' },
        ],
      }),
    });
    const wire = await startWire([service]);

    await sendForm(wire, 'sqs', {
      Action: 'SendMessage',
      'MessageAttribute.1.Name': 'kind',
      'MessageAttribute.1.Value.DataType': 'String',
      'MessageAttribute.1.Value.StringValue': 'notice',
    });
    const answer = await sendForm(wire, 'sqs', { Action: 'ReceiveMessage' });

    expect(service.inputs[0]).toEqual({
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'notice' } },
    });
    expect(await answer.text()).toContain(
      '<ReceiveMessageResult><Message><MessageId>a</MessageId>' +
        '<Attribute><Name>SenderId</Name><Value>me</Value></Attribute></Message>' +
        '<Message><MessageId>b</MessageId><Body>&lt;&amp;&gt;</Body></Message></ReceiveMessageResult>',
    );
  });

  it('refuses a value that is not of its type', async () => {
    const wire = await startWire([demoService('monitoring', { GetMetricData: () => ({}) })]);

    const answer = await sendForm(wire, 'monitoring', { Action: 'GetMetricData', StartTime: 'yesterday' });

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('<Code>MalformedInput</Code>');
  });
});

const sendForm = (wire: Wire, service: string, form: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(wire.url, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20261124/eu-central-1/${service}/aws4_request, Signature=0`,
    },
    body: new URLSearchParams(form),
  });
