import type { Explained } from '../explanation.ts';

export const posture: Explained = {
  'shared/domain/posture/merge.ts': [
    {
      line: '.toSorted((one, other) => (one.key < other.key ? -1 : 1))',
      text: 'one.key < other.key',
      becomes: 'one.key <= other.key',
      why: 'equivalent',
      because: 'No two sites of a region have the same key.',
    },
  ],
  'shared/domain/posture/plan.ts': [
    {
      line: 'const changed = previous === undefined || !isSame(next, previous);',
      text: 'previous === undefined',
      becomes: 'false',
      why: 'equivalent',
      because: 'A record is never the same as nothing.',
    },
    {
      line: '([key, { from, grade }]) => from !== undefined && before.sites[key]?.grade !== grade,',
      text: 'before.sites[key]?.grade',
      becomes: 'before.sites[key].grade',
      why: 'equivalent',
      because: 'A site that has fallen was there before.',
    },
  ],
  'shared/domain/posture/report.ts': [
    {
      line: 'const maintenance = look.maintenance.get(connectionId) ?? [];',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'unreachable-by-type',
      because: 'Maintenance is no text.',
    },
    {
      line: "maintenance: maintenance === 'unread' ? [] : maintenance,",
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'unreachable-by-type',
      because: 'Maintenance is no text.',
    },
    {
      line: 'related: bySite.get(siteTagOf(connection)) ?? [],',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'equivalent',
      because: 'Every connection is in the group of its own site.',
    },
  ],
  'shared/domain/posture/site.ts': [
    {
      line: "const gatewayId = first?.customerGatewayId ?? '';",
      text: 'first?.customerGatewayId',
      becomes: 'first.customerGatewayId',
      why: 'equivalent',
      because: 'A group has at least one member.',
    },
    {
      line: "const gatewayId = first?.customerGatewayId ?? '';",
      text: "''",
      becomes: '"Stryker was here!"',
      why: 'equivalent',
      because: 'A group has at least one member.',
    },
  ],
};
