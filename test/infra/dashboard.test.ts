import { expect, it } from 'vitest';
import { deliveryOutcomes, MetricName, restartOutcomes } from '../../shared/contracts/own-metrics.ts';
import { synthesized } from './synthesized.ts';

const regions = ['eu-central-1'];
const dashboards = synthesized({ regions }).ofType('AWS::CloudWatch::Dashboard');

interface Widget {
  readonly properties: { readonly metrics: readonly (readonly unknown[])[] };
}

/** The body is put together by CloudFormation; what it fills in stands here as `…`. */
const widgets = (): readonly Widget[] => {
  const [dashboard] = dashboards;
  const body = dashboard?.properties['DashboardBody'] as
    | { readonly 'Fn::Join': readonly [string, readonly unknown[]] }
    | undefined;
  const [glue, parts] = body?.['Fn::Join'] ?? ['', []];
  const json = parts.map((part) => (typeof part === 'string' ? part : '…')).join(glue);
  return (JSON.parse(json) as { readonly widgets: readonly Widget[] }).widgets;
};

const metrics = widgets().flatMap(({ properties }) => properties.metrics);
const own = metrics.filter(([namespace]) => namespace === 'Tunnelkeeper');

it('there is one dashboard', () => {
  expect(dashboards.map(({ properties }) => properties['DashboardName'])).toEqual(['Tunnelkeeper']);
});

it('shows everything that is measured', () => {
  expect([...new Set(own.map(([, name]) => name))].sort()).toEqual(Object.values(MetricName).sort());
});

it('shows every outcome', () => {
  const shown = own.flatMap((metric) => metric[metric.indexOf('outcome') + 1]);
  for (const outcome of [...restartOutcomes, ...deliveryOutcomes]) expect(shown).toContain(outcome);
});

it('searches for the tunnels of every region', () => {
  const searches = metrics.flat().filter((part) => JSON.stringify(part).includes('SEARCH('));
  expect(searches).toHaveLength(regions.length);
});
