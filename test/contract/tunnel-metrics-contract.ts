import { expect, it } from 'vitest';
import type { TrafficPoint } from '../../shared/domain/diagnosis/evidence.ts';
import type { TunnelRef } from '../../shared/ports/aws.ts';
import type { TunnelMetrics } from '../../shared/ports/diagnosis.ts';
import { at } from '../domain/builders.ts';

export interface TunnelMetricsSubject {
  readonly metrics: TunnelMetrics;
  /** CloudWatch has these values of a tunnel. */
  place(tunnel: TunnelRef, points: readonly TrafficPoint[]): void;
}

export const region = 'eu-west-1';
const connectionId = 'vpn-00000000000000001';
export const first: TunnelRef = { connectionId, outsideIp: '203.0.113.1' };
export const second: TunnelRef = { connectionId, outsideIp: '2001:db8::2' };

export const point = (minute: number, change: Partial<TrafficPoint> = {}): TrafficPoint => ({
  at: at(minute),
  state: 1,
  inBytes: 1_000 + minute,
  outBytes: 2_000 + minute,
  ...change,
});

/** What every implementation of `TunnelMetrics` promises. */
export const runTunnelMetricsContract = (
  makeSubject: () => TunnelMetricsSubject | Promise<TunnelMetricsSubject>,
) => {
  it('reads each tunnel by the minute, oldest first, in the order asked', async () => {
    const { metrics, place } = await makeSubject();
    place(first, [point(3), point(1), point(2)]);
    place(second, [point(2)]);
    const read = await metrics.read(region, [second, first], at(0), at(10));
    expect(read.map(({ outsideIp, points }) => [outsideIp, points])).toEqual([
      [second.outsideIp, [point(2)]],
      [first.outsideIp, [point(1), point(2), point(3)]],
    ]);
    for (const { outsideIp, dimensions } of read) {
      expect(dimensions).toMatchObject({ TunnelIpAddress: outsideIp });
    }
  });

  it('leaves out what CloudWatch has no value of', async () => {
    const { metrics, place } = await makeSubject();
    const points = [point(1, { state: undefined }), point(2, { inBytes: undefined, outBytes: undefined })];
    place(first, points);
    expect(await metrics.read(region, [first], at(0), at(10))).toMatchObject([{ points }]);
  });

  it('does not take zero for nothing', async () => {
    const { metrics, place } = await makeSubject();
    const points = [point(1, { state: 0, inBytes: 0, outBytes: 0 })];
    place(first, points);
    expect(await metrics.read(region, [first], at(0), at(10))).toMatchObject([{ points }]);
  });

  it('reads that time only', async () => {
    const { metrics, place } = await makeSubject();
    place(
      first,
      [4, 5, 9, 10].map((minute) => point(minute)),
    );
    const [read] = await metrics.read(region, [first], at(5), at(10));
    expect(read?.points).toEqual([point(5), point(9)]);
  });

  it('names no dimensions where there is no data', async () => {
    const { metrics } = await makeSubject();
    expect(await metrics.read(region, [first], at(0), at(10))).toEqual([
      { outsideIp: first.outsideIp, dimensions: undefined, points: [] },
    ]);
  });

  it('takes more tunnels than fit in one question', async () => {
    const { metrics, place } = await makeSubject();
    const many = Array.from({ length: 170 }, (_, index) => ({
      connectionId,
      outsideIp: `198.51.100.${index}`,
    }));
    const told = [0, 79, 80, 169].map((index) => many[index]).filter((tunnel) => tunnel !== undefined);
    for (const tunnel of told) place(tunnel, [point(1)]);
    const read = await metrics.read(region, many, at(0), at(10));
    expect(read.map(({ outsideIp }) => outsideIp)).toEqual(many.map(({ outsideIp }) => outsideIp));
    expect(read.filter(({ points }) => points.length > 0).map(({ outsideIp }) => outsideIp)).toEqual(
      told.map(({ outsideIp }) => outsideIp),
    );
  });

  it('says nothing of no tunnels', async () => {
    const { metrics } = await makeSubject();
    expect(await metrics.read(region, [], at(0), at(10))).toEqual([]);
  });
};
