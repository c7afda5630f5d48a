import { describe, expect, it } from 'vitest';
import { cloudWatchDetailClients } from '../../shared/aws/cloudwatch/clients.ts';
import { createTunnelMetrics } from '../../shared/aws/cloudwatch/tunnel-metrics.ts';
import type { TrafficPoint } from '../../shared/domain/diagnosis/evidence.ts';
import type { TunnelRef } from '../../shared/ports/aws.ts';
import { type AwsDouble, startAws } from '../aws/aws-double.ts';
import {
  createMetricsWorld,
  type MetricsWorld,
  metricsOperations,
  seriesKey,
} from '../aws/metrics-double.ts';
import { refusal } from '../aws/refusal.ts';
import { at } from '../domain/builders.ts';
import { tunnelKey } from '../fakes/tunnel-history.ts';
import { createFakeTunnelMetrics } from '../fakes/tunnel-metrics.ts';
import {
  first,
  point,
  region,
  runTunnelMetricsContract,
  second,
  type TunnelMetricsSubject,
} from './tunnel-metrics-contract.ts';

type Dimensions = Readonly<Record<string, string>>;

const fake = (): TunnelMetricsSubject => {
  const metrics = createFakeTunnelMetrics();
  return { metrics, place: (tunnel, points) => void metrics.points.set(tunnelKey(tunnel), points) };
};

const byIp = ({ outsideIp }: TunnelRef): Dimensions => ({ TunnelIpAddress: outsideIp });
const byBoth = ({ connectionId, outsideIp }: TunnelRef): Dimensions => ({
  VpnId: connectionId,
  TunnelIpAddress: outsideIp,
});

const placeIn = (world: MetricsWorld, dimensions: Dimensions, points: readonly TrafficPoint[]): void => {
  const parts = { TunnelState: 'state', TunnelDataIn: 'inBytes', TunnelDataOut: 'outBytes' } as const;
  for (const [metric, part] of Object.entries(parts)) {
    const values = points.flatMap((each) =>
      each[part] === undefined ? [] : [[each.at, each[part]] as const],
    );
    world.series.set(seriesKey(metric, dimensions), new Map(values));
  }
};

interface OnCloudWatch extends TunnelMetricsSubject {
  readonly aws: AwsDouble;
  readonly world: MetricsWorld;
}

const onCloudWatch = async (
  dimensionsOf: (tunnel: TunnelRef) => Dimensions = byIp,
  change: Partial<MetricsWorld> = {},
): Promise<OnCloudWatch> => {
  const world = { ...createMetricsWorld(), ...change };
  const aws = await startAws({ monitoring: metricsOperations(world) });
  const metrics = createTunnelMetrics(cloudWatchDetailClients());
  return { aws, world, metrics, place: (tunnel, points) => placeIn(world, dimensionsOf(tunnel), points) };
};

describe('tunnel metrics: the fake', () => runTunnelMetricsContract(fake));
describe('tunnel metrics: CloudWatch with the outside IP as the only dimension', () =>
  runTunnelMetricsContract(() => onCloudWatch(byIp)));
describe('tunnel metrics: CloudWatch with both dimensions, in pages that cut through series', () =>
  runTunnelMetricsContract(() => onCloudWatch(byBoth, { pages: 3 })));

describe('tunnel metrics of CloudWatch', () => {
  it.each([
    ['the outside IP alone', byIp],
    ['connection and outside IP', byBoth],
  ])('name the dimensions that there is data under: %s', async (_name, dimensionsOf) => {
    const { metrics, place } = await onCloudWatch(dimensionsOf);
    place(first, [point(1)]);
    const [read] = await metrics.read(region, [first], at(0), at(10));
    expect(read?.dimensions).toEqual(dimensionsOf(first));
  });

  it('are of the dimensions with more data where there is some under both', async () => {
    const { metrics, world } = await onCloudWatch();
    placeIn(world, byIp(first), [point(1)]);
    placeIn(world, byBoth(first), [point(1), point(2)]);
    placeIn(world, byIp(second), [point(1)]);
    placeIn(world, byBoth(second), [point(1)]);
    const read = await metrics.read(region, [first, second], at(0), at(10));
    expect(read.map(({ dimensions }) => dimensions)).toEqual([byBoth(first), byIp(second)]);
  });

  it('take one call for 80 tunnels, with what each metric means', async () => {
    const { aws, metrics } = await onCloudWatch();
    const tunnels = Array.from({ length: 80 }, (_, index) => ({
      ...first,
      outsideIp: `198.51.100.${index}`,
    }));
    await metrics.read(region, tunnels, at(0) + 12_345, at(10));
    expect(aws.calls).toHaveLength(1);
    const { MetricDataQueries: queries, StartTime: from } = aws.calls[0]?.input ?? {};
    expect(queries).toHaveLength(480);
    expect(new Set(queries.map(({ Id }: { readonly Id: string }) => Id)).size).toBe(480);
    expect(from).toEqual(new Date(at(0)));
    expect(queries[0].MetricStat).toMatchObject({ Period: 60, Stat: 'Average' });
    expect(queries[1].MetricStat).toMatchObject({ Period: 60, Stat: 'Sum' });
  });

  it.each([
    ['the outside IP alone', byIp],
    ['connection and outside IP', byBoth],
  ])(
    'bytes alone cost two queries a tunnel once it is known where they are: %s',
    async (_name, dimensionsOf) => {
      const { aws, metrics, place } = await onCloudWatch(dimensionsOf);
      place(first, [point(1)]);
      const asked = () => aws.calls.map(({ input }) => input.MetricDataQueries.length);
      const [before] = await metrics.readBytes(region, [first], at(0), at(10));
      const [after] = await metrics.readBytes(region, [first], at(0), at(10));
      expect(asked()).toEqual([4, 2]);
      expect(after).toEqual(before);
      expect(after?.points).toEqual([{ ...point(1), state: undefined }]);
      await metrics.readBytes(region, [first], at(20), at(30));
      await metrics.readBytes(region, [first], at(0), at(10));
      expect(asked()).toEqual([4, 2, 2, 4]);
    },
  );

  it.each(['InternalError', 'Forbidden'] as const)(
    'that end in %s are unknown, not empty',
    async (statusCode) => {
      const { metrics } = await onCloudWatch(byIp, { statusCode });
      await expect(metrics.read(region, [first], at(0), at(10))).rejects.toMatchObject({
        name: 'AwsCallError',
        code: statusCode,
      });
    },
  );

  it('that are refused say so', async () => {
    const { aws, metrics } = await onCloudWatch();
    aws.fail(refusal('monitoring', 'GetMetricData', 'AccessDenied', 403));
    await expect(metrics.read(region, [first], at(0), at(10))).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'AccessDenied',
    });
  });
});
