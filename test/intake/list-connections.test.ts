import { describe, expect, it } from 'vitest';
import { AwsCallError } from '../../shared/aws/client/aws-call-error.ts';
import { listConnections, RegionUnread } from '../../shared/intake/list-connections.ts';
import { connection } from '../domain/builders.ts';
import { createFakeConnections } from '../fakes/connections.ts';
import { createFakeTimers } from '../fakes/timers.ts';

const setting = () => {
  const connections = createFakeConnections([connection()]);
  const timers = createFakeTimers();
  return { connections, timers, deps: { connections, startTimer: timers.start } };
};

const failureOf = async (listing: Promise<unknown>): Promise<RegionUnread> => {
  const error = await listing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(RegionUnread);
  return error as RegionUnread;
};

describe('the connections of a region', () => {
  it('are listed, and no timer is left behind', async () => {
    const { deps, timers } = setting();
    expect(await listConnections(deps, 'eu-west-1')).toEqual([connection()]);
    expect(timers.pending()).toEqual([]);
  });

  it('that AWS refuses to list are unread, with the reason and what was thrown', async () => {
    const { deps, connections, timers } = setting();
    const refusal = new AwsCallError('DescribeVpnConnections', {
      code: 'UnauthorizedOperation',
      statusCode: 403,
      requestId: undefined,
    });
    connections.failures.next(refusal);
    const failure = await failureOf(listConnections(deps, 'eu-west-1'));
    expect(failure).toMatchObject({
      region: 'eu-west-1',
      unread: { why: 'denied', code: 'UnauthorizedOperation' },
      cause: refusal,
      message: 'The connections of eu-west-1 cannot be listed: denied (UnauthorizedOperation)',
    });
    expect(timers.pending()).toEqual([]);
  });

  it('that do not come in time are unread, with some of the minute left', async () => {
    const { deps, timers } = setting();
    const silent = {
      ...deps,
      connections: { ...deps.connections, list: () => new Promise<never>(() => {}) },
    };
    const listing = failureOf(listConnections(silent, 'eu-west-1'));
    expect(timers.pending()).toEqual([40_000]);
    timers.runAll();
    expect((await listing).unread).toEqual({ why: 'timed-out', code: '' });
  });
});
