import { describe, expect, it } from 'vitest';
import { planAlarms, type TunnelAlarm } from '../../shared/domain/alarm-upkeep.ts';
import { connection, firstIp, secondIp } from './builders.ts';

const id = connection().connectionId;
const alarmOf = (outsideIp: string, change: Partial<TunnelAlarm> = {}): TunnelAlarm => ({
  alarmName: `tunnelkeeper/tunnel/${id}/${outsideIp}`,
  connectionId: id,
  outsideIp,
  dimensions: { VpnId: id, TunnelIpAddress: outsideIp },
  asMade: true,
  ...change,
});

describe('the alarms of a region', () => {
  it('are one per tunnel, on both dimensions where CloudWatch lists nothing', () => {
    expect(planAlarms([connection()], [], [])).toEqual({
      put: [firstIp, secondIp].map((ip) => ({
        alarmName: `tunnelkeeper/tunnel/${id}/${ip}`,
        connectionId: id,
        outsideIp: ip,
        dimensions: { VpnId: id, TunnelIpAddress: ip },
      })),
      remove: [],
    });
  });

  it.each([
    ['the address alone', [{ TunnelIpAddress: firstIp }], { TunnelIpAddress: firstIp }],
    ['both', [{ TunnelIpAddress: firstIp, VpnId: id }], { VpnId: id, TunnelIpAddress: firstIp }],
    [
      'both rather than the address alone',
      [{ TunnelIpAddress: firstIp }, { VpnId: id, TunnelIpAddress: firstIp }],
      { VpnId: id, TunnelIpAddress: firstIp },
    ],
    [
      'the connection only, which says nothing of one tunnel',
      [{ VpnId: id }],
      { VpnId: id, TunnelIpAddress: firstIp },
    ],
    [
      'the address of the other tunnel alone',
      [{ TunnelIpAddress: secondIp }],
      { VpnId: id, TunnelIpAddress: firstIp },
    ],
    [
      'the address alone, and both of the other tunnel',
      [{ VpnId: id, TunnelIpAddress: secondIp }, { TunnelIpAddress: firstIp }],
      { TunnelIpAddress: firstIp },
    ],
    [
      'the same address of another connection',
      [{ VpnId: 'vpn-0ffffffffffffffff', TunnelIpAddress: firstIp }],
      { VpnId: id, TunnelIpAddress: firstIp },
    ],
  ])('stand on the dimensions that CloudWatch lists: %s', (_name, listed, expected) => {
    expect(planAlarms([connection()], [], listed).put[0]?.dimensions).toEqual(expected);
  });

  it('stay where a list lacks a connection that is remembered, or a tunnel of one that is listed', () => {
    const alarms = [alarmOf(firstIp), alarmOf(secondIp)];
    const names = alarms.map(({ alarmName }) => alarmName);
    expect(planAlarms([], alarms, [], new Set([id]))).toEqual({ put: [], remove: [] });
    expect(planAlarms([], alarms, [], new Set(['vpn-0ffffffffffffffff'])).remove).toEqual(names);
    expect(planAlarms([connection({ tunnels: [] })], alarms, [])).toEqual({ put: [], remove: [] });
    const unwatched = connection({ tunnels: [], tags: { 'tunnelkeeper:watch': 'off' } });
    expect(planAlarms([unwatched], alarms, []).remove).toEqual(names);
  });

  it('are left alone where they are as they should be', () => {
    expect(planAlarms([connection()], [alarmOf(firstIp), alarmOf(secondIp)], [])).toEqual({
      put: [],
      remove: [],
    });
  });

  it.each([
    ['somebody changed it', { asMade: false }],
    ['its dimensions see nothing', { dimensions: { TunnelIpAddress: firstIp } }],
    [
      'its dimensions see another',
      { dimensions: { VpnId: 'vpn-0ffffffffffffffff', TunnelIpAddress: firstIp } },
    ],
    ['it has one dimension more', { dimensions: { VpnId: id, TunnelIpAddress: firstIp, Site: 'hq' } }],
  ])('are corrected when %s', (_name, change) => {
    const plan = planAlarms(
      [connection()],
      [alarmOf(firstIp, change), alarmOf(secondIp)],
      [{ VpnId: id, TunnelIpAddress: firstIp }],
    );
    expect(plan.put.map((alarm) => alarm.outsideIp)).toEqual([firstIp]);
  });

  it.each([
    ['the connection is gone', []],
    ['AWS is deleting it', [connection({ state: 'deleting' })]],
    ['its owner wants it left alone', [connection({ tags: { 'tunnelkeeper:watch': 'off' } })]],
  ])('are removed when %s', (_name, connections) => {
    expect(planAlarms(connections, [alarmOf(firstIp)], []).remove).toEqual([alarmOf(firstIp).alarmName]);
  });

  it('stay while AWS modifies the connection', () => {
    expect(
      planAlarms([connection({ state: 'modifying' })], [alarmOf(firstIp), alarmOf(secondIp)], []).remove,
    ).toEqual([]);
  });
});
