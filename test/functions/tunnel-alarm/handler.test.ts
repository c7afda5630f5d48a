import { describe, expect, it } from 'vitest';
import { createTunnelAlarmHandler } from '../../../functions/tunnel-alarm/handler.ts';
import type { Connection } from '../../../shared/domain/connection.ts';
import { createLook } from '../../../shared/intake/look.ts';
import { at, connection, down, firstIp, secondIp, up } from '../../domain/builders.ts';
import { createFakeTunnelAlarms } from '../../fakes/tunnel-alarms.ts';
import { alarmFixture, withDetail } from '../../fixtures/read-fixture.ts';
import { createRegion } from '../../intake/region.ts';

const tunnelAlarm = alarmFixture('tunnel');

const inState = (value: string) =>
  withDetail(tunnelAlarm, { state: { value, timestamp: '2026-03-01T03:00:00.000+0000' } });

const name = 'tunnelkeeper/tunnel/vpn-0a1b2c3d4e5f60718/203.0.113.1';

const setUp = (seen: readonly Connection[]) => {
  const region = createRegion(seen);
  region.clock.set(at(5));
  const alarms = createFakeTunnelAlarms();
  const handle = createTunnelAlarmHandler({
    look: createLook(region.deps),
    alarms,
    regions: ['eu-west-1'],
    records: region.records,
    log: region.log,
    now: region.clock.now,
  });
  return { ...region, alarms, handle };
};

const fallen = connection({ tunnels: [down(firstIp), up(secondIp)] });

describe('an alarm of ours', () => {
  it('opens the incident of a tunnel that is down', async () => {
    const { handle, told, connections } = setUp([fallen]);
    await handle(inState('ALARM'));
    expect(told()).toEqual(['incident.opened']);
    expect(connections.calls).toEqual([[fallen.connectionId]]);
  });

  it('that comes late tells nothing: the tunnel is up again', async () => {
    const { handle, told, restartRequests, records } = setUp([connection()]);
    await handle(inState('ALARM'));
    expect(told()).toEqual([]);
    expect(restartRequests.requests).toEqual([]);
    expect(records.savedIncidents).toEqual([]);
  });

  it.each(['OK', 'INSUFFICIENT_DATA'])('makes us look in state %s, and is not believed', async (state) => {
    const { handle, connections, records } = setUp([fallen]);
    await handle(inState(state));
    expect(connections.calls).toHaveLength(1);
    expect(records.savedIncidents[0]).toMatchObject({ phase: 'suspected', health: 'degraded' });
  });

  it('is retried when the look fails', async () => {
    const { handle, connections, alarms } = setUp([]);
    connections.failures.next(new Error('EC2 is away'));
    await expect(handle(inState('ALARM'))).rejects.toThrow('EC2 is away');
    expect(alarms.changes).toEqual([]);
  });
});

describe('an alarm on a connection that is gone', () => {
  it('is logged and removed', async () => {
    const { handle, alarms, log } = setUp([]);
    await handle(inState('ALARM'));
    expect(alarms.changes).toEqual([`remove ${name}`]);
    expect(log.entries.at(-1)).toMatchObject({
      message: 'alarm removed',
      facts: { reason: 'connection-gone', alarmName: name },
    });
  });

  it('is left alone if we did not make it', async () => {
    const { handle, alarms, log } = setUp([]);
    await handle(withDetail(inState('ALARM'), { configuration: { description: 'mine' } }));
    expect(alarms.changes).toEqual([]);
    expect(log.entries.at(-1)?.facts['reason']).toBe('made-by-somebody-else');
  });
});

describe('what makes nobody look', () => {
  it.each([
    ['a foreign alarm', alarmFixture('foreign'), 'foreign-alarm'],
    ['a composite alarm', withDetail(alarmFixture('composite'), { alarmName: name }), 'composite-alarm'],
    ['a region that is not watched', { ...inState('ALARM'), region: 'us-east-1' }, 'region-not-watched'],
    ['something else', ['ALARM'], 'unreadable'],
  ])('%s: one line in the log, with the reason', async (_name, event, reason) => {
    const { handle, connections, log } = setUp([fallen]);
    await handle(event);
    expect(log.entries).toHaveLength(1);
    expect(log.entries[0]).toMatchObject({ message: 'alarm ignored', facts: { reason } });
    expect(connections.calls).toEqual([]);
  });

  it('but an alarm without a region is of the hub', async () => {
    const { handle, connections } = setUp([fallen]);
    await handle({ ...inState('ALARM'), region: undefined });
    expect(connections.calls).toHaveLength(1);
  });
});
