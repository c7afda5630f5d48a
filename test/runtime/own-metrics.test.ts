import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOwnMetrics, withOwnMetrics } from '../../shared/runtime/own-metrics.ts';

const written: string[] = [];

beforeEach(() => {
  written.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

interface Blob {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
    }[];
  };
  readonly [member: string]: unknown;
}

const blobs = (): readonly Blob[] => written.map((line) => JSON.parse(line) as Blob);

describe('own metrics', () => {
  it('are written in the embedded metric format, one line for all that share dimensions', () => {
    const metrics = createOwnMetrics();
    metrics.record({ name: 'SweptConnections', count: 3 });
    metrics.record({ name: 'SweptConnections', count: 4 });
    metrics.record({ name: 'TimeToDetect', durationMs: 61_000 });
    expect(written).toEqual([]);
    metrics.publish();
    const [blob, ...others] = blobs();
    expect(others).toEqual([]);
    expect(blob).toMatchObject({ service: 'tunnelkeeper', SweptConnections: [3, 4], TimeToDetect: 61_000 });
    expect(blob?._aws.CloudWatchMetrics).toEqual([
      {
        Namespace: 'Tunnelkeeper',
        Dimensions: [['service']],
        Metrics: [
          { Name: 'SweptConnections', Unit: 'Count' },
          { Name: 'TimeToDetect', Unit: 'Milliseconds' },
        ],
      },
    ]);
  });

  it('that are counted by outcome have that dimension', () => {
    const metrics = createOwnMetrics();
    metrics.record({ name: 'Restarts', outcome: 'failed' });
    metrics.publish();
    expect(blobs()).toHaveLength(1);
    expect(blobs()[0]).toMatchObject({ service: 'tunnelkeeper', outcome: 'failed', Restarts: 1 });
    expect(blobs()[0]?._aws.CloudWatchMetrics[0]?.Dimensions).toEqual([['service', 'outcome']]);
  });

  it('say 0 where that is what was measured', () => {
    const metrics = createOwnMetrics();
    metrics.record({ name: 'Deliveries', outcome: 'refused', count: 0 });
    metrics.publish();
    expect(blobs()[0]).toMatchObject({ outcome: 'refused', Deliveries: 0 });
  });

  it('are published once, also by a handler that fails, and not at all where nothing was measured', async () => {
    const metrics = createOwnMetrics();
    const measuring = withOwnMetrics(metrics, async (fail: boolean) => {
      metrics.record({ name: 'OpenIncidents', count: 1 });
      if (fail) throw new Error('broken');
    });
    await expect(measuring(true, undefined)).rejects.toThrow('broken');
    expect(blobs()).toHaveLength(1);
    await measuring(false, undefined);
    expect(blobs()).toHaveLength(2);
    await withOwnMetrics(metrics, async () => undefined)('nothing', undefined);
    expect(blobs()).toHaveLength(2);
  });
});
