import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../shared/contracts/own-metrics.ts';
import { minutesMs } from '../../shared/domain/time.ts';
import { connection, down, firstIp, secondIp, up } from '../domain/builders.ts';
import { createRegion, type Region } from './region.ts';

const fallen = connection({ tunnels: [down(firstIp, -2), down(secondIp, -1)] });

const measured = (region: Region, name: Measurement['name']) =>
  region.ownMetrics.recorded.filter((measurement) => measurement.name === name);

describe('a sweep', () => {
  it('measures how many connections it has looked at, and how many incidents it found open', async () => {
    const region = createRegion([connection(), connection({ connectionId: 'vpn-0123456789abcdef0' })]);
    await region.sweep(0);
    expect(region.ownMetrics.recorded).toEqual([
      { name: 'OpenIncidents', count: 0 },
      { name: 'OverdueAnnouncements', count: 0 },
      { name: 'SweptConnections', count: 2 },
    ]);
  });

  it('that fails is not measured as one that looked', async () => {
    const region = createRegion([fallen]);
    region.announcer.failures.next(new Error('SNS is away'));
    await expect(region.sweep(0)).rejects.toThrow();
    expect(measured(region, 'SweptConnections')).toEqual([]);
  });

  it('counts an incident as overdue once its news has waited for more than five minutes', async () => {
    const region = createRegion([fallen]);
    region.announcer.failures.next(new Error('SNS is away'), 20);
    for (const minute of [0, 1, 5, 6]) await expect(region.sweep(minute)).rejects.toThrow();
    expect(measured(region, 'OverdueAnnouncements')).toEqual(
      [0, 0, 0, 1].map((count) => ({ name: 'OverdueAnnouncements', count })),
    );
    expect(measured(region, 'OpenIncidents').at(-1)).toEqual({ name: 'OpenIncidents', count: 1 });
  });
});

describe('an incident', () => {
  it('is measured from the fall to its detection and from first sight to recovery, each once', async () => {
    const region = createRegion([fallen]);
    await region.sweep(0);
    await region.sweep(1);
    expect(measured(region, 'TimeToDetect')).toEqual([{ name: 'TimeToDetect', durationMs: minutesMs(2) }]);
    region.connections.all = [connection({ tunnels: [up(firstIp, 2), up(secondIp, 2)] })];
    await region.sweep(2);
    await region.sweep(6);
    await region.sweep(7);
    expect(measured(region, 'TimeToRecover')).toEqual([{ name: 'TimeToRecover', durationMs: minutesMs(6) }]);
  });

  it('that ends because its connection is deleted is no recovery', async () => {
    const region = createRegion([fallen]);
    await region.sweep(0);
    region.connections.all = [];
    for (const minute of [1, 2]) await region.sweep(minute);
    expect(region.told().at(-1)).toBe('incident.closed');
    expect(measured(region, 'TimeToRecover')).toEqual([]);
  });

  it('is measured by whoever records that it was told, and by nobody else', async () => {
    const region = createRegion([fallen]);
    await region.sweep(0);
    region.announcer.failures.next(new Error('SNS is away'));
    region.connections.all = [connection({ tunnels: [up(firstIp, 1), down(secondIp, -1)] })];
    await expect(region.sweep(1)).rejects.toThrow();
    await region.sweep(2);
    expect(measured(region, 'TimeToDetect')).toHaveLength(1);
  });
});
