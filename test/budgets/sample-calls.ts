import { createHash } from 'node:crypto';
import type * as clients from './clients-entry.ts';

export type Clients = typeof clients;

/** A call of one operation, and an answer of AWS to it that has a value of every kind. */
export interface SampleCall {
  readonly operation: string;
  readonly send: (clients: Clients) => Promise<unknown>;
  readonly contentType: string;
  readonly answer: string;
}

const region = 'eu-west-1';
const xml = 'text/xml;charset=UTF-8';
const json = 'application/x-amz-json-1.1';

/** Letters, signs that JSON and XML escape, and characters of two units. */
const text = 'Zürich "east" \\ <a&b>\u2028\u0001 서울 🛰️';
const escaped = 'Z&#xFC;rich &quot;east&quot; \\ &lt;a&amp;b&gt; 서울 🛰️';
const moment = new Date('2026-03-02T03:00:07.250Z');

const ec2 = (operation: string, result: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>request</requestId>${result}</${operation}Response>`;

const vpnConnection = `<item><vpnConnectionId>vpn-1</vpnConnectionId><state>modifying</state><customerGatewayId/>
  <category>VPN</category><gatewayAssociationState>associated</gatewayAssociationState>
  <customerGatewayConfiguration>&lt;vpn_connection id="vpn-1"&gt;</customerGatewayConfiguration>
  <options><enableAcceleration>true</enableAcceleration><staticRoutesOnly>FALSE</staticRoutesOnly>
    <tunnelOptionSet><item><outsideIpAddress>203.0.113.1</outsideIpAddress><dpdTimeoutSeconds>40</dpdTimeoutSeconds>
      <ikeVersionSet><item><value>ikev2</value></item></ikeVersionSet>
      <logOptions><cloudWatchLogOptions><logEnabled>true</logEnabled></cloudWatchLogOptions></logOptions>
    </item></tunnelOptionSet></options>
  <routes/><tagSet><item><key>Name</key><value>${escaped}</value></item><item><key>empty</key><value/></item></tagSet>
  <vgwTelemetry><item><acceptedRouteCount>0</acceptedRouteCount><lastStatusChange>2026-03-02T03:00:07Z</lastStatusChange>
    <outsideIpAddress>203.0.113.1</outsideIpAddress><status>DOWN</status><statusMessage>IPSEC IS DOWN</statusMessage></item>
    <item><lastStatusChange>2026-03-02T03:00:07.250+01:00</lastStatusChange></item></vgwTelemetry></item>`;

const ec2Calls: readonly SampleCall[] = [
  {
    operation: 'DescribeVpnConnections',
    send: (m) =>
      m
        .ec2Clients()(region)
        .send(
          new m.DescribeVpnConnectionsCommand({
            VpnConnectionIds: ['vpn-1', 'vpn-2'],
            Filters: [{ Name: `tag:${text}`, Values: [text, ''] }],
            DryRun: false,
          }),
        ),
    contentType: xml,
    answer: ec2('DescribeVpnConnections', `<vpnConnectionSet>${vpnConnection}</vpnConnectionSet>`),
  },
  {
    operation: 'DescribeCustomerGateways',
    send: (m) =>
      m
        .ec2Clients()(region)
        .send(new m.DescribeCustomerGatewaysCommand({ CustomerGatewayIds: ['cgw-1'] })),
    contentType: xml,
    answer: ec2(
      'DescribeCustomerGateways',
      '<customerGatewaySet><item><customerGatewayId>cgw-1</customerGatewayId><bgpAsn>65000</bgpAsn><bgpAsnExtended>4200000000</bgpAsnExtended></item></customerGatewaySet>',
    ),
  },
  {
    operation: 'DescribeTransitGatewayAttachments',
    send: (m) =>
      m
        .ec2Clients()(region)
        .send(new m.DescribeTransitGatewayAttachmentsCommand({ MaxResults: 5, NextToken: 'page 2' })),
    contentType: xml,
    answer: ec2(
      'DescribeTransitGatewayAttachments',
      '<transitGatewayAttachments><item><resourceId>vpn-1</resourceId><creationTime>2026-03-02T03:00:07.000Z</creationTime><association><state>associated</state></association></item></transitGatewayAttachments><nextToken>page 3</nextToken>',
    ),
  },
  {
    operation: 'GetVpnTunnelReplacementStatus',
    send: (m) =>
      m
        .ec2Clients()(region)
        .send(
          new m.GetVpnTunnelReplacementStatusCommand({
            VpnConnectionId: 'vpn-1',
            VpnTunnelOutsideIpAddress: '203.0.113.1',
          }),
        ),
    contentType: xml,
    answer: ec2(
      'GetVpnTunnelReplacementStatus',
      '<vpnConnectionId>vpn-1</vpnConnectionId><maintenanceDetails><pendingMaintenance>available</pendingMaintenance><maintenanceAutoAppliedAfter>2026-04-02T00:00:00Z</maintenanceAutoAppliedAfter></maintenanceDetails>',
    ),
  },
  {
    operation: 'ModifyVpnTunnelOptions',
    send: (m) =>
      m
        .ec2RestartClients()(region)
        .send(
          new m.ModifyVpnTunnelOptionsCommand({
            VpnConnectionId: 'vpn-1',
            VpnTunnelOutsideIpAddress: '2001:db8::1',
            TunnelOptions: { DPDTimeoutSeconds: 41, DPDTimeoutAction: 'restart', StartupAction: 'start' },
          }),
        ),
    contentType: xml,
    answer: ec2('ModifyVpnTunnelOptions', `<vpnConnection>${vpnConnection.slice(6, -7)}</vpnConnection>`),
  },
];

const queryCalls: readonly SampleCall[] = [
  {
    operation: 'Publish',
    send: (m) =>
      m.snsClient(region).send(
        new m.PublishCommand({
          TopicArn: 'arn:aws:sns:eu-west-1:111122223333:topic',
          Subject: 'subject',
          Message: text,
          MessageAttributes: {
            kind: { DataType: 'String', StringValue: 'incident' },
            bytes: { DataType: 'Binary', BinaryValue: Uint8Array.of(0, 255) },
          },
        }),
      ),
    contentType: xml,
    answer:
      '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId></PublishResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></PublishResponse>',
  },
];

const jsonCall = (operation: string, send: SampleCall['send'], answer: unknown): SampleCall => ({
  operation,
  send,
  contentType: json,
  answer: JSON.stringify(answer),
});

const item = {
  pk: { S: 'REGION#eu-west-1' },
  sk: { S: text },
  version: { N: '12345678901234567890' },
  flag: { BOOL: false },
  nothing: { NULL: true as const },
  bytes: { B: Uint8Array.of(0, 1, 254, 255) },
  list: { L: [{ S: '' }, { N: '-1.5' }, { M: {} }] },
  map: { M: { [text]: { S: 'value' }, deep: { M: { names: { SS: ['a', text] } } } } },
};

const wireItem = { ...item, bytes: { B: 'AAH+/w==' } };
const key = { pk: item.pk, sk: item.sk };

const dynamoDbCalls: readonly SampleCall[] = [
  jsonCall(
    'Query',
    (m) =>
      m.dynamoDbClient(region).send(
        new m.QueryCommand({
          TableName: 'table',
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': item.pk },
          ConsistentRead: true,
          Limit: 10,
          ExclusiveStartKey: key,
        }),
      ),
    {
      Items: [wireItem, {}],
      Count: 2,
      ScannedCount: 2,
      LastEvaluatedKey: key,
      ConsumedCapacity: { CapacityUnits: 0.5 },
    },
  ),
  jsonCall(
    'PutItem',
    (m) =>
      m.dynamoDbClient(region).send(
        new m.PutItemCommand({
          TableName: 'table',
          Item: item,
          ConditionExpression: 'attribute_not_exists(#v) OR #v = :v',
          ExpressionAttributeNames: { '#v': 'version' },
          ExpressionAttributeValues: { ':v': { N: '1' } },
        }),
      ),
    {},
  ),
  jsonCall(
    'GetItem',
    (m) => m.dynamoDbClient(region).send(new m.GetItemCommand({ TableName: 'table', Key: key })),
    { Item: wireItem },
  ),
];

const alarm = {
  AlarmName: `tunnelkeeper/${text}`,
  ComparisonOperator: 'LessThanThreshold' as const,
  EvaluationPeriods: 3,
  Threshold: 0.5,
  ActionsEnabled: true,
  Dimensions: [{ Name: 'TunnelIpAddress', Value: '203.0.113.1' }],
  AlarmActions: [],
};

const cloudWatchCalls: readonly SampleCall[] = [
  jsonCall(
    'PutMetricAlarm',
    (m) => m.cloudWatchClients()(region).send(new m.PutMetricAlarmCommand(alarm)),
    {},
  ),
  jsonCall(
    'DescribeAlarms',
    (m) =>
      m
        .cloudWatchClients()(region)
        .send(new m.DescribeAlarmsCommand({ AlarmNamePrefix: 'a', MaxRecords: 100 })),
    { MetricAlarms: [{ ...alarm, StateUpdatedTimestamp: 1772420407.25, Period: 60 }], NextToken: 'more' },
  ),
  jsonCall(
    'DeleteAlarms',
    (m) =>
      m
        .cloudWatchClients()(region)
        .send(new m.DeleteAlarmsCommand({ AlarmNames: ['a'] })),
    {},
  ),
  jsonCall('ListMetrics', (m) => m.cloudWatchClients()(region).send(new m.ListMetricsCommand({})), {
    Metrics: [{ Namespace: 'AWS/VPN', Dimensions: alarm.Dimensions }],
  }),
  jsonCall(
    'GetMetricData',
    (m) =>
      m
        .cloudWatchClients()(region)
        .send(
          new m.GetMetricDataCommand({
            StartTime: moment,
            EndTime: new Date(moment.getTime() + 60_000),
            ScanBy: 'TimestampAscending',
            MetricDataQueries: [
              { Id: 'm0', MetricStat: { Metric: { Namespace: 'AWS/VPN' }, Period: 60, Stat: 'Sum' } },
            ],
          }),
        ),
    {
      MetricDataResults: [
        {
          Id: 'm0',
          StatusCode: 'Complete',
          Timestamps: [1772420400, 1772420460.0],
          Values: [0, 1.5e12, 1e-7],
        },
      ],
    },
  ),
  jsonCall(
    'GetMetricWidgetImage',
    (m) =>
      m
        .cloudWatchClients()(region)
        .send(new m.GetMetricWidgetImageCommand({ MetricWidget: `{"title":"${'x'}"}` })),
    { MetricWidgetImage: 'iVBORw0KGgo=' },
  ),
];

const otherCalls: readonly SampleCall[] = [
  jsonCall(
    'FilterLogEvents',
    (m) =>
      m
        .cloudWatchLogsClients()(region)
        .send(
          new m.FilterLogEventsCommand({
            logGroupName: 'group',
            startTime: moment.getTime(),
            filterPattern: text,
            limit: 100,
          }),
        ),
    {
      events: [{ timestamp: moment.getTime(), message: text, ingestionTime: 1 }],
      searchedLogStreams: [],
      nextToken: 'n',
    },
  ),
  jsonCall(
    'DescribeEvents',
    (m) =>
      m
        .healthClients()(region)
        .send(
          new m.DescribeEventsCommand({
            filter: { services: ['VPN'], startTimes: [{ from: moment }], eventStatusCodes: ['open'] },
            maxResults: 10,
          }),
        ),
    {
      events: [
        { arn: 'arn:event', startTime: 1772420407.25, lastUpdatedTime: 1.7724204e9, statusCode: 'open' },
      ],
    },
  ),
  jsonCall(
    'DescribeEventDetails',
    (m) =>
      m
        .healthClients()(region)
        .send(new m.DescribeEventDetailsCommand({ eventArns: ['arn:event'] })),
    {
      successfulSet: [{ event: { arn: 'arn:event' }, eventDescription: { latestDescription: text } }],
      failedSet: [{ eventArn: 'arn:other', errorName: 'name' }],
    },
  ),
  jsonCall(
    'GetSecretValue',
    (m) => m.secretsManagerClient(region).send(new m.GetSecretValueCommand({ SecretId: 'slack' })),
    { SecretString: text, SecretBinary: 'AP8=', CreatedDate: 1772420407.25, VersionStages: ['AWSCURRENT'] },
  ),
  jsonCall(
    'SendMessage',
    (m) =>
      m.sqsClient(region).send(
        new m.SendMessageCommand({
          QueueUrl: `${process.env['AWS_ENDPOINT_URL']}/111122223333/queue.fifo`,
          MessageBody: text,
          MessageGroupId: 'vpn-1',
          MessageDeduplicationId: 'once',
        }),
      ),
    { MessageId: 'm-1', MD5OfMessageBody: createHash('md5').update(text).digest('hex'), SequenceNumber: '1' },
  ),
  jsonCall(
    'ChangeMessageVisibility',
    (m) =>
      m.sqsClient(region).send(
        new m.ChangeMessageVisibilityCommand({
          QueueUrl: `${process.env['AWS_ENDPOINT_URL']}/111122223333/queue`,
          ReceiptHandle: 'handle',
          VisibilityTimeout: 0,
        }),
      ),
    {},
  ),
];

export const sampleCalls: readonly SampleCall[] = [
  ...ec2Calls,
  ...queryCalls,
  ...dynamoDbCalls,
  ...cloudWatchCalls,
  ...otherCalls,
];
