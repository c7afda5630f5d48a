import type { EpochMs } from '../../../contract.ts';
import { expandMetrics, type WidgetMetric } from './expand-metrics.ts';
import { invalidWidget } from './invalid-widget.ts';
import { type WidgetInput, widgetFormat } from './widget-format.ts';
import { widgetTime } from './widget-time.ts';

/** A widget that can be drawn. */
export interface Widget extends Omit<WidgetInput, 'metrics' | 'start' | 'end'> {
  readonly metrics: readonly WidgetMetric[];
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
}

const largestWidget = 100_000;

/** Reads the JSON of a widget. Throws `InvalidParameterValue` for whatever cannot be drawn or is not modelled. */
export const parseWidget = (json: string | undefined, now: EpochMs): Widget => {
  if (json === undefined || json === '') throw invalidWidget('it is missing');
  if (Buffer.byteLength(json) > largestWidget) throw invalidWidget('it is larger than 100 KB');
  const parsed = widgetFormat.safeParse(parseJson(json));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalidWidget(`${issue?.path.map(String).join('.') || 'widget'}: ${issue?.message}`);
  }
  const { start, end, metrics, ...rest } = parsed.data;
  const startsAt = widgetTime(start, now, 'start');
  const endsAt = widgetTime(end, now, 'end');
  if (startsAt >= endsAt) throw invalidWidget('start: it must be before end');
  return { ...rest, startsAt, endsAt, metrics: expandMetrics({ metrics }) };
};

const parseJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    throw invalidWidget('it is not JSON');
  }
};
