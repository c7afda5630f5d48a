import { describe, expect, it } from 'vitest';
import { cloudWatchLogsClients } from '../../shared/aws/cloudwatch-logs/clients.ts';
import { createTunnelLogs } from '../../shared/aws/cloudwatch-logs/tunnel-logs.ts';
import { type AwsDouble, startAws } from '../aws/aws-double.ts';
import { createLogsWorld, type LogsWorld, logsOperations } from '../aws/logs-double.ts';
import { refusal } from '../aws/refusal.ts';
import { createFakeTunnelLogs } from '../fakes/tunnel-logs.ts';
import {
  connectionId,
  line,
  logGroup,
  logGroupArn,
  query,
  region,
  runTunnelLogsContract,
  type TunnelLogsSubject,
} from './tunnel-logs-contract.ts';

const fake = (): TunnelLogsSubject => {
  const logs = createFakeTunnelLogs();
  return { logs, place: (name, lines) => void logs.groups.set(name, lines) };
};

interface OnLogs extends TunnelLogsSubject {
  readonly aws: AwsDouble;
  readonly world: LogsWorld;
}

const onLogs = async (change: Partial<LogsWorld> = {}): Promise<OnLogs> => {
  const world = { ...createLogsWorld(), ...change };
  const aws = await startAws({ logs: logsOperations(world) });
  const logs = createTunnelLogs(cloudWatchLogsClients());
  return { aws, world, logs, place: (name, lines) => void world.groups.set(name, lines) };
};

describe('tunnel logs: the fake', () => runTunnelLogsContract(fake));
describe('tunnel logs: CloudWatch Logs', () => runTunnelLogsContract(() => onLogs()));
describe('tunnel logs: CloudWatch Logs in small pages, some of them empty', () =>
  runTunnelLogsContract(() => onLogs({ pageSize: 700, emptyPages: 1 })));

describe('requests to CloudWatch Logs', () => {
  const lines = [1, 2, 3, 4, 5, 6, 7].map((minute) => line(minute));

  it('name the group, the streams and the time, and want the latest first', async () => {
    const { aws, logs, place } = await onLogs();
    place(logGroup, lines);
    await logs.read(region, query);
    expect(aws.calls).toMatchObject([
      {
        operation: 'FilterLogEvents',
        region,
        input: {
          logGroupName: logGroup,
          logStreamNamePrefix: connectionId,
          startTime: query.from,
          endTime: query.to,
          limit: 2_000,
          startFromHead: false,
        },
      },
    ]);
  });

  it('are at most five, and find the latest lines first', async () => {
    const { aws, logs, place } = await onLogs({ pageSize: 1, emptyPages: 2 });
    place(logGroup, lines);
    expect(await logs.read(region, query)).toEqual([line(5), line(6), line(7)]);
    expect(aws.calls).toHaveLength(5);
  });

  it('go to the region that the ARN names', async () => {
    const { aws, logs, place } = await onLogs();
    place(logGroup, lines);
    const elsewhere = logGroupArn.replace('eu-west-1', 'eu-north-1');
    await logs.read(region, { ...query, logGroupArn: elsewhere });
    expect(aws.calls.map((call) => call.region)).toEqual(['eu-north-1']);
  });

  it.each([
    ['AccessDeniedException', 400],
    ['UnrecognizedClientException', 403],
  ])('that are refused with %s say so, and nothing of what was asked', async (code, statusCode) => {
    const { aws, logs } = await onLogs();
    aws.fail(refusal('logs', 'FilterLogEvents', code, statusCode));
    await expect(logs.read(region, query)).rejects.toThrow(
      `FilterLogEvents failed: ${code} (HTTP ${statusCode})`,
    );
  });

  it('are tried twice and no more', async () => {
    const { aws, logs, place } = await onLogs();
    place(logGroup, lines);
    const failure = refusal('logs', 'FilterLogEvents', 'ServiceUnavailableException', 503);
    aws.fail(failure);
    expect(await logs.read(region, query)).toHaveLength(7);
    for (const fault of [failure, failure]) aws.fail(fault);
    await expect(logs.read(region, query)).rejects.toMatchObject({ code: 'ServiceUnavailableException' });
  });
});
