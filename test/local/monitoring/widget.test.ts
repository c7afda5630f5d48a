import { CloudWatchClient, GetMetricWidgetImageCommand } from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../local/contract.ts';
import { startWire } from '../wire/wire-fixture.ts';
import { minute, startAt } from '../world/fixture.ts';
import { dimensions, startMonitoring } from './fixture.ts';

const state = ['AWS/VPN', 'TunnelState', ...Object.entries(dimensions).flat()];
const red = [214, 39, 40];

/** A tunnel that was up for an hour, until 20 minutes ago. */
const open = (upMinutes = 40) => {
  const scene = startMonitoring();
  scene.series.addSpan(startAt - 60 * minute, startAt - (61 - upMinutes) * minute, 1);
  scene.series.addSpan(startAt - (60 - upMinutes) * minute, startAt - minute, 0);
  const drawRaw = (widget: string): PNG => {
    const { MetricWidgetImage } = scene.call('GetMetricWidgetImage', { MetricWidget: widget }) as {
      MetricWidgetImage: Uint8Array;
    };
    return PNG.sync.read(Buffer.from(MetricWidgetImage));
  };
  const draw = (widget: object = {}): PNG =>
    drawRaw(
      JSON.stringify({
        metrics: [[...state, { color: '#d62728', stat: 'Minimum' }]],
        period: 60,
        start: '-PT1H',
        width: 400,
        height: 200,
        ...widget,
      }),
    );
  return { ...scene, draw, drawRaw };
};

/** Whether pixel rows of a share of the picture (0 to 1 from the left) hold a color. */
const has = ({ width, height, data }: PNG, color: readonly number[], from: number, to: number): boolean => {
  for (let y = 0; y < height; y += 1) {
    for (let x = Math.floor(from * width); x < to * width; x += 1) {
      const at = 4 * (y * width + x);
      if (color.every((value, channel) => data[at + channel] === value)) return true;
    }
  }
  return false;
};

/** The rows in which a column is rather red: a line between two rows of pixels is paler in both. */
const redRows = ({ width, height, data }: PNG, x: number): number[] =>
  Array.from({ length: height }, (_, y) => y).filter((y) => {
    const [r = 0, g = 0, b = 0] = data.subarray(4 * (y * width + x));
    return r - Math.max(g, b) > 80;
  });

describe('the picture of a metric', () => {
  it.each([
    [400, 200],
    [800, 400],
    [1, 1],
    [2_000, 3],
  ])('has the size that was asked for: %i by %i', (width, height) => {
    expect(open().draw({ width, height })).toMatchObject({ width, height });
  });

  it('is 600 by 400 unless something else is asked for', () => {
    const { drawRaw } = open();
    expect(drawRaw(JSON.stringify({ metrics: [state] }))).toMatchObject({ width: 600, height: 400 });
  });

  it('shows where the tunnel fell', () => {
    const hidden = { legend: { position: 'hidden' } } as const;
    const fell = open(40).draw(hidden);
    const stayed = open(60).draw(hidden);
    const [early, late] = [120, 360];
    expect(redRows(fell, early)).toEqual(redRows(stayed, early));
    expect(redRows(fell, early)).not.toEqual([]);
    expect(redRows(fell, late)).not.toEqual([]);
    expect(Math.min(...redRows(fell, late))).toBeGreaterThan(Math.max(...redRows(stayed, late)) + 50);
  });

  it('writes every time within the picture', () => {
    const { width, height, data } = open().draw({ legend: { position: 'hidden' } });
    const lastColumn = Array.from({ length: height }, (_, y) => data[4 * (y * width + width - 1)]);
    expect(new Set(lastColumn)).toEqual(new Set([255]));
  });

  it('leaves a gap where nothing was measured', () => {
    const { draw } = open();
    const picture = draw({ start: '-PT3H', legend: { position: 'hidden' } });
    expect(has(picture, red, 0.15, 0.6)).toBe(false);
    expect(has(picture, red, 0.7, 1)).toBe(true);
  });

  it('shows title, legend, axes of both sides and annotations', () => {
    const { draw } = open();
    const bare = draw({ legend: { position: 'hidden' } });
    const parts = {
      title: { title: 'Tunnels' },
      legend: { legend: { position: 'bottom' } },
      'right axis': { metrics: [[...state, { yAxis: 'right' }]] },
      'axis label': { yAxis: { left: { label: 'Bytes' } } },
      'axis limits': { yAxis: { left: { max: 5 } } },
      'vertical line': { annotations: { vertical: [{ value: '2026-03-02T02:40:00Z', label: 'Down' }] } },
      'vertical band': {
        annotations: {
          vertical: [[{ value: '2026-03-02T02:10:00Z' }, { value: '2026-03-02T02:20:00Z' }]],
        },
      },
      'all after': { annotations: { vertical: [{ value: '2026-03-02T02:40:00Z', fill: 'after' }] } },
      'horizontal line': { annotations: { horizontal: [{ value: 0.5, color: '#00ff00', label: 'half' }] } },
      'all below': { annotations: { horizontal: [{ value: 0.5, fill: 'below' }] } },
      timezone: { timezone: '+0530' },
    };
    const drawn = Object.values(parts).map((part) => draw({ legend: { position: 'hidden' }, ...part }).data);
    const distinct = new Set([bare.data, ...drawn].map((data) => data.toString('base64')));
    expect(distinct.size).toBe(1 + drawn.length);
  });

  it('marks a vertical line at its time', () => {
    const { draw } = open();
    const picture = draw({
      legend: { position: 'hidden' },
      annotations: { vertical: [{ value: '2026-03-02T02:40:00Z', color: '#0000ff' }] },
    });
    const blue = [0, 0, 255];
    expect(has(picture, blue, 0.66, 0.72)).toBe(true);
    expect([has(picture, blue, 0, 0.65), has(picture, blue, 0.73, 1)]).toEqual([false, false]);
  });

  it('leaves out metrics that are not visible', () => {
    const { draw } = open();
    expect(has(draw({ metrics: [[...state, { color: '#d62728', visible: false }]] }), red, 0, 1)).toBe(false);
  });

  it.each([
    [[state, ['...', { color: '#0000ff', stat: 'Sum' }]]],
    [[state, ['.', '.', '.', '.', '.', '.', { color: '#0000ff', stat: 'Sum' }]]],
    [
      [
        ['AWS/VPN', 'TunnelState', 'VpnId', 'x', 'TunnelIpAddress', '203.0.113.17'],
        ['...', 'VpnId'],
      ],
    ],
  ])('understands what is abbreviated: %j', (metrics) => {
    expect(() => open().draw({ metrics })).not.toThrow();
  });

  it('fills in the same metric for its abbreviation', () => {
    const { draw } = open();
    const last = '203.0.113.17';
    const other = [...state.slice(0, -1), '192.0.2.1'];
    const hidden = { legend: { position: 'hidden' } } as const;
    const blue = { color: '#0000ff' };
    const full = draw({ ...hidden, metrics: [other, [...state, blue]] });
    expect(draw({ ...hidden, metrics: [other, ['...', last, blue]] }).data).toEqual(full.data);
    expect(draw({ ...hidden, metrics: [other, ['.', '.', '...', last, blue]] }).data).toEqual(full.data);
    expect(has(full, [0, 0, 255], 0, 1)).toBe(true);
  });
});

describe('a widget that cannot be drawn', () => {
  const metrics = [state];
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no JSON', '{'],
    ['no object', '[]'],
    ['no metrics', '{}'],
    ['an empty list of metrics', { metrics: [] }],
    ['a metric without a name', { metrics: [['AWS/VPN']] }],
    ['half a dimension', { metrics: [['AWS/VPN', 'TunnelState', 'VpnId']] }],
    ['an abbreviation of nothing', { metrics: [['.', 'TunnelState']] }],
    ['options in the middle', { metrics: [['AWS/VPN', {}, 'TunnelState']] }],
    ['an expression', { metrics: [[{ expression: 'm1+m2', id: 'e1' }]] }],
    ['a width of 0', { metrics, width: 0 }],
    ['a height of 2001', { metrics, height: 2_001 }],
    ['a start after the end', { metrics, start: '-PT1H', end: '-PT2H' }],
    ['a start that is no time', { metrics, start: 'yesterday' }],
    ['a statistic that is not modelled', { metrics, stat: 'p99' }],
    ['a period of 90 seconds', { metrics, period: 90 }],
    ['a color that is none', { metrics: [[...state, { color: 'red' }]] }],
    ['another region', { metrics, region: 'eu-west-9' }],
    ['another view', { metrics, view: 'pie' }],
    ['a key that is not known', { metrics, sparkle: true }],
    ['a line at no time', { metrics, annotations: { vertical: [{ value: 'then' }] } }],
    ['101 metrics', { metrics: Array.from({ length: 101 }, () => state) }],
    ['more than 100 KB', { metrics, title: 'x'.repeat(100_000) }],
  ])('is refused with InvalidParameterValue: %s', (_, widget) => {
    const { call } = open();
    const MetricWidget = typeof widget === 'string' || widget === undefined ? widget : JSON.stringify(widget);
    expect(() => call('GetMetricWidgetImage', { MetricWidget })).toThrow(
      expect.objectContaining({ code: 'InvalidParameterValue' }),
    );
  });

  it('is refused as another format than PNG', () => {
    const { call } = open();
    const input = { MetricWidget: JSON.stringify({ metrics }), OutputFormat: 'image/png' };
    expect(() => call('GetMetricWidgetImage', input)).toThrow(/OutputFormat/);
  });
});

describe('any widget', () => {
  const { drawRaw } = open();
  const outcomeOf = (widget: string): string => {
    try {
      const { width, height } = drawRaw(widget);
      return `${width}x${height}`;
    } catch (error) {
      if (error instanceof ServiceError) return error.code;
      throw error;
    }
  };

  it('is drawn or refused, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (widget) => {
        expect(outcomeOf(widget)).toBe('InvalidParameterValue');
      }),
    );
  });

  const label = fc.string({ unit: 'binary', maxLength: 60 });
  const side = fc.constantFrom('left', 'right');
  const time = fc.oneof(
    fc.constantFrom(
      '-PT0H',
      '-PT3H',
      '-P14D',
      '-PT90S',
      '-P9999W',
      '2026-03-02T02:00:00Z',
      '0001-01-01',
      '-P',
      '',
    ),
    fc
      .date({
        min: new Date('2026-03-01T00:00:00Z'),
        max: new Date('2026-03-03T00:00:00Z'),
        noInvalidDate: true,
      })
      .map((date) => date.toISOString()),
  );
  const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
  const color = fc.constantFrom('#000000', '#FfFf00');
  const axis = fc.record({ min: number, max: number, label }, { requiredKeys: [] });
  const options = fc.record(
    { label, yAxis: side, color, visible: fc.boolean(), period: fc.constantFrom(60, 300, 86_400) },
    { requiredKeys: [] },
  );
  const anyWidget = fc.record(
    {
      metrics: fc.array(
        options.map((each) => [...state, each]),
        { minLength: 1, maxLength: 8 },
      ),
      width: fc.integer({ min: 1, max: 300 }),
      height: fc.integer({ min: 1, max: 300 }),
      title: label,
      start: time,
      end: time,
      timezone: fc.constantFrom('+0900', '-1130', '+0000'),
      yAxis: fc.record({ left: axis, right: axis }, { requiredKeys: [] }),
      annotations: fc.record(
        {
          vertical: fc.array(fc.record({ value: time, label, color }, { requiredKeys: ['value'] }), {
            maxLength: 3,
          }),
          horizontal: fc.array(
            fc.record({ value: number, label, yAxis: side }, { requiredKeys: ['value'] }),
            { maxLength: 3 },
          ),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['metrics', 'width', 'height'] },
  );

  it('is a picture of its size or refused, whatever its values', () => {
    let pictures = 0;
    fc.assert(
      fc.property(anyWidget, (widget) => {
        const outcome = outcomeOf(JSON.stringify(widget));
        if (outcome !== 'InvalidParameterValue') pictures += 1;
        expect(['InvalidParameterValue', `${widget.width}x${widget.height}`]).toContain(outcome);
      }),
    );
    expect(pictures).toBeGreaterThan(10);
  });
});

describe('GetMetricWidgetImage over the wire', () => {
  it('answers bytes that the SDK reads, and needs a permission for everything', async () => {
    const { service } = open();
    const { client } = await startWire([service]);
    const cloudWatch = new CloudWatchClient(client());
    const { MetricWidgetImage } = await cloudWatch.send(
      new GetMetricWidgetImageCommand({ MetricWidget: JSON.stringify({ metrics: [state] }) }),
    );
    expect(PNG.sync.read(Buffer.from(MetricWidgetImage ?? [])).width).toBe(600);
    await expect(
      cloudWatch.send(new GetMetricWidgetImageCommand({ MetricWidget: 'nonsense' })),
    ).rejects.toMatchObject({ name: expect.stringMatching(/^InvalidParameterValue/) });
    expect(service.permissions('GetMetricWidgetImage', {}, {} as never)).toEqual([
      { action: 'cloudwatch:GetMetricWidgetImage', resources: ['*'] },
    ]);
  });
});
