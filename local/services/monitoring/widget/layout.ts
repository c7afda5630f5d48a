import { type Box, textHeight, textWidth } from './canvas.ts';
import type { ChartLine } from './chart-lines.ts';
import type { Widget } from './parse-widget.ts';
import { compact, type ValueAxis, valueAxis } from './value-axis.ts';

/** Where everything stands in the picture. */
export interface Layout {
  readonly scale: number;
  readonly plot: Box;
  readonly left: ValueAxis;
  /** Undefined where no metric asks for it. */
  readonly right: ValueAxis | undefined;
  readonly legend: readonly (readonly LegendEntry[])[];
  readonly rowHeight: number;
}

export interface LegendEntry {
  readonly line: ChartLine;
  readonly text: string;
  readonly x: number;
}

export const layOut = (widget: Widget, lines: readonly ChartLine[]): Layout => {
  const { width, height, yAxis = {} } = widget;
  // Small letters are lost where a large picture is shown on a phone.
  const scale = width >= 600 && height >= 200 ? 2 : 1;
  const rowHeight = textHeight(scale) + 5 * scale;
  const left = axisOf(lines, 'left', yAxis.left);
  const hasRight = lines.some(({ axis }) => axis === 'right');
  const right = hasRight ? axisOf(lines, 'right', yAxis.right) : undefined;
  const legend = widget.legend?.position === 'hidden' ? [] : legendRows(lines, width, scale);
  const headRows = (widget.title ? 1 : 0) + (yAxis.left?.label || yAxis.right?.label ? 1 : 0);
  const margin = 4 * scale;
  return {
    scale,
    left,
    right,
    legend,
    rowHeight,
    plot: {
      left: labelWidth(left, scale) + 2 * margin,
      right: width - (right ? labelWidth(right, scale) + margin : 0) - 2 * margin,
      top: headRows * rowHeight + 2 * margin,
      bottom: height - (legend.length + 1) * rowHeight - 2 * margin,
    },
  };
};

const axisOf = (
  lines: readonly ChartLine[],
  side: ChartLine['axis'],
  limits: { readonly min?: number | undefined; readonly max?: number | undefined } | undefined,
): ValueAxis =>
  valueAxis(
    lines.filter(({ axis }) => axis === side).flatMap(({ points }) => points.map(({ value }) => value)),
    limits,
  );

const labelWidth = ({ ticks }: ValueAxis, scale: number): number =>
  Math.max(0, ...ticks.map((tick) => textWidth(compact(tick), scale)));

/** The side of the square that shows a line's color. */
export const swatchSize = (scale: number): number => 7 * scale;

const mostRows = 6;

const legendRows = (
  lines: readonly ChartLine[],
  width: number,
  scale: number,
): readonly (readonly LegendEntry[])[] => {
  const gap = 8 * scale;
  const rows: LegendEntry[][] = [];
  let x = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const text = cutToWidth(line.label, width - 3 * gap - swatchSize(scale), scale);
    const taken = swatchSize(scale) + gap / 2 + textWidth(text, scale);
    if (x + taken > width - gap) {
      if (rows.length === mostRows) break;
      rows.push([]);
      x = gap;
    }
    rows.at(-1)?.push({ line, text, x });
    x += taken + gap;
  }
  return rows;
};

export const cutToWidth = (text: string, width: number, scale: number): string => {
  const letters = [...text];
  const most = Math.max(0, Math.floor(width / (6 * scale)));
  return letters.length <= most ? text : `${letters.slice(0, Math.max(0, most - 3)).join('')}...`;
};
