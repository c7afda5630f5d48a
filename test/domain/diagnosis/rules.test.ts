import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../shared/domain/connection.ts';
import { bounded } from '../../../shared/domain/diagnosis/bounded.ts';
import { logCauseNames } from '../../../shared/domain/diagnosis/cause-names.ts';
import { causeOrder } from '../../../shared/domain/diagnosis/cause-order.ts';
import type { Explanation } from '../../../shared/domain/diagnosis/explanation.ts';
import { fitted } from '../../../shared/domain/diagnosis/fitted.ts';
import { noInitiationOf } from '../../../shared/domain/diagnosis/initiation.ts';
import { causeTraits } from '../../../shared/domain/diagnosis/log/cause-traits.ts';
import { logCauseOf } from '../../../shared/domain/diagnosis/log-cause-of.ts';
import { logGroupOf } from '../../../shared/domain/diagnosis/log-group.ts';
import { carriesNow, othersOf, relations } from '../../../shared/domain/diagnosis/related.ts';
import { relevantFindings } from '../../../shared/domain/diagnosis/relevant-findings.ts';
import { restartCannotHelp } from '../../../shared/domain/diagnosis/restart-helps.ts';
import type { CauseName, Incident } from '../../../shared/domain/incident.ts';
import { type FindingId, findingIds } from '../../../shared/domain/posture/finding.ts';
import type { PostureWords } from '../../../shared/domain/posture/posture-words.ts';
import { postureWords } from '../../../shared/words/english/posture.ts';
import { at, connection, down, firstIp, gateway, options, secondIp, tunnel, up } from '../builders.ts';
import { allDown, cause, evidence, explanation, halfDown, incidentOf, unread } from './cases.ts';

describe('a text that is kept', () => {
  it.each([
    [' a \n\u0000 b ', 10, 'a b'],
    ['x'.repeat(9), 10, 'x'.repeat(9)],
    ['x'.repeat(11), 10, `${'x'.repeat(9)}…`],
  ])('%j of at most %i characters is %s', (text, most, kept) => {
    expect(bounded(text, most)).toBe(kept);
  });
});

it('the order of causes holds each of them once', () => {
  const seen = [
    'changed-by-hand',
    'route-changed',
    'not-associated',
    'endpoint-replaced',
    'bgp-no-routes',
    'gateway-wide',
    'both-tunnels',
    'nothing-comes-back',
    'nothing-sent-back',
    'unknown',
  ];
  expect(causeOrder.toSorted()).toEqual([...logCauseNames, ...seen].toSorted());
});

describe('whether a restart can help', () => {
  it.each(logCauseNames)('is said alike of %s everywhere', (name) => {
    expect(restartCannotHelp(name)).toBe(causeTraits[name].restart === 'no');
  });

  it.each([
    'endpoint-replaced',
    'bgp-no-routes',
    'gateway-wide',
    'unknown',
    '',
    'x-authentication',
    'authentication-x',
  ])('is not denied for %j, which is no cause from a log', (name) => {
    expect(restartCannotHelp(name)).toBe(false);
  });
});

describe('what the log has said of a fall', () => {
  const [record] = incidentOf(halfDown).tunnels;
  it.each([
    ['of this tunnel', cause(), true],
    ['of another tunnel', cause({ outsideIp: secondIp }), false],
    ['a quarter of an hour before', cause({ at: at(-15) }), true],
    ['longer before', cause({ at: at(-15.1) }), false],
  ])('is what it has said %s', (_, known, counts) => {
    const incident = { ...incidentOf(halfDown), causes: [known] };
    expect(record && logCauseOf(incident, record)).toBe(counts ? known : undefined);
  });
});

describe('a log group', () => {
  it.each([
    ['arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vpn', 'eu-west-1', '/aws/vpn'],
    ['arn:aws-cn:logs:cn-north-1:111122223333:log-group:/aws/vpn:*', 'cn-north-1', '/aws/vpn'],
    ['/aws/vpn', '', '/aws/vpn'],
    ['/aws/vpn:*', '', '/aws/vpn'],
    ['a:*b', '', 'a:*b'],
    ['xarn:aws:logs:eu-west-1:1:log-group:/a', '', 'xarn:aws:logs:eu-west-1:1:log-group:/a'],
  ])('is named by %s', (arn, region, name) => {
    expect(logGroupOf(arn)).toEqual({ region, name });
  });
});

describe('who starts IKE', () => {
  const classic = tunnel(firstIp, { options: undefined });
  const having = (change: Partial<typeof options>) => tunnel(firstIp, { options: { ...options, ...change } });
  it.each([
    ['nobody says', classic, gateway, undefined],
    ['AWS, where any version is allowed', having({ ikeVersions: [] }), gateway, undefined],
    ['the gateway, where only IKEv1 is', having({ ikeVersions: ['ikev1'] }), gateway, 'ikev1-only'],
    [
      'the gateway, for want of an address',
      classic,
      { ...gateway, ipAddress: undefined },
      'gateway-without-address',
    ],
    ['AWS, as far as is known of the gateway', having({}), undefined, undefined],
    ['the gateway, by the startup action', having({ startupAction: 'add' }), undefined, 'startup-action'],
  ])('is %s', (_, seen, known, expected) => {
    expect(noInitiationOf(connection(), seen, known)).toBe(expected);
  });
});

describe('what connections have in common', () => {
  const other = (change: Partial<Connection> = {}) => connection({ connectionId: 'vpn-2', ...change });
  const nowhere = { target: { kind: 'unattached', id: '' } } as const;
  it.each<readonly [keyof typeof relations, Partial<Connection>, Partial<Connection>, boolean]>([
    ['gateway', {}, {}, true],
    ['gateway', {}, { customerGatewayId: 'cgw-2' }, false],
    ['site', {}, {}, false],
    ['site', { tags: { 'tunnelkeeper:site': 'hq' } }, { tags: { 'tunnelkeeper:site': ' hq' } }, true],
    ['site', { tags: { 'tunnelkeeper:site': 'hq' } }, { tags: { 'tunnelkeeper:site': 'lab' } }, false],
    ['target', {}, {}, true],
    ['target', {}, { target: { kind: 'transit-gateway', id: 'tgw-2' } }, false],
    ['target', nowhere, nowhere, false],
  ])('is the %s: %j, %j: %s', (by, one, another, expected) => {
    expect(relations[by](connection(one), other(another))).toBe(expected);
  });

  it('is asked of others that are there', () => {
    const ids = (related: readonly Connection[]) =>
      othersOf(connection(), related, () => true).map(({ connectionId }) => connectionId);
    expect(ids([connection(), other(), other({ connectionId: 'vpn-3', state: 'deleted' })])).toEqual([
      'vpn-2',
    ]);
    expect(othersOf(connection(), [other()], () => false)).toEqual([]);
  });

  it.each([
    [[up(firstIp), down(secondIp)], true],
    [[down(firstIp), down(secondIp)], false],
  ])('carries traffic with one tunnel that is up', (tunnels, carries) => {
    expect(carriesNow(connection({ tunnels }))).toBe(carries);
  });
});

describe('an explanation that is too long', () => {
  const sizeOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;
  const facts = (count: number, length: number) =>
    Array.from({ length: count }, (_, index) => ({ label: `${index}`, value: 'x'.repeat(length) }));
  const lines = (count: number, length: number) => Array.from({ length: count }, () => 'y'.repeat(length));
  const chart = { region: 'eu-west-1', title: 'Traffic', widget: '{}' };
  const links = [{ label: 'log', url: 'https://example.com' }];
  const full = explanation({ chart, links, facts: facts(12, 10), unread: lines(8, 10) });

  it.each<readonly [string, Partial<Explanation>, Partial<Explanation>]>([
    ['its chart', { chart: { ...chart, widget: 'z'.repeat(8_000) } }, { chart: undefined }],
    ['its links', { links: [{ label: 'log', url: 'z'.repeat(8_000) }] }, { chart: undefined, links: [] }],
    ['half of its facts', { facts: facts(12, 900) }, { chart: undefined, links: [], facts: facts(6, 900) }],
    [
      'most of what was not read',
      { unread: lines(8, 1_500) },
      { chart: undefined, links: [], facts: facts(6, 10), unread: lines(3, 1_500) },
    ],
    ['all of both', { facts: facts(6, 2_000) }, { chart: undefined, links: [], facts: [], unread: [] }],
  ])('is kept without %s', (_, change, kept) => {
    expect(fitted({ ...full, ...change })).toEqual({ ...full, ...change, ...kept });
  });

  it.each(['\u007f', '\u0080', '\u07ff', '\u0800', '\uffff', '\u{10000}'])(
    'is measured in bytes of UTF-8: %j',
    (character) => {
      const sized = (bytes: number) => {
        const room = bytes - sizeOf(explanation({ chart, detour: '' }));
        const each = new TextEncoder().encode(character).length;
        const detour = character.repeat(Math.floor(room / each)) + 'x'.repeat(room % each);
        return explanation({ chart, detour });
      };
      const fitting = sized(7_999);
      expect(fitted(fitting)).toBe(fitting);
      expect(fitted(sized(8_000)).chart).toBeUndefined();
    },
  );
});

describe('what is wrong with the set-up', () => {
  const flaw = {
    ...options,
    startupAction: 'add',
    dpdTimeoutAction: 'clear',
    lifecycleControl: false,
    phase1: { encryption: ['AES128'], integrity: ['SHA1'], dhGroups: [2] },
  } as const;
  /** Wrong in every way at once. */
  const flawed = connection({
    routing: 'bgp',
    tunnels: [
      { ...down(firstIp), options: flaw, acceptedRouteCount: 900 },
      { ...down(secondIp), options: { ...flaw, dpdTimeoutAction: 'none', ikeVersions: ['ikev1'] } },
    ],
    tags: { 'tunnelkeeper:restart': 'of' },
  });
  const seen = evidence({
    connection: flawed,
    unusedTunnels: new Set([secondIp]),
    maintenance: { value: [{ outsideIp: firstIp, pending: true, autoAppliedAfter: undefined }] },
  });
  const words: PostureWords = {
    ...postureWords,
    finding: Object.fromEntries(
      findingIds.map((id) => [id, { title: id, sentence: id, remedy: '', url: '' }]),
    ) as PostureWords['finding'],
    digest: { ...postureWords.digest, withRemedy: (line) => line },
  };
  const degraded: Incident = { ...incidentOf(halfDown), causes: [] };
  const found = (name: CauseName | undefined, change: Partial<Incident> = {}, around = seen) =>
    relevantFindings(around, { ...degraded, ...change }, name ? [cause({ name })] : [], words, at(1));
  const ids = (...args: Parameters<typeof found>) => found(...args).map((line) => line.split(':')[0]);

  const initiation: readonly FindingId[] = ['aws-does-not-initiate', 'ikev1-only'];
  it.each<readonly [CauseName | undefined, readonly FindingId[]]>([
    ['dead-peer', ['aws-does-not-initiate', 'dpd-clears-tunnel', 'dpd-does-nothing', 'ikev1-only']],
    ['no-negotiation', ['aws-does-not-initiate', 'dpd-clears-tunnel', 'dpd-does-nothing', 'ikev1-only']],
    ['peer-unreachable', ['single-gateway', 'mistaken-tag']],
    ['ike-sa-deleted', [...initiation, 'mistaken-tag']],
    ['child-sa-deleted', [...initiation, 'mistaken-tag']],
    ['rekey-collision', [...initiation, 'mistaken-tag']],
    ['bgp-prefix-limit', ['bgp-near-prefix-limit', 'mistaken-tag']],
    ['bgp-session-lost', ['bgp-near-prefix-limit', 'mistaken-tag']],
    ['bgp-no-routes', ['bgp-near-prefix-limit', 'mistaken-tag']],
    ['changed-by-hand', [...initiation, 'mistaken-tag']],
    ['endpoint-replaced', [...initiation, 'mistaken-tag', 'no-lifecycle-control']],
    ['gateway-wide', ['single-gateway', 'mistaken-tag']],
    ['unknown', [...initiation, 'mistaken-tag', 'logging-off']],
    [undefined, [...initiation, 'mistaken-tag', 'logging-off']],
    ['pre-shared-key', ['mistaken-tag']],
    ['authentication', ['mistaken-tag']],
    ['bgp-hold-timer', ['mistaken-tag']],
  ])('bears on %s: %j', (name, expected) => {
    expect(ids(name)).toEqual(expected);
  });

  it('bears on an outage', () => {
    expect(ids('pre-shared-key', { health: 'outage' })).toEqual([
      'single-tunnel',
      'single-gateway',
      'mistaken-tag',
    ]);
    expect(ids('pre-shared-key', { health: 'outage' }, { ...seen, related: unread })).toEqual([
      'single-tunnel',
      'mistaken-tag',
    ]);
  });

  it('bears on a cause that shows itself, and not on what a log has said of another fall', () => {
    const seenCause = { name: 'endpoint-replaced', at: at(0), evidence: '' } as const;
    expect(ids('pre-shared-key', { causes: [seenCause] })).toEqual([
      ...initiation,
      'mistaken-tag',
      'no-lifecycle-control',
    ]);
    expect(ids('pre-shared-key', { causes: [cause()] })).toEqual(['mistaken-tag']);
  });

  it('is told with what is not about all tunnels', () => {
    expect(found('bgp-prefix-limit')).toEqual([
      `bgp-near-prefix-limit: 900/1000, ${firstIp}`,
      'mistaken-tag: tunnelkeeper:restart=of',
    ]);
    expect(found('ike-sa-deleted').slice(0, 2)).toEqual([
      `aws-does-not-initiate: ${firstIp}`,
      `ikev1-only: ${secondIp}`,
    ]);
    expect(found('unknown').at(-1)).toBe('logging-off');
    const both = { ...flawed, tunnels: allDown.tunnels.map((each) => ({ ...each, options: flaw })) };
    expect(found('ike-sa-deleted', {}, { ...seen, connection: both })[0]).toBe('aws-does-not-initiate');
  });
});
