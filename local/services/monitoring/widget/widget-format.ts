import { z } from 'zod';

/** CloudWatch API reference, "GetMetricWidgetImage: Metric Widget Structure and Syntax", without what is not modelled. */

const color = z.string().regex(/^#[0-9a-fA-F]{6}$/, { error: 'a color such as #1f77b4' });
const axisSide = z.enum(['left', 'right']);

const metricOptions = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][A-Za-z0-9_]*$/)
    .optional(),
  stat: z.string().optional(),
  period: z.int().min(1).optional(),
  label: z.string().optional(),
  color: color.optional(),
  yAxis: axisSide.optional(),
  visible: z.boolean().optional(),
  /** Of this account and region only. */
  region: z.string().optional(),
});

export type MetricOptions = z.infer<typeof metricOptions>;

/** Namespace, name, dimension names and values; then, if one likes, the options. */
const metric = z
  .array(z.union([z.string(), metricOptions]))
  .min(1)
  .max(2 + 2 * 30 + 1);

const annotation = {
  label: z.string().optional(),
  color: color.optional(),
  visible: z.boolean().optional(),
};

const vertical = z.strictObject({
  ...annotation,
  value: z.string(),
  fill: z.enum(['none', 'before', 'after']).optional(),
});

const horizontal = z.strictObject({
  ...annotation,
  value: z.number(),
  yAxis: axisSide.optional(),
  fill: z.enum(['none', 'above', 'below']).optional(),
});

export type VerticalMark = z.infer<typeof vertical>;
export type HorizontalMark = z.infer<typeof horizontal>;

/** Two lines make a band. */
const oneOrBand = <T extends z.ZodType>(line: T) => z.union([line, z.tuple([line, line])]);

const axis = z.strictObject({
  min: z.number().optional(),
  max: z.number().optional(),
  label: z.string().optional(),
  showUnits: z.boolean().optional(),
});

export const widgetFormat = z.strictObject({
  metrics: z.array(metric).min(1).max(100),
  title: z.string().optional(),
  width: z.int().min(1).max(2_000).default(600),
  height: z.int().min(1).max(2_000).default(400),
  start: z.string().default('-PT3H'),
  end: z.string().default('-PT0H'),
  timezone: z
    .string()
    .regex(/^[+-]\d{4}$/)
    .default('+0000'),
  period: z.int().min(1).default(300),
  stat: z.string().default('Average'),
  view: z.literal('timeSeries').optional(),
  stacked: z.literal(false).optional(),
  liveData: z.boolean().optional(),
  region: z.string().optional(),
  legend: z.strictObject({ position: z.enum(['bottom', 'hidden']) }).optional(),
  yAxis: z.strictObject({ left: axis.optional(), right: axis.optional() }).optional(),
  annotations: z
    .strictObject({
      vertical: z.array(oneOrBand(vertical)).optional(),
      horizontal: z.array(oneOrBand(horizontal)).optional(),
    })
    .optional(),
});

export type WidgetInput = z.infer<typeof widgetFormat>;
