import type { MessageCatalogue } from './catalogue.ts';
import type { Link } from './message.ts';

type Labels = MessageCatalogue['connection']['label'];

/** The consoles of the partitions: China and GovCloud have hosts of their own. */
export const consoleHost = (region: string): string => {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  if (region.startsWith('us-gov-')) return 'console.amazonaws-us-gov.com';
  return 'console.aws.amazon.com';
};

export const connectionUrl = (region: string, connectionId: string): string =>
  `https://${consoleHost(region)}/vpc/home?region=${encodeURIComponent(region)}#VpnConnectionDetails:VpnConnectionId=${encodeURIComponent(connectionId)}`;

/** The list of all connections of a region. */
export const connectionsUrl = (region: string): string =>
  `https://${consoleHost(region)}/vpc/home?region=${encodeURIComponent(region)}#VpnConnections:`;

export const healthUrl = (region: string): string => `https://${consoleHost(region)}/health/home`;

export const connectionLink = (region: string, connectionId: string, label: Labels): Link => ({
  label: label.consoleLink,
  url: connectionUrl(region, connectionId),
});

export const connectionsLink = (region: string, label: Labels): Link => ({
  label: label.consoleLink,
  url: connectionsUrl(region),
});

export const healthLink = (region: string, label: Labels): Link => ({
  label: label.healthLink,
  url: healthUrl(region),
});

/** Headings of the runbook that messages link to. */
export const runbookHeadings = [
  'outage',
  'degraded',
  'flapping',
  'storm',
  'missing-redundancy',
  'health-event',
  'unreadable-event',
  'region-unreachable',
  'own-alarm',
  'one-way-traffic',
  'set-up',
] as const;

export type RunbookHeading = (typeof runbookHeadings)[number];

/** No link where no runbook is configured. */
export const runbookLink = (
  runbookUrl: string | undefined,
  heading: RunbookHeading,
  label: Labels,
): readonly Link[] => (!runbookUrl ? [] : [{ label: label.runbookLink, url: `${runbookUrl}#${heading}` }]);
