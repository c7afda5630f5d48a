import { type Box, type Canvas, type Color, type Point, textHeight, textWidth } from './canvas.ts';
import { hexColor, ink } from './colors.ts';
import type { Widget } from './parse-widget.ts';
import type { Place } from './place.ts';
import type { HorizontalMark, VerticalMark } from './widget-format.ts';
import { widgetTime } from './widget-time.ts';

type Mark = VerticalMark | HorizontalMark;

/** A mark, and where it is in the direction that counts. */
interface Placed<M extends Mark> {
  readonly mark: M;
  readonly at: number;
}

/** Lines across the plot with their labels, and what is shaded between two of them or to one side. */
export const drawAnnotations = (canvas: Canvas, place: Place, { annotations, endsAt }: Widget): void => {
  for (const [index, entry] of (annotations?.vertical ?? []).entries()) {
    const placed = [entry].flat().map((mark) => ({
      mark,
      at: place.x(widgetTime(mark.value, endsAt, 'annotations.vertical')),
    }));
    drawVertical(canvas, place, placed, index);
  }
  for (const entry of annotations?.horizontal ?? []) {
    const placed = [entry].flat().map((mark) => ({ mark, at: place.y(mark.value, mark.yAxis ?? 'left') }));
    drawHorizontal(canvas, place, placed);
  }
};

const drawVertical = (
  canvas: Canvas,
  { plot, scale }: Place,
  placed: readonly Placed<VerticalMark>[],
  index: number,
): void => {
  shade(canvas, placed, { before: plot.left, after: plot.right }, (left, right) => ({
    ...plot,
    left,
    right,
  }));
  for (const { mark, at: x } of placed) {
    if (mark.visible === false || x < plot.left || x > plot.right) continue;
    dashed(canvas, { x, y: plot.top }, { x, y: plot.bottom }, colorOf(mark), scale);
    const width = textWidth(mark.label ?? '', scale);
    const fits = x + width + 4 * scale <= plot.right;
    // One below the other, so that lines close together can be told apart.
    const y = plot.top + (index % 4) * (textHeight(scale) + 3 * scale) + 2 * scale;
    drawLabel(canvas, { x: fits ? x + 4 * scale : x - width - 3 * scale, y }, mark, scale);
  }
};

const drawHorizontal = (
  canvas: Canvas,
  { plot, scale }: Place,
  placed: readonly Placed<HorizontalMark>[],
): void => {
  shade(canvas, placed, { above: plot.top, below: plot.bottom }, (top, bottom) => ({ ...plot, top, bottom }));
  for (const { mark, at: y } of placed) {
    if (mark.visible === false) continue;
    dashed(canvas, { x: plot.left, y }, { x: plot.right, y }, colorOf(mark), scale);
    drawLabel(canvas, { x: plot.left + 4 * scale, y: y - textHeight(scale) - 3 * scale }, mark, scale);
  }
};

const shadeOpacity = 0.12;

/** Between two marks, or from a mark to the edge that its `fill` names. */
const shade = (
  canvas: Canvas,
  [first, second]: readonly Placed<Mark>[],
  edges: Readonly<Record<string, number>>,
  boxOf: (from: number, to: number) => Box,
): void => {
  if (!first || first.mark.visible === false) return;
  const other = second ? second.at : edges[first.mark.fill ?? 'none'];
  if (other === undefined) return;
  const [low = 0, high = 0] = Object.values(edges).sort((one, two) => one - two);
  const [from, to] = [first.at, other].map((at) => Math.min(high, Math.max(low, at)));
  const ends = [from ?? low, to ?? high];
  canvas.fill(boxOf(Math.min(...ends), Math.max(...ends)), colorOf(first.mark), shadeOpacity);
};

const colorOf = ({ color }: Mark): Color => (color === undefined ? ink : hexColor(color));

const dashed = (canvas: Canvas, from: Point, to: Point, color: Color, scale: number): void => {
  const dash = 4 * scale;
  const isVertical = from.x === to.x;
  const length = isVertical ? to.y - from.y : to.x - from.x;
  for (let start = 0; start < length; start += 2 * dash) {
    const end = Math.min(length, start + dash);
    canvas.fill(
      isVertical
        ? { left: from.x, right: from.x + scale, top: from.y + start, bottom: from.y + end }
        : { left: from.x + start, right: from.x + end, top: from.y, bottom: from.y + scale },
      color,
    );
  }
};

/** On white, so that it can be read over lines. */
const drawLabel = (canvas: Canvas, { x, y }: Point, mark: Mark, scale: number): void => {
  if (!mark.label) return;
  const [right, bottom] = [x + textWidth(mark.label, scale) + scale, y + textHeight(scale) + scale];
  canvas.fill({ left: x - scale, top: y - scale, right, bottom }, [255, 255, 255], 0.8);
  canvas.text({ x, y }, mark.label, colorOf(mark), scale);
};
