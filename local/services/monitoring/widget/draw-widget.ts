import { type Canvas, createCanvas, textHeight, textWidth } from './canvas.ts';
import type { ChartLine } from './chart-lines.ts';
import { faint, ink } from './colors.ts';
import { drawAnnotations } from './draw-annotations.ts';
import { cutToWidth, type Layout, layOut, swatchSize } from './layout.ts';
import type { Widget } from './parse-widget.ts';
import { type Place, placeOf } from './place.ts';
import { timeTicks } from './time-axis.ts';
import { compact } from './value-axis.ts';
import { timezoneOffsetMs } from './widget-time.ts';

/** The picture of a widget, as a PNG of exactly its size. */
export const drawWidget = (widget: Widget, lines: readonly ChartLine[]): Uint8Array => {
  const canvas = createCanvas(widget.width, widget.height);
  const layout = layOut(widget, lines);
  const place = placeOf(widget, layout);
  drawHead(canvas, widget, layout);
  const { plot } = layout;
  if (plot.right > plot.left && plot.bottom > plot.top) {
    drawValueAxes(canvas, layout, place);
    drawTimeAxis(canvas, widget, layout, place);
    for (const line of lines) drawLine(canvas, line, place);
    drawAnnotations(canvas, place, widget);
  }
  drawLegend(canvas, layout);
  return canvas.png();
};

const drawHead = (
  canvas: Canvas,
  { title, yAxis = {}, width }: Widget,
  { scale, rowHeight }: Layout,
): void => {
  const margin = 4 * scale;
  if (title) {
    const text = cutToWidth(title, width - 2 * margin, scale);
    canvas.text({ x: (width - textWidth(text, scale)) / 2, y: margin }, text, ink, scale);
  }
  const y = margin + (title ? rowHeight : 0);
  const half = width / 2 - 2 * margin;
  const left = cutToWidth(yAxis.left?.label ?? '', half, scale);
  const right = cutToWidth(yAxis.right?.label ?? '', half, scale);
  if (yAxis.left?.label) canvas.text({ x: margin, y }, left, ink, scale);
  if (yAxis.right?.label) {
    canvas.text({ x: width - margin - textWidth(right, scale), y }, right, ink, scale);
  }
};

const drawValueAxes = (canvas: Canvas, { plot, scale, left, right }: Layout, place: Place): void => {
  const lift = textHeight(scale) / 2;
  for (const tick of left.ticks) {
    const y = Math.round(place.y(tick, 'left'));
    canvas.fill({ left: plot.left, right: plot.right, top: y, bottom: y + 1 }, faint);
    const text = compact(tick);
    canvas.text({ x: plot.left - 4 * scale - textWidth(text, scale), y: y - lift }, text, ink, scale);
  }
  for (const tick of right?.ticks ?? []) {
    canvas.text({ x: plot.right + 4 * scale, y: place.y(tick, 'right') - lift }, compact(tick), ink, scale);
  }
  canvas.fill({ left: plot.left, right: plot.left + 1, top: plot.top, bottom: plot.bottom }, ink);
  canvas.fill({ left: plot.left, right: plot.right, top: plot.bottom, bottom: plot.bottom + 1 }, ink);
};

const drawTimeAxis = (canvas: Canvas, widget: Widget, { plot, scale }: Layout, place: Place): void => {
  const labelWidth = textWidth('00:00', scale);
  const atMost = Math.floor((plot.right - plot.left) / (labelWidth * 1.6));
  const y = plot.bottom + 7 * scale;
  for (const { at, label } of timeTicks(
    widget.startsAt,
    widget.endsAt,
    atMost,
    timezoneOffsetMs(widget.timezone),
  )) {
    const x = Math.round(place.x(at));
    canvas.fill({ left: x, right: x + 1, top: plot.top, bottom: plot.bottom + 2 * scale }, faint);
    const labelX = Math.min(x - labelWidth / 2, widget.width - labelWidth - scale);
    // The time zone stands in the left corner.
    if (labelX >= plot.left) canvas.text({ x: labelX, y }, label, ink, scale);
  }
  canvas.text({ x: 4 * scale, y }, widget.timezone === '+0000' ? 'UTC' : widget.timezone, ink, scale);
};

const drawLine = (canvas: Canvas, { points, color, axis, periodMs }: ChartLine, place: Place): void => {
  const thickness = place.scale + 0.5;
  for (const [index, { at, value }] of points.entries()) {
    const to = { x: place.x(at), y: place.y(value, axis) };
    const before = points[index - 1];
    const isJoined = before !== undefined && at - before.at <= periodMs;
    const from = isJoined ? { x: place.x(before.at), y: place.y(before.value, axis) } : to;
    if (to.x >= place.plot.left - 1) canvas.line(from, to, color, isJoined ? thickness : 2 * thickness);
  }
};

const drawLegend = (canvas: Canvas, { legend, scale, rowHeight }: Layout): void => {
  const size = swatchSize(scale);
  for (const [row, entries] of legend.entries()) {
    const top = canvas.height - (legend.length - row) * rowHeight;
    for (const { line, text, x } of entries) {
      canvas.fill({ left: x, top, right: x + size, bottom: top + size }, line.color);
      canvas.text({ x: x + size + 4 * scale, y: top }, text, ink, scale);
    }
  }
};
