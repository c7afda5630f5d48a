import { invalidWidget } from './invalid-widget.ts';
import type { MetricOptions, WidgetInput } from './widget-format.ts';

/** One line of the graph, written out in full. */
export interface WidgetMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly options: MetricOptions;
}

/** Writes out what is abbreviated: `.` stands for the word at the same place of the metric before, `...` for as many as are missing. */
export const expandMetrics = ({ metrics }: Pick<WidgetInput, 'metrics'>): readonly WidgetMetric[] => {
  let before: readonly string[] = [];
  return metrics.map((entries, index) => {
    const options = entries.at(-1);
    const hasOptions = typeof options === 'object';
    const words = hasOptions ? entries.slice(0, -1) : entries;
    if (!words.every((word) => typeof word === 'string')) {
      throw invalidWidget(`metrics[${index}]: options belong at the end`);
    }
    before = writtenOut(words, before, index);
    return metricOf(before, hasOptions ? options : {}, index);
  });
};

const writtenOut = (
  words: readonly string[],
  before: readonly string[],
  index: number,
): readonly string[] => {
  const gap = words.indexOf('...');
  const missing = before.length - words.length + 1;
  const full = gap < 0 ? words : words.toSpliced(gap, 1, ...before.slice(gap, gap + Math.max(0, missing)));
  return full.map((word, place) => {
    const repeated = word === '.' ? before[place] : word;
    if (repeated !== undefined && repeated !== '...') return repeated;
    throw invalidWidget(`metrics[${index}]: there is nothing that "${word}" could stand for`);
  });
};

const metricOf = (words: readonly string[], options: MetricOptions, index: number): WidgetMetric => {
  const [namespace, metricName, ...pairs] = words;
  if (namespace === undefined || metricName === undefined || pairs.length % 2 !== 0) {
    throw invalidWidget(`metrics[${index}]: a namespace, a name, and dimensions in pairs are needed`);
  }
  const dimensions = Object.fromEntries(
    pairs.flatMap((name, place) => (place % 2 === 0 ? [[name, pairs[place + 1] ?? '']] : [])),
  );
  return { namespace, metricName, dimensions, options };
};
