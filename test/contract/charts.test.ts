import type { GetMetricWidgetImageInput, GetMetricWidgetImageOutput } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { createCharts } from '../../shared/aws/cloudwatch/charts.ts';
import { cloudWatchDetailClients } from '../../shared/aws/cloudwatch/clients.ts';
import { type AwsDouble, startAws } from '../aws/aws-double.ts';
import { callError, refusal } from '../aws/refusal.ts';
import { createFakeCharts } from '../fakes/charts.ts';
import { type ChartsSubject, region, runChartsContract, widget } from './charts-contract.ts';

const operation = 'GetMetricWidgetImage';

const fake = (): ChartsSubject => {
  const charts = createFakeCharts();
  return { charts, refuseNext: () => charts.failNext(callError(operation, 'AccessDenied')) };
};

type Draw = (input: GetMetricWidgetImageInput) => GetMetricWidgetImageOutput;

const itsText: Draw = ({ MetricWidget: text }) => ({ MetricWidgetImage: new TextEncoder().encode(text) });

const onCloudWatch = async (draw = itsText): Promise<ChartsSubject & { readonly aws: AwsDouble }> => {
  const aws = await startAws({ monitoring: { [operation]: draw } });
  return {
    aws,
    charts: createCharts(cloudWatchDetailClients()),
    refuseNext: () => aws.fail(refusal('monitoring', operation, 'AccessDenied', 403)),
  };
};

describe('charts: the fake', () => runChartsContract(fake));
describe('charts: CloudWatch', () => {
  runChartsContract(onCloudWatch);

  it('are PNGs, drawn in the region of the metrics', async () => {
    const { aws, charts } = await onCloudWatch();
    await charts.draw('ap-southeast-2', widget);
    expect(aws.calls).toEqual([
      { operation, region: 'ap-southeast-2', input: { MetricWidget: widget, OutputFormat: 'png' } },
    ]);
  });

  it.each<[string, Draw]>([
    ['no picture', () => ({})],
    ['an empty one', () => ({ MetricWidgetImage: new Uint8Array() })],
  ])('are an error where CloudWatch answers with %s', async (_name, draw) => {
    const { charts } = await onCloudWatch(draw);
    await expect(charts.draw(region, widget)).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'NoImage',
    });
  });
});
