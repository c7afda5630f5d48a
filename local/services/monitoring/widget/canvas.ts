import { PNG } from 'pngjs';
import { glyphHeight, glyphRows, glyphWidth } from './glyphs.ts';

/** Red, green, blue; 0 to 255. */
export type Color = readonly [number, number, number];

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A white picture to draw on; whatever lies outside of it is left out. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** `opacity`: 0 to 1. @default 1 */
  fill(box: Box, color: Color, opacity?: number): void;
  line(from: Point, to: Point, color: Color, thickness: number): void;
  /** Text with its upper left corner there; `scale` makes its pixels larger. */
  text(at: Point, text: string, color: Color, scale: number): void;
  png(): Uint8Array;
}

const letterGap = 1;

export const textWidth = (text: string, scale: number): number =>
  Math.max(0, [...text].length * (glyphWidth + letterGap) - letterGap) * scale;

export const textHeight = (scale: number): number => glyphHeight * scale;

export const createCanvas = (width: number, height: number): Canvas => {
  const image = new PNG({ width, height });
  image.data.fill(255);

  const blend = (x: number, y: number, color: Color, opacity: number): void => {
    if (x < 0 || y < 0 || x >= width || y >= height) return;
    const at = 4 * (y * width + x);
    for (const [channel, value] of color.entries()) {
      const before = image.data[at + channel] ?? 255;
      image.data[at + channel] = Math.round(before + (value - before) * opacity);
    }
  };

  const fill: Canvas['fill'] = ({ left, top, right, bottom }, color, opacity = 1) => {
    const [fromX, toX] = [Math.max(0, Math.round(left)), Math.min(width, Math.round(right))];
    const [fromY, toY] = [Math.max(0, Math.round(top)), Math.min(height, Math.round(bottom))];
    for (let y = fromY; y < toY; y += 1) for (let x = fromX; x < toX; x += 1) blend(x, y, color, opacity);
  };

  return {
    width,
    height,
    fill,
    line: (from, to, color, thickness) => {
      const reach = thickness / 2 + 1;
      const toX = Math.min(width - 1, Math.ceil(Math.max(from.x, to.x) + reach));
      const toY = Math.min(height - 1, Math.ceil(Math.max(from.y, to.y) + reach));
      for (let y = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach)); y <= toY; y += 1) {
        for (let x = Math.max(0, Math.floor(Math.min(from.x, to.x) - reach)); x <= toX; x += 1) {
          const covered = thickness / 2 + 0.5 - distanceTo({ x: x + 0.5, y: y + 0.5 }, from, to);
          if (covered > 0) blend(x, y, color, Math.min(1, covered));
        }
      }
    },
    text: ({ x, y }, text, color, scale) => {
      for (const [index, letter] of [...text].entries()) {
        const left = Math.round(x) + index * (glyphWidth + letterGap) * scale;
        if (left > width) return;
        for (const [row, bits] of glyphRows(letter).entries()) {
          for (let column = 0; column < glyphWidth; column += 1) {
            if ((bits & (16 >> column)) === 0) continue;
            const corner = { left: left + column * scale, top: Math.round(y) + row * scale };
            fill({ ...corner, right: corner.left + scale, bottom: corner.top + scale }, color);
          }
        }
      }
    },
    png: () => Uint8Array.from(PNG.sync.write(image)),
  };
};

/** How far a point is from the nearest point of a stretch. */
const distanceTo = (point: Point, from: Point, to: Point): number => {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const length = x * x + y * y;
  const along = length === 0 ? 0 : ((point.x - from.x) * x + (point.y - from.y) * y) / length;
  const nearest = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - nearest * x, point.y - from.y - nearest * y);
};
