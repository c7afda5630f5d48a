import type { Explained } from '../explanation.ts';

export const diagnosis: Explained = {
  'shared/domain/diagnosis/chart.ts': [
    {
      line: 'const tunnels = valueOr(evidence.traffic, []).filter(isMeasured).slice(0, mostTunnels);',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'unreachable-by-type',
      because: 'A text is no traffic.',
    },
  ],
  'shared/domain/diagnosis/facts-of-aws.ts': [
    {
      line: 'startedAt !== undefined &&',
      text: 'startedAt !== undefined',
      becomes: 'true',
      why: 'equivalent',
      because: 'No restart is near a time that is not known.',
    },
    {
      line: "const firstSentence = (text: string): string => text.trim().split(/(?<=[.!?])\\s|\\n/u)[0] ?? '';",
      text: "''",
      becomes: '"Stryker was here!"',
      why: 'equivalent',
      because: 'What is split has a first part.',
    },
    {
      line: 'valueOr(evidence.maintenance, [])',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'unreachable-by-type',
      because: 'A text is no maintenance.',
    },
  ],
  'shared/domain/diagnosis/related.ts': [
    {
      line: "site: siteTagOf(connection) ?? '',",
      text: "''",
      becomes: '"Stryker was here!"',
      why: 'equivalent',
      because: 'Connections that have a site in common have one.',
    },
  ],
  'shared/domain/diagnosis/relevant-findings.ts': [
    {
      line: 'maintenance: valueOr(evidence.maintenance, []),',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'unreachable-by-type',
      because: 'A text is neither maintenance nor a connection.',
    },
    {
      line: "...(causes.length === 0 ? bearingOf('unknown') : []),",
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'unreachable-by-type',
      because: 'No finding has that id.',
    },
    {
      line: "...(incident.health === 'outage' ? ofAnOutage : []),",
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'unreachable-by-type',
      because: 'No finding has that id.',
    },
    {
      line: 'const bearingOf = (name: CauseName): readonly FindingId[] => bearing[name] ?? [];',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'unreachable-by-type',
      because: 'No finding has that id.',
    },
  ],
  'shared/domain/diagnosis/traffic-facts.ts': [
    {
      line: 'valueOr(evidence.traffic, []).find((traffic) => traffic.outsideIp === outsideIp)?.points ?? [];',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'unreachable-by-type',
      because: 'A text is neither traffic nor a point of it.',
    },
  ],
};
