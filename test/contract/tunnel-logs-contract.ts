import { expect, it } from 'vitest';
import type { LogLine } from '../../shared/domain/diagnosis/evidence.ts';
import type { TunnelLogs } from '../../shared/ports/diagnosis.ts';
import { at, start } from '../domain/builders.ts';

export interface TunnelLogsSubject {
  readonly logs: TunnelLogs;
  /** The log group exists and holds these lines. */
  place(logGroup: string, lines: readonly LogLine[]): void;
}

export const region = 'eu-west-1';
export const logGroup = '/aws/vpn/hq';
export const logGroupArn = `arn:aws:logs:eu-west-1:111122223333:log-group:${logGroup}`;
export const connectionId = 'vpn-00000000000000001';
export const query = { logGroupArn, connectionId, from: at(-15), to: at(15) };

export const line = (minute: number, change: Partial<LogLine> = {}): LogLine => ({
  streamName: `${connectionId}-203.0.113.1`,
  at: at(minute),
  message: `line of minute ${minute}`,
  ...change,
});

/** What every implementation of `TunnelLogs` promises. */
export const runTunnelLogsContract = (makeSubject: () => TunnelLogsSubject | Promise<TunnelLogsSubject>) => {
  it('reads the lines of that time, both ends included, oldest first', async () => {
    const { logs, place } = await makeSubject();
    await place(
      logGroup,
      [16, 15, 3, 1, 2, -15, -16].map((minute) => line(minute)),
    );
    expect(await logs.read(region, query)).toEqual([-15, 1, 2, 3, 15].map((minute) => line(minute)));
  });

  it('reads the streams of both tunnels, and of no other connection', async () => {
    const { logs, place } = await makeSubject();
    const second = line(2, { streamName: `${connectionId}_203.0.113.2-BGP.log` });
    await place(logGroup, [line(1), second, line(3, { streamName: 'vpn-00000000000000002-203.0.113.1' })]);
    expect(await logs.read(region, query)).toEqual([line(1), second]);
  });

  it('takes the ARN with the wildcard that AWS may put at its end', async () => {
    const { logs, place } = await makeSubject();
    await place(logGroup, [line(1)]);
    expect(await logs.read(region, { ...query, logGroupArn: `${logGroupArn}:*` })).toEqual([line(1)]);
  });

  it('reads of very many lines only the latest', async () => {
    const { logs, place } = await makeSubject();
    const many = Array.from({ length: 2_500 }, (_, index) =>
      line(0, { at: start + index, message: `${index}` }),
    );
    await place(logGroup, many);
    expect(await logs.read(region, query)).toEqual(many.slice(-2_000));
  });

  it('reads nothing where nothing was written', async () => {
    const { logs, place } = await makeSubject();
    await place(logGroup, []);
    expect(await logs.read(region, query)).toEqual([]);
  });

  it('says that there is no such log group', async () => {
    const { logs } = await makeSubject();
    await expect(logs.read(region, query)).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'ResourceNotFoundException',
    });
  });
};
