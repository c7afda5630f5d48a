import type { Color } from './canvas.ts';

/** `#1f77b4` */
export const hexColor = (hex: string): Color => {
  const number = Number.parseInt(hex.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
};

/** In the order in which CloudWatch gives them to metrics. */
const palette = [
  '#1f77b4',
  '#ff7f0e',
  '#2ca02c',
  '#d62728',
  '#9467bd',
  '#8c564b',
  '#e377c2',
  '#7f7f7f',
  '#bcbd22',
  '#17becf',
].map(hexColor);

export const ink: Color = [51, 51, 51];
export const faint: Color = [224, 224, 224];

export const lineColor = (index: number): Color => palette[index % palette.length] ?? ink;
