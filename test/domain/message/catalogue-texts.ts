import type { MessageCatalogue } from '../../../shared/domain/message/catalogue.ts';

/** Each text of a catalogue by its path, every word from outside being `filler`. */
export const textsOf = (catalogue: MessageCatalogue, filler: string): ReadonlyMap<string, string> => {
  const { subject: _inEnglish, ...parts } = catalogue;
  return new Map(walk(parts, '', filler));
};

const walk = (value: unknown, path: string, filler: string): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]];
  if (path === '/own/watches/headline') return [[path, (value as Headline)(4, 2)]];
  if (path === '/own/postedHere') return [[path, (value as PostedHere)(filler, filler)]];
  if (typeof value === 'function') return [[path, String(value(argumentOf(path, filler)))]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => walk(item, `${path}/${key}`, filler));
};

type PostedHere = MessageCatalogue['own']['postedHere'];
type Headline = MessageCatalogue['own']['watches']['headline'];

const argumentOf = (path: string, filler: string): unknown => {
  if (path === '/own/watches/region') {
    return { region: filler, connections: 4, outages: 1, degraded: 1, unusedTunnels: 1 };
  }
  if (/^\/own\/alarm\/(?:since|still)$/.test(path)) return { text: filler, since: filler, part: filler };
  if (path === '/own/watches/refusing') return { region: filler, code: filler, reason: 'denied' };
  if (path === '/duration') return 125 * 60_000;
  if (/Tunnels$/.test(path)) return [filler, filler];
  if (/\/(?:connections|more)$/.test(path)) return 2;
  if (/\/(?:gatewayAddress|gatewayAsn|vpnIn|alike)$/.test(path) || path.startsWith('/own/')) return filler;
  return wordsOf(filler);
};

const wordsOf = (filler: string) => ({
  outsideIp: filler,
  before: filler,
  after: filler,
  command: filler,
  detail: filler,
  health: filler,
  cause: filler,
  change: filler,
  operation: 'ModifyVpnTunnelOptions',
  by: 'role',
  name: filler,
  lead: filler,
  withheld: filler,
  temporary: true,
  closed: filler,
  until: filler,
  at: filler,
  evidence: filler,
  resultAt: filler,
  errorCode: filler,
  since: filler,
  duration: filler,
  routes: 4,
  statusMessage: filler,
  count: 2,
  topic: 'other',
  code: filler,
  category: filler,
  account: filler,
  region: filler,
  total: 12,
  outage: 9,
  degraded: 1,
  unknown: 1,
  settling: 1,
  recovered: 1,
  gateway: filler,
});
