import type { GetMetricWidgetImageInput, GetMetricWidgetImageOutput } from '@aws-sdk/client-cloudwatch';
import { type Clock, type Operation, ServiceError } from '../../../contract.ts';
import type { MetricStore } from '../metrics/metric-store.ts';
import { chartLines } from './chart-lines.ts';
import { drawWidget } from './draw-widget.ts';
import { parseWidget } from './parse-widget.ts';

/** A picture of metrics; `png` is the one format that the SDK can read. */
export const getMetricWidgetImage =
  (store: MetricStore, clock: Clock): Operation<GetMetricWidgetImageInput, GetMetricWidgetImageOutput> =>
  ({ MetricWidget, OutputFormat = 'png' }, { region }) => {
    if (OutputFormat !== 'png') {
      throw new ServiceError(
        'InvalidParameterValue',
        `The value ${OutputFormat} for parameter OutputFormat is not supported: it must be png`,
      );
    }
    const widget = parseWidget(MetricWidget, clock.now());
    return { MetricWidgetImage: drawWidget(widget, chartLines(widget, region, store)) };
  };
