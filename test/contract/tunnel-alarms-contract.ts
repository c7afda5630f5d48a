import { expect, it } from 'vitest';
import { tunnelAlarmName } from '../../shared/contracts/alarm-name.ts';
import type { TunnelAlarms, WantedAlarm } from '../../shared/ports/aws.ts';

export interface TunnelAlarmsSubject {
  readonly alarms: TunnelAlarms;
  /** Somebody else makes an alarm of this name. */
  placeForeign(region: string, alarmName: string): void | Promise<void>;
  /** Whether the alarm of this name is still somebody else's. */
  isForeign(region: string, alarmName: string): boolean;
  listMetric(region: string, dimensions: Readonly<Record<string, string>>): void | Promise<void>;
}

const region = 'eu-west-1';

const wanted = (outsideIp: string): WantedAlarm => {
  const connectionId = 'vpn-00000000000000001';
  return {
    alarmName: tunnelAlarmName(connectionId, outsideIp),
    connectionId,
    outsideIp,
    dimensions: { VpnId: connectionId, TunnelIpAddress: outsideIp },
  };
};

const first = wanted('203.0.113.1');
const second = wanted('2001:db8::2');

/** What every implementation of `TunnelAlarms` promises. */
export const runTunnelAlarmsContract = (
  makeSubject: () => TunnelAlarmsSubject | Promise<TunnelAlarmsSubject>,
) => {
  it('lists what it has put, as made', async () => {
    const { alarms } = await makeSubject();
    await alarms.put(region, first);
    await alarms.put(region, second);
    const listed = [...(await alarms.list(region))].sort((one, other) =>
      other.alarmName.localeCompare(one.alarmName),
    );
    expect(listed).toEqual(
      [
        { ...first, asMade: true },
        { ...second, asMade: true },
      ].sort((one, other) => other.alarmName.localeCompare(one.alarmName)),
    );
  });

  it('keeps regions apart', async () => {
    const { alarms } = await makeSubject();
    await alarms.put('us-east-1', first);
    expect(await alarms.list(region)).toEqual([]);
  });

  it('puts an alarm again with other dimensions', async () => {
    const { alarms } = await makeSubject();
    await alarms.put(region, first);
    const corrected = { ...first, dimensions: { TunnelIpAddress: first.outsideIp } };
    await alarms.put(region, corrected);
    expect(await alarms.list(region)).toEqual([{ ...corrected, asMade: true }]);
  });

  it('removes by name, and does not mind a name that is gone', async () => {
    const { alarms } = await makeSubject();
    await alarms.put(region, first);
    await alarms.put(region, second);
    await alarms.remove(region, [first.alarmName, 'tunnelkeeper/tunnel/vpn-0000000000000dead/192.0.2.1']);
    expect(await alarms.list(region)).toMatchObject([{ alarmName: second.alarmName }]);
  });

  it('neither lists nor overwrites an alarm that somebody else has made', async () => {
    const { alarms, placeForeign, isForeign } = await makeSubject();
    await placeForeign(region, first.alarmName);
    expect(await alarms.list(region)).toEqual([]);
    await alarms.put(region, first);
    expect(isForeign(region, first.alarmName)).toBe(true);
  });

  it('tells the dimensions under which the metric is listed', async () => {
    const { alarms, listMetric } = await makeSubject();
    await listMetric(region, { TunnelIpAddress: '203.0.113.1' });
    await listMetric(region, first.dimensions as Record<string, string>);
    expect(await alarms.metricDimensions(region)).toEqual([
      { TunnelIpAddress: '203.0.113.1' },
      first.dimensions,
    ]);
    expect(await alarms.metricDimensions('us-east-1')).toEqual([]);
  });
};
