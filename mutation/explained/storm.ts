import type { Explained } from '../explanation.ts';

const uniqueIds = 'No two have the same, so equal ones are never compared.';

export const storm: Explained = {
  'shared/domain/storm/follow.ts': [
    {
      line: 'const gathering = kept.map((storm) => goOn(storm, known.get(storm.stormId) ?? [], policy.storm));',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'equivalent',
      because: 'What has no `openedAt` counts as opened at 0, and moves no end.',
    },
    {
      line: "customerGateway: customerGateways.get(storm.customerGatewayId ?? '') ?? storm.customerGateway,",
      text: "''",
      becomes: '"Stryker was here!"',
      why: 'equivalent',
      because: 'No gateway has either id.',
    },
    {
      line: 'stormId: `storm/${region}/${now}/${incidents[0]?.connectionId}`,',
      text: 'incidents[0]?.connectionId',
      becomes: 'incidents[0].connectionId',
      why: 'equivalent',
      because: 'A crowd is never empty.',
    },
  ],
  'shared/domain/storm/membership.ts': [
    {
      line: 'if (!isUntold(incident) || gatheredIn !== undefined || openedAt === undefined) return undefined;',
      text: 'openedAt === undefined',
      becomes: 'false',
      why: 'equivalent',
      because: 'Every comparison with undefined is false, so no storm is found either way.',
    },
    {
      line: '.toSorted((one, other) => one.openedAt - other.openedAt || (one.stormId < other.stormId ? -1 : 1))[0];',
      text: 'one.stormId < other.stormId',
      becomes: 'one.stormId <= other.stormId',
      why: 'equivalent',
      because: uniqueIds,
    },
  ],
  'shared/domain/storm/picture.ts': [
    {
      line: '(one.connectionId < other.connectionId ? -1 : 1);',
      text: 'one.connectionId < other.connectionId',
      becomes: 'one.connectionId <= other.connectionId',
      why: 'equivalent',
      because: uniqueIds,
    },
    {
      line: '.toSorted((one, other) => other.count - one.count || (one.reason < other.reason ? -1 : 1));',
      text: 'one.reason < other.reason',
      becomes: 'one.reason <= other.reason',
      why: 'equivalent',
      because: uniqueIds,
    },
  ],
};
