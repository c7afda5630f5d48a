import type { EpochMs } from '../../../contract.ts';
import type { Box } from './canvas.ts';
import type { Layout } from './layout.ts';
import type { Widget } from './parse-widget.ts';

/** Where times and values are in the plot. */
export interface Place {
  readonly plot: Box;
  readonly scale: number;
  x(at: EpochMs): number;
  /** Never outside of the plot. */
  y(value: number, axis: 'left' | 'right'): number;
}

export const placeOf = ({ startsAt, endsAt }: Widget, { plot, scale, left, right }: Layout): Place => ({
  plot,
  scale,
  x: (at) => plot.left + ((at - startsAt) / (endsAt - startsAt)) * (plot.right - plot.left),
  y: (value, axis) => {
    const { min, max } = axis === 'right' && right ? right : left;
    const share = Math.min(1, Math.max(0, (value - min) / (max - min)));
    return plot.bottom - share * (plot.bottom - plot.top);
  },
});
