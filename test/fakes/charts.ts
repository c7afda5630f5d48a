import type { Charts } from '../../shared/ports/diagnosis.ts';

export interface FakeCharts extends Charts {
  draw: Charts['draw'];
  readonly drawn: (readonly [region: string, widget: string])[];
  /** The next drawings fail like this. */
  failNext(...errors: unknown[]): void;
}

/** Draws nothing: the picture is the widget's own text. */
export const createFakeCharts = (): FakeCharts => {
  const drawn: FakeCharts['drawn'] = [];
  const errors: unknown[] = [];
  return {
    drawn,
    failNext: (...given) => {
      errors.push(...given);
    },
    draw: async (region, widget) => {
      drawn.push([region, widget]);
      const error = errors.shift();
      if (error !== undefined) throw error;
      return new TextEncoder().encode(widget);
    },
  };
};
