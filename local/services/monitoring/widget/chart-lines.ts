import type { EpochMs } from '../../../contract.ts';
import { datapointsOf } from '../metrics/get-metric-data.ts';
import type { MetricStore } from '../metrics/metric-store.ts';
import { parsePeriodMinutes, parseStatistic, readStatistic } from '../metrics/statistic.ts';
import type { Color } from './canvas.ts';
import { hexColor, lineColor } from './colors.ts';
import type { WidgetMetric } from './expand-metrics.ts';
import { invalidWidget } from './invalid-widget.ts';
import type { Widget } from './parse-widget.ts';

/** A metric as it is drawn. */
export interface ChartLine {
  readonly label: string;
  readonly color: Color;
  readonly axis: 'left' | 'right';
  readonly points: readonly { readonly at: EpochMs; readonly value: number }[];
  /** Points that are further apart have something missing between them. */
  readonly periodMs: number;
}

/** More are not told apart in a picture: then the period grows. */
const mostPoints = 1_440;

/** The visible metrics of a widget with what the store has of them. */
export const chartLines = (widget: Widget, region: string, store: MetricStore): readonly ChartLine[] => {
  assertRegion(widget.region, region);
  return widget.metrics
    .filter(({ options }) => options.visible !== false)
    .map((metric, index) => lineOf(metric, index, widget, region, store));
};

const lineOf = (
  metric: WidgetMetric,
  index: number,
  widget: Widget,
  region: string,
  store: MetricStore,
): ChartLine => {
  const { stat = widget.stat, period = widget.period, label, color, yAxis, region: own } = metric.options;
  assertRegion(own, region);
  const statistic = parseStatistic(stat, 'MetricWidget.stat');
  const asked = parsePeriodMinutes(period, 'MetricWidget.period');
  const minutes = Math.max(asked, Math.ceil((widget.endsAt - widget.startsAt) / 60_000 / mostPoints));
  const series = store.find(region, metric);
  const points = series
    ? datapointsOf(series, new Date(widget.startsAt), new Date(widget.endsAt), minutes)
    : [];
  return {
    label: label ?? [metric.metricName, ...Object.values(metric.dimensions)].join(' '),
    color: color === undefined ? lineColor(index) : hexColor(color),
    axis: yAxis ?? 'left',
    points: points.map(({ at, statistics }) => ({ at, value: readStatistic(statistic, statistics) })),
    periodMs: minutes * 60_000,
  };
};

const assertRegion = (asked: string | undefined, region: string): void => {
  if (asked === undefined || asked === region) return;
  throw invalidWidget(`region: received "${asked.slice(0, 40)}"; only the region of the call is modelled`);
};
