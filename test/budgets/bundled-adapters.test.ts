import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bundle } from '../../scripts/bundle/bundle-functions.ts';
import { cachedBundles } from '../../scripts/bundle/cached-bundles.ts';
import { startAws } from '../aws/aws-double.ts';
import { cloudWatchOperations, createCloudWatchWorld } from '../aws/cloudwatch-double.ts';
import { startTable } from '../aws/dynamodb-double.ts';
import { describedByAws, type Ec2World, ec2Operations } from '../aws/ec2-double.ts';
import { announcement } from '../contract/announcer-contract.ts';
import { runConnectionsContract } from '../contract/connections-contract.ts';
import { runRecordsContract } from '../contract/records-contract.ts';
import { restart } from '../contract/tunnel-restarter-contract.ts';
import { start } from '../domain/builders.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeLog } from '../fakes/log.ts';

const region = 'eu-west-1';
let ec2Bundle: Bundle | undefined;
let bundled: typeof import('./adapters-entry.ts');

beforeAll(async () => {
  const entries = { adapters: 'test/budgets/adapters-entry.ts', ec2: 'test/budgets/ec2-entry.ts' };
  const { bundles, folder } = await cachedBundles('en', entries);
  ec2Bundle = bundles.find(({ name }) => name === 'ec2');
  bundled = await import(join(folder, 'adapters', 'index.mjs'));
});

describe('a bundle whose only AWS client is EC2', () => {
  it('stays within 200 kB', () => {
    expect(ec2Bundle?.awsClients).toEqual(['ec2']);
    expect((ec2Bundle?.bytes ?? Number.NaN) / 1_000).toBeLessThanOrEqual(200);
  });
});

describe('bundled adapters do what they do unbundled: EC2', () => {
  runConnectionsContract(async () => {
    const world: Ec2World = { connections: [], customerGateways: [] };
    const aws = await startAws({ ec2: ec2Operations(world) });
    return {
      connections: bundled.createConnections(bundled.ec2Clients()),
      place: (all) => {
        world.connections = all.map((each) => [each.region, describedByAws(each)]);
      },
      requests: () => aws.calls.length,
    };
  });

  it('a refused restart', async () => {
    const aws = await startAws({ ec2: ec2Operations({ connections: [], customerGateways: [] }) });
    aws.fail({
      service: 'ec2',
      operation: 'ModifyVpnTunnelOptions',
      when: 'before',
      failure: { kind: 'error', code: 'IncorrectState', statusCode: 400 },
    });
    const restarter = bundled.createTunnelRestarter(bundled.ec2RestartClients());
    expect(await restarter.restart(restart)).toEqual({ call: 'busy', errorCode: 'IncorrectState' });
    expect(await restarter.restart(restart)).toEqual({ call: 'accepted' });
  });
});

describe('bundled adapters do what they do unbundled: DynamoDB', () => {
  runRecordsContract(async () => {
    const clock = createFakeClock(start);
    const { tableName } = await startTable();
    const client = bundled.dynamoDbClient(region);
    return {
      records: bundled.createRecords(client, { tableName, log: createFakeLog(), now: clock.now }),
      clock,
    };
  });
});

describe('bundled adapters do what they do unbundled', () => {
  it('CloudWatch', async () => {
    await startAws({ monitoring: cloudWatchOperations(createCloudWatchWorld()) });
    const alarms = bundled.createTunnelAlarms(bundled.cloudWatchClients(), { log: createFakeLog() });
    const alarm = {
      alarmName: 'tunnelkeeper/tunnel/vpn-00000000000000001/203.0.113.1',
      connectionId: 'vpn-00000000000000001',
      outsideIp: '203.0.113.1',
      dimensions: { TunnelIpAddress: '203.0.113.1' },
    };
    await alarms.put(region, alarm);
    expect(await alarms.list(region)).toEqual([{ ...alarm, asMade: true }]);
  });

  it('SNS, SQS and Secrets Manager', async () => {
    const md5 = (text: string) => createHash('md5').update(text).digest('hex');
    const aws = await startAws({
      sns: { Publish: () => ({ MessageId: 'm' }) },
      sqs: { SendMessage: ({ MessageBody: body }) => ({ MessageId: 'm', MD5OfMessageBody: md5(body) }) },
      secretsmanager: { GetSecretValue: () => ({ SecretString: 'value' }) },
    });
    const { createAnnouncer, createRestartRequests, createSecret } = bundled;
    await createAnnouncer(bundled.snsClient(region), { topicArn: 'arn' }).announce(announcement());
    const queueUrl = `${aws.url}/123456789012/restarts.fifo`;
    await createRestartRequests(bundled.sqsClient(region), { queueUrl }).request({
      ...restart,
      incidentId: 'incident-1',
      deduplicationId: 'once',
    });
    const secret = createSecret(bundled.secretsManagerClient(region), { secretName: 'slack' });
    expect(await secret.read()).toBe('value');
    expect(aws.operations()).toEqual(['Publish', 'SendMessage', 'GetSecretValue']);
  });

  it.each([
    ['ResourceNotFoundException', 400],
    ['AccessDeniedException', 400],
    ['DecryptionFailure', 400],
  ])('an error that the SDK has a class for, by its name: %s', async (code, statusCode) => {
    const aws = await startAws({ secretsmanager: { GetSecretValue: () => ({ SecretString: 'value' }) } });
    aws.fail({
      service: 'secretsmanager',
      operation: 'GetSecretValue',
      when: 'before',
      failure: { kind: 'error', code, statusCode },
    });
    const secret = bundled.createSecret(bundled.secretsManagerClient(region), { secretName: 'slack' });
    await expect(secret.read()).rejects.toMatchObject({ name: 'AwsCallError', code, statusCode });
  });
});
