import { describe, expect, it } from 'vitest';
import type { LogCauseName } from '../../../../shared/domain/diagnosis/cause-names.ts';
import type { LogLine } from '../../../../shared/domain/diagnosis/evidence.ts';
import { classifyLog } from '../../../../shared/domain/diagnosis/log/classify-log.ts';
import type { LoggedTunnel } from '../../../../shared/domain/diagnosis/log/verdict.ts';
import { at, firstIp, secondIp, start } from '../../builders.ts';
import { ikeMessages, routeMessages, sessionMessages } from './documented.ts';
import {
  activity,
  connectionId,
  type Format,
  isDown,
  isUp,
  logGroup,
  reading,
  route,
  session,
} from './lines.ts';

const fallen: LoggedTunnel = {
  outsideIp: firstIp,
  state: 'down',
  since: start,
  statusMessage: 'IPSEC IS DOWN',
};
const withoutRoutes: LoggedTunnel = { ...fallen, state: 'no-routes', statusMessage: '' };
/** AWS shows a BGP tunnel so while its session is down. */
const withoutSession: LoggedTunnel = { ...fallen, statusMessage: 'IPSEC IS UP' };
const unsaid: LoggedTunnel = { ...fallen, statusMessage: '' };

const now = at(5);

const verdict = (lines: readonly LogLine[], tunnel = fallen) =>
  classifyLog(reading(...lines), tunnel, connectionId, now);

const causes = (lines: readonly LogLine[], tunnel = fallen): readonly LogCauseName[] =>
  verdict(lines, tunnel).findings.map((finding) => finding.cause);

const best = (lines: readonly LogLine[], tunnel = fallen) => causes(lines, tunnel)[0];

const psk = 'AWS tunnel detected a pre-shared key mismatch with cgw: 198.51.100.7';
const authentication = 'AWS tunnel is sending AUTHENTICATION_FAILED as the response';
const proposal1 = 'No Proposal Match Found by AWS';
const phase2Failed = 'AWS tunnel Phase 2 was unable to establish while keeping Phase 1';
const selectors = 'AWS: Traffic Selector: TS_UNACCEPTABLE: received from responder';
const deadPeer = 'AWS tunnel DPD timed out after 3 retransmits';
const unreachable = 'AWS tunnel Timeout: deleting un-established Phase 1 IKE_SA with cgw: 198.51.100.7';
const ikeDeleted = 'AWS tunnel received DELETE for IKE_SA from CGW';
const childDeleted = 'AWS tunnel received DELETE for Phase 2 SA with SPI: 0xc0ffee';
const collision = 'AWS tunnel detected a (CHILD_REKEY) collision as CHILD_DELETE';
const redundant = 'AWS tunnel (CHILD_SA) redundant SA is being deleted due to detected collision';
const request = 'AWS tunnel is sending request (id=7) for CREATE_CHILD_SA';
const response = 'AWS tunnel processed response (id=7) for CREATE_CHILD_SA';
const changed = (from: string, to: string): string =>
  `AWS-side peer BGP session state has changed from ${from} to ${to} with neighbor 169.254.50.85`;
const sessionLost = changed('Established', 'Idle');
const noTcp = changed('Connect', 'Active');
const holdTimer = 'AWS-side peer sent a Hold Timer Expired notification to neighbor 169.254.50.85';
const reset =
  'AWS-side peer received notification 6/4 (Cease/Administrative Reset) from neighbor 169.254.50.85';
const shutdown =
  'AWS-side peer received notification 6/2 (Cease/Administrative Shutdown) from neighbor 169.254.50.85';

const ike = (minutes: number, text: string, phases = isDown): LogLine => activity(at(minutes), text, phases);
const bgp = (minutes: number, text: string): LogLine => session(at(minutes), text);
const established = (minutes: number): LogLine =>
  session(at(minutes), changed('OpenConfirm', 'Established'), 'UP');

describe.each<Format>(['json', 'text'])('in %s', (format) => {
  it.each(ikeMessages)('of a tunnel that is down "%s" means %s', (text, meaning) => {
    const expected = ['harmless', 'progress'].includes(meaning) ? [] : [meaning];
    const phases = meaning === 'proposal-phase-2' ? { ...isDown, phase1: 'established' } : isDown;
    expect(causes([activity(at(-1), text, phases, format)])).toEqual(expected);
    expect(causes([activity(at(-1), text, {}, format)])).toEqual(expected);
  });

  it.each(sessionMessages)('of a session that is down "%s" (%s) means %s', (text, status, meaning) => {
    const expected = meaning.startsWith('bgp-') ? [meaning] : [];
    expect(causes([session(at(-1), text, status, format)], withoutSession)).toEqual(expected);
  });

  it.each(routeMessages)('of a tunnel without routes %s "%s" means %s', (status, text, meaning) => {
    const expected = meaning === 'progress' ? [] : [meaning];
    expect(causes([route(at(-1), status, '10.0.0.0/8', text, format)], withoutRoutes)).toEqual(expected);
  });
});

describe('what explains more comes first', () => {
  it.each<readonly [string, readonly LogLine[], LogCauseName]>([
    ['configuration before silence', [ike(1, psk), ike(-1, deadPeer)], 'pre-shared-key'],
    ['configuration before deletion', [ike(-9, proposal1), ike(-1, ikeDeleted)], 'proposal-phase-1'],
    ['silence before deletion', [ike(-5, deadPeer), ike(-1, ikeDeleted)], 'dead-peer'],
    [
      'a rekey collision before the silence that it ends in',
      [ike(-3, collision), ike(-2.9, response, isUp), ike(-1, deadPeer)],
      'rekey-collision',
    ],
    ['silence long after a rekey collision', [ike(-9, collision), ike(-3.9, deadPeer)], 'dead-peer'],
    ['silence before a rekey collision', [ike(-3, deadPeer), ike(-1, collision)], 'dead-peer'],
    [
      'configuration before a rekey collision and its silence',
      [ike(-3, collision), ike(-1, deadPeer), ike(2, psk)],
      'pre-shared-key',
    ],
    ['deletion before rekey', [ike(-5, childDeleted), ike(-1, collision)], 'child-sa-deleted'],
    ['rekey before BGP', [ike(-5, collision), bgp(-1, shutdown)], 'rekey-collision'],
    ['configuration: the latest of all', [ike(-5, psk), ike(2, selectors)], 'traffic-selectors'],
    [
      'silence: the latest before the fall',
      [ike(-9, deadPeer), ike(-1, unreachable), ike(2, deadPeer)],
      'peer-unreachable',
    ],
    [
      'deletion: before the fall rather than after it',
      [ike(-1, childDeleted), ike(3, ikeDeleted)],
      'child-sa-deleted',
    ],
    [
      'one attempt: the key, not the refusal that follows',
      [ike(1, psk), ike(1.01, authentication)],
      'pre-shared-key',
    ],
    [
      'one attempt: the selectors, not that phase 2 failed',
      [ike(1, selectors), ike(1.01, phase2Failed)],
      'traffic-selectors',
    ],
    [
      'one attempt: the key, not the refusal before it',
      [ike(1, authentication), ike(1.01, psk)],
      'pre-shared-key',
    ],
    ['one attempt of a minute and a half', [ike(0, psk), ike(1.5, selectors)], 'pre-shared-key'],
    ['two attempts a little further apart', [ike(0, psk), ike(1.6, selectors)], 'traffic-selectors'],
    ['one moment: the parent, not the child', [ike(-1, childDeleted), ike(-1, ikeDeleted)], 'ike-sa-deleted'],
  ])('%s', (_name, lines, expected) => {
    expect(best(lines, unsaid)).toBe(expected);
    expect(best(lines.toReversed(), unsaid)).toBe(expected);
  });

  it.each<readonly [string, readonly LogLine[], LogCauseName]>([
    [
      'closed on purpose before silence',
      [bgp(-5, shutdown), bgp(-1, holdTimer)],
      'bgp-administrative-shutdown',
    ],
    ['silence before the bare loss', [bgp(-1, holdTimer), bgp(-1, sessionLost)], 'bgp-hold-timer'],
    [
      'silence before the bare loss, also when it is noted later',
      [bgp(-1, sessionLost), bgp(2, holdTimer)],
      'bgp-hold-timer',
    ],
    ['a closed port, which lasts', [bgp(-1, holdTimer), bgp(-1, sessionLost), bgp(2, noTcp)], 'bgp-no-tcp'],
    [
      'a reset before the try that comes too soon',
      [bgp(0, reset), bgp(0.2, noTcp)],
      'bgp-administrative-reset',
    ],
  ])('of BGP: %s', (_name, lines, expected) => {
    expect(best(lines, withoutSession)).toBe(expected);
    expect(best(lines.toReversed(), withoutSession)).toBe(expected);
  });

  it('and what explains less comes after it', () => {
    expect(causes([ike(-5, psk), ike(-1, deadPeer), ike(2, selectors)])).toEqual([
      'traffic-selectors',
      'pre-shared-key',
      'dead-peer',
    ]);
  });

  it('and a line of up to five seconds after the fall is of before it', () => {
    const seenAt = (seconds: number) =>
      verdict([ike(-9, deadPeer), ike(seconds / 60, deadPeer)]).findings[0]?.at;
    expect(seenAt(5)).toBe(at(5 / 60));
    expect(seenAt(6)).toBe(at(-9));
  });

  it('and what recurs counts by its last time, in BGP too', () => {
    expect(verdict([bgp(-1, shutdown), bgp(2, shutdown)], withoutSession).findings[0]?.at).toBe(at(2));
  });

  it('and of one moment the line is the same, in whatever order they come', () => {
    const lines = ['0x1', '0x2', '0x3'].map((spi) => ike(-1, childDeleted.replace('0xc0ffee', spi)));
    const [first, second, third] = lines;
    for (const order of [lines, lines.toReversed(), [second, first, third], [second, third, first]]) {
      expect(verdict(order.filter((each) => each !== undefined)).findings[0]?.line).toContain('0x3');
    }
  });

  it('and each cause is named once, by its most telling line', () => {
    const lines = [ike(-9, deadPeer), ike(-2, deadPeer), ike(3, deadPeer), ike(-1, psk), ike(4, psk)];
    expect(verdict(lines).findings.map(({ cause, at: seenAt }) => [cause, seenAt])).toEqual([
      ['pre-shared-key', at(4)],
      ['dead-peer', at(-2)],
    ]);
  });
});

describe('a DELETE', () => {
  const stated = (text: string, phase1: string, phase2: string) => ike(-1, text, { phase1, phase2 });

  it.each<readonly [string, readonly LogLine[], readonly LogCauseName[]]>([
    ['of phase 1 that is down', [stated(ikeDeleted, 'down', 'down')], ['ike-sa-deleted']],
    ['of phase 1 that is down, upper case', [stated(ikeDeleted, 'Down', 'Down')], ['ike-sa-deleted']],
    ['of phase 1 that stands', [stated(ikeDeleted, 'established', 'down')], []],
    ['of phase 2 that is down', [stated(childDeleted, 'established', 'down')], ['child-sa-deleted']],
    ['of phase 2 that stands', [stated(childDeleted, 'established', 'established')], []],
    ['of phase 2 that is being renewed', [stated(childDeleted, 'established', 'Rekeying')], []],
    [
      'of phase 1 that stands again',
      [stated(ikeDeleted, 'down', 'down'), ike(1, request, { phase1: 'Established', phase2: 'negotiating' })],
      [],
    ],
    [
      'of phase 2 that stands again',
      [stated(childDeleted, 'established', 'down'), ike(0, response, isUp)],
      [],
    ],
    [
      'of phase 2 while phase 1 alone stands again',
      [stated(childDeleted, 'down', 'down'), ike(1, request, { phase1: 'established', phase2: 'down' })],
      ['child-sa-deleted'],
    ],
    [
      'of the moment in which it is established',
      [stated(ikeDeleted, 'down', 'down'), ike(-1, response, isUp)],
      [],
    ],
    [
      'with BGP coming up after it, by its status',
      [stated(ikeDeleted, 'down', 'down'), session(at(1), 'AWS-side peer is well', 'UP')],
      [],
    ],
    [
      'with BGP coming up after it, by its words',
      [stated(ikeDeleted, 'down', 'down'), session(at(1), changed('OpenConfirm', 'Established'), 'DOWN')],
      [],
    ],
    [
      'with a BGP session that falls after it',
      [stated(ikeDeleted, 'down', 'down'), bgp(1, 'The BGP session was established')],
      ['ike-sa-deleted'],
    ],
    [
      'with a route after it',
      [
        stated(ikeDeleted, 'down', 'down'),
        route(at(1), 'UPDATED', '10.0.0.0/8', 'DENIED due to: established policy'),
      ],
      ['ike-sa-deleted'],
    ],
    [
      'without states, after a renewal with them that is under way',
      [ike(-1.01, response, { phase1: 'established', phase2: 'negotiating' }), ike(-1, childDeleted, {})],
      ['child-sa-deleted'],
    ],
    [
      'without states, after what BGP says of it',
      [bgp(-1.01, response), ike(-1, childDeleted, {})],
      ['child-sa-deleted'],
    ],
    ['with BGP standing again after it', [stated(ikeDeleted, 'down', 'down'), established(1)], []],
    [
      'with an establishment before it',
      [ike(-3, response, isUp), stated(ikeDeleted, 'down', 'down')],
      ['ike-sa-deleted'],
    ],
  ])('%s', (_name, lines, expected) => {
    expect(causes(lines, unsaid)).toEqual(expected);
  });

  it.each<readonly [string, readonly LogLine[], readonly LogCauseName[]]>([
    ['at the fall', [ike(-1, childDeleted, {})], ['child-sa-deleted']],
    ['long before the fall', [ike(-12, childDeleted, {})], []],
    ['five minutes before the fall', [ike(-5, childDeleted, {})], ['child-sa-deleted']],
    ['two minutes after a renewal', [ike(-3, response, {}), ike(-1, childDeleted, {})], []],
    [
      'right after a renewal',
      [ike(-1.02, request, {}), ike(-1.01, response, {}), ike(-1, childDeleted, {})],
      [],
    ],
    ['of IKE right after a renewal', [ike(-1.01, response, {}), ike(-1, ikeDeleted, {})], ['ike-sa-deleted']],
    ['long after a renewal', [ike(-8, response, {}), ike(-1, childDeleted, {})], ['child-sa-deleted']],
    ['with a renewal after it', [ike(-1, childDeleted, {}), ike(1, response, {})], []],
    [
      'with an unanswered request after it',
      [ike(-1, childDeleted, {}), ike(1, request, {})],
      ['child-sa-deleted'],
    ],
    [
      'with an establishment after it',
      [ike(-1, ikeDeleted, {}), ike(1, 'AWS tunnel IKE_SA established', {})],
      [],
    ],
    [
      'with a vain try after it',
      [ike(-1, ikeDeleted, {}), ike(1, 'AWS tunnel IKE_SA un-established', {})],
      ['ike-sa-deleted'],
    ],
  ])('without states %s', (_name, lines, expected) => {
    const asText = lines.map((line) => ({
      ...line,
      message: /"details":"([^"]*)"/.exec(line.message)?.[1] ?? '',
    }));
    expect(causes(asText, unsaid)).toEqual(expected);
  });

  it('is one of many harmless lines of a tunnel that rekeys', () => {
    const rekeying = { phase1: 'established', phase2: 'rekeying' };
    const lines = [
      ike(-8, request, rekeying),
      ike(-8, response, isUp),
      ike(-8, childDeleted, isUp),
      ike(-8, redundant, isUp),
    ];
    expect(causes(lines)).toEqual([]);
    expect(causes([...lines, ike(0, deadPeer)])).toEqual(['dead-peer']);
  });
});

describe('a fault that was overcome before the fall', () => {
  it.each([psk, proposal1, selectors, deadPeer, unreachable, collision])('is no cause of it: %s', (text) => {
    expect(causes([ike(-12, text), ike(-10, response, isUp)])).toEqual([]);
    expect(causes([ike(-12, response, isUp), ike(-10, text)])).not.toEqual([]);
  });

  it('is one of more than a second before, for times are in whole seconds', () => {
    expect(causes([ike(-1, selectors), ike(-1 + 1 / 60, response, isUp)], unsaid)).toEqual([
      'traffic-selectors',
    ]);
    expect(causes([ike(-1, selectors), ike(-1 + 2 / 60, response, isUp)], unsaid)).toEqual([]);
  });

  it('is none while it negotiates', () => {
    const negotiating = { phase1: 'established', phase2: 'negotiating' };
    expect(causes([ike(-1, selectors, negotiating)])).toEqual(['traffic-selectors']);
  });

  it.each<readonly [string, readonly LogLine[], readonly LogCauseName[]]>([
    ['a minute ago', [bgp(1, shutdown), established(4)], []],
    ['less than a minute ago', [bgp(1, shutdown), established(4.1)], ['bgp-administrative-shutdown']],
    [
      'for a minute',
      [bgp(0, holdTimer), established(1), bgp(2, sessionLost)],
      ['bgp-hold-timer', 'bgp-session-lost'],
    ],
    [
      'for no time at all',
      [bgp(0, holdTimer), established(1), bgp(1, sessionLost)],
      ['bgp-hold-timer', 'bgp-session-lost'],
    ],
    [
      'for more than a minute',
      [bgp(0, holdTimer), established(1), bgp(2.1, sessionLost)],
      ['bgp-session-lost'],
    ],
    ['by its status', [bgp(-9, holdTimer), session(at(-5), 'AWS-side peer is well', 'UP')], []],
    [
      'by its words',
      [bgp(-9, holdTimer), session(at(-5), changed('OpenConfirm', 'Established'), 'DOWN')],
      [],
    ],
  ])('of BGP is one if the session stood %s', (_, lines, expected) => {
    expect(causes(lines, withoutSession)).toEqual(expected);
  });

  it('is none, though it is a rekey collision that ended in silence', () => {
    const overcome = [ike(-14, collision), ike(-12, deadPeer), ike(-10, response, isUp)];
    expect(causes([...overcome, ike(-1, unreachable)])).toEqual(['peer-unreachable']);
  });

  it('does not hide the one that was not', () => {
    expect(causes([ike(-12, psk), ike(-10, response, isUp), ike(-1, deadPeer)])).toEqual(['dead-peer']);
  });

  it.each([shutdown, holdTimer, sessionLost])('is no cause of it in BGP either: %s', (text) => {
    expect(causes([bgp(-12, text), established(-10)], withoutSession)).toEqual([]);
    expect(causes([bgp(-12, text), established(-10), bgp(-9.5, text)], withoutSession)).not.toEqual([]);
  });

  it('is a cause after all where the session comes and goes with it', () => {
    const exceeded =
      'AWS-side peer detected the maximum prefix limit was exceeded - received 101 prefixes from neighbor 169.254.50.85, limit is 100';
    const round = (minutes: number) => [
      established(minutes),
      bgp(minutes + 0.1, exceeded),
      bgp(minutes + 0.1, sessionLost),
    ];
    expect(best([...round(-1), ...round(1), established(4.9)], withoutSession)).toBe('bgp-prefix-limit');
  });

  it('is no closed port once TCP opens', () => {
    const opens = changed('Connect', 'OpenSent');
    expect(causes([bgp(1, noTcp), bgp(2, opens)], withoutSession)).toEqual([]);
    expect(causes([bgp(2, noTcp), bgp(2, opens)], withoutSession)).toEqual(['bgp-no-tcp']);
    expect(causes([bgp(1, shutdown), bgp(2, opens)], withoutSession)).toEqual([
      'bgp-administrative-shutdown',
    ]);
  });
});

it('the side that closed BGP and its reason are passed on with their numbers, known or not', () => {
  const closed = (text: string) => verdict([bgp(-1, text)], withoutSession).findings[0];
  expect(
    closed('AWS-side peer received notification 6/10 (Cease/BFD Down) from neighbor 169.254.50.85'),
  ).toMatchObject({
    cause: 'bgp-bfd-down',
    direction: 'received',
    notification: { code: '6/10', reason: '6/10' },
  });
  expect(closed('AWS-side peer sent a notification 9/3 to neighbor 169.254.50.85')).toMatchObject({
    cause: 'bgp-closed',
    direction: 'sent',
    notification: { code: '9/3', reason: undefined },
  });
});

describe('which side it is', () => {
  const lines = [ike(-1, deadPeer), bgp(-1, holdTimer), bgp(-1, sessionLost)];

  it('BGP only, where IPsec is known to be up', () => {
    const onlyBgp = ['bgp-hold-timer', 'bgp-session-lost'];
    expect(verdict(lines, withoutRoutes)).toMatchObject({ ipsec: 'up' });
    expect(causes(lines, withoutRoutes)).toEqual(onlyBgp);
    expect(causes(lines, withoutSession)).toEqual(onlyBgp);
    const loggedUp = [...lines, ike(1, response, isUp)];
    expect(verdict(loggedUp, unsaid)).toMatchObject({ ipsec: 'up' });
    expect(causes(loggedUp, { ...unsaid, since: at(-2) })).toEqual(onlyBgp);
  });

  it('IKE before BGP, where that is not known', () => {
    const unstated = [ike(-1, deadPeer, {}), bgp(0, holdTimer), bgp(0, sessionLost), bgp(1, shutdown)];
    expect(verdict(unstated, unsaid)).toMatchObject({ ipsec: 'unknown' });
    expect(causes(unstated, unsaid)).toEqual(['dead-peer', 'bgp-administrative-shutdown', 'bgp-hold-timer']);
  });

  it('neither, where that is not known and BGP does not say why it ended', () => {
    expect(causes([bgp(-1, sessionLost)], unsaid)).toEqual([]);
    expect(causes([bgp(-1, sessionLost)], withoutSession)).toEqual(['bgp-session-lost']);
  });

  it('IKE, where IPsec is known to be down: that BGP falls with it explains nothing', () => {
    expect(causes(lines)).toEqual(['dead-peer']);
    expect(causes([bgp(-1, holdTimer), bgp(-1, sessionLost)])).toEqual([]);
    expect(causes([bgp(-2, shutdown), bgp(-1, sessionLost)])).toEqual(['bgp-administrative-shutdown']);
  });

  it.each([
    ['the record', [], fallen, 'down'],
    ['nothing', [], unsaid, 'unknown'],
    ['a line from before the fall', [ike(-1, response, isUp)], unsaid, 'unknown'],
    ['a line from after the fall', [ike(1, response, isUp)], unsaid, 'up'],
    ['a line from the moment of the fall', [ike(0, response, isUp)], unsaid, 'up'],
    ['a line that says that it rekeys', [ike(1, request, { phase2: 'rekeying' })], unsaid, 'up'],
    ['a line that says that it negotiates', [ike(1, request, { phase2: 'negotiating' })], unsaid, 'down'],
    ['a newer line than the record', [ike(1, response, isUp)], fallen, 'up'],
    ['a line that says down', [ike(-1, deadPeer)], unsaid, 'down'],
    [
      'lines of one moment',
      [ike(1, request, { phase2: 'negotiating' }), ike(1, response, isUp)],
      unsaid,
      'up',
    ],
    ['lines of one moment that differ', [ike(1, deadPeer), ike(1, response, isUp)], unsaid, 'down'],
    ['the record of a tunnel that is up', [ike(1, deadPeer)], { ...fallen, state: 'up' } as const, 'up'],
  ] as const)('is known from %s', (_name, said, tunnel, expected) => {
    expect(verdict(said, tunnel).ipsec).toBe(expected);
    expect(verdict(said.toReversed(), tunnel).ipsec).toBe(expected);
  });
});

describe('a notification', () => {
  it.each([
    ['received notification 6/2 (Cease/Administrative Shutdown) from', 'received'],
    ['sent a notification 6/2 (Cease/Administrative Shutdown) to', 'sent'],
  ])('AWS-side peer %s neighbor: %s', (text, direction) => {
    const line = bgp(-1, `AWS-side peer ${text} neighbor 169.254.50.85`);
    expect(verdict([line], withoutSession).findings).toEqual([
      {
        cause: 'bgp-administrative-shutdown',
        outsideIp: firstIp,
        at: at(-1),
        line: `AWS-side peer ${text} neighbor 169.254.50.85`,
        direction,
        notification: { code: '6/2', reason: '6/2' },
      },
    ]);
  });

  it('gives way to the line that says how many prefixes there were', () => {
    const counted =
      'AWS-side peer detected the maximum prefix limit was exceeded - received 1204 prefixes from neighbor 169.254.50.85, limit is 1000';
    const ceased =
      'AWS-side peer sent a notification 6/1 (Cease/Maximum Number of Prefixes Reached) to neighbor 169.254.50.85';
    expect(verdict([bgp(-1, counted), bgp(-1, ceased)], withoutSession).findings).toMatchObject([
      { cause: 'bgp-prefix-limit', line: counted, direction: 'sent' },
    ]);
    expect(verdict([bgp(-9, counted), bgp(-1, ceased)], withoutSession).findings).toMatchObject([
      { cause: 'bgp-prefix-limit', line: ceased },
    ]);
  });

  it('gives way to such a line of up to a minute and a half before, and of that cause only', () => {
    const counted =
      'AWS-side peer detected the maximum prefix limit was exceeded - received 1204 prefixes from neighbor 169.254.50.85, limit is 1000';
    const ceased =
      'AWS-side peer sent a notification 6/1 (Cease/Maximum Number of Prefixes Reached) to neighbor 169.254.50.85';
    const lineOf = (...lines: readonly LogLine[]) => verdict(lines, withoutSession).findings[0]?.line;
    expect(lineOf(bgp(-1.5, counted), bgp(0, ceased))).toBe(counted);
    expect(lineOf(bgp(-1.6, counted), bgp(0, ceased))).toBe(ceased);
    expect(lineOf(bgp(-0.1, `${holdTimer}, received 5 prefixes`), bgp(0, holdTimer))).toBe(holdTimer);
  });

  it('alone has a direction', () => {
    expect(verdict([ike(-1, deadPeer)]).findings[0]).not.toHaveProperty('direction');
  });
});

describe('routes', () => {
  const withdrawn = (minutes: number, prefix: string) => route(at(minutes), 'WITHDRAWN', prefix);
  const advertised = (minutes: number, prefix: string) => route(at(minutes), 'ADVERTISED', prefix);
  const looped = (minutes: number, prefix: string) =>
    route(at(minutes), 'UPDATED', prefix, 'DENIED due to: as-path contains our own AS');

  it.each<readonly [string, readonly LogLine[], readonly LogCauseName[]]>([
    [
      'all withdrawn',
      [withdrawn(-1, '10.0.0.0/8'), withdrawn(-1, '172.16.0.0/12')],
      ['bgp-routes-withdrawn'],
    ],
    ['withdrawn and advertised again', [withdrawn(-2, '10.0.0.0/8'), advertised(-1, '10.0.0.0/8')], []],
    [
      'withdrawn and advertised at one moment',
      [withdrawn(-1, '10.0.0.0/8'), advertised(-1, '10.0.0.0/8')],
      [],
    ],
    [
      'advertised and then withdrawn',
      [advertised(-2, '10.0.0.0/8'), withdrawn(-1, '10.0.0.0/8')],
      ['bgp-routes-withdrawn'],
    ],
    ['one withdrawn, another left', [withdrawn(-1, '10.0.0.0/8'), advertised(-3, '172.16.0.0/12')], []],
    [
      'withdrawn as the session falls',
      [bgp(-1, sessionLost), withdrawn(-1, '10.0.0.0/8')],
      ['bgp-session-lost'],
    ],
    [
      'withdrawn before the session stood again',
      [withdrawn(-3, '10.0.0.0/8'), bgp(-2.5, sessionLost), established(-2)],
      [],
    ],
    [
      'withdrawn after the session stood again',
      [bgp(-4, sessionLost), established(-3), withdrawn(-1, '10.0.0.0/8')],
      ['bgp-routes-withdrawn'],
    ],
    ['refused', [looped(-1, '10.0.0.0/8')], ['bgp-as-loop']],
    [
      'refused and then accepted, for its next hop',
      [
        route(at(-2), 'ADVERTISED', '10.0.0.0/8', 'DENIED due to: non-connected next-hop'),
        advertised(-1, '10.0.0.0/8'),
      ],
      [],
    ],
    [
      'one refused, another left',
      [looped(-1, '10.0.0.0/8'), advertised(-2, '172.16.0.0/12')],
      ['bgp-as-loop'],
    ],
    [
      'refused and withdrawn at one moment',
      [looped(-1, '10.0.0.0/8'), withdrawn(-1, '10.0.0.0/8')],
      ['bgp-routes-withdrawn'],
    ],
    [
      'withdrawn after other progress',
      [
        session(at(-3), 'AWS-side peer sent an End-of-RIB message to neighbor 1.1.1.1', 'UP'),
        withdrawn(-1, '10.0.0.0/8'),
      ],
      ['bgp-routes-withdrawn'],
    ],
    [
      'withdrawn after a session that came and went at one moment',
      [bgp(-2, sessionLost), established(-2), withdrawn(-1, '10.0.0.0/8')],
      ['bgp-session-lost'],
    ],
    [
      'refused in the moment in which the session fell',
      [bgp(-3, sessionLost), looped(-3, '10.0.0.0/8'), established(-2)],
      ['bgp-as-loop'],
    ],
    ['refused and then accepted', [looped(-2, '10.0.0.0/8'), advertised(-1, '10.0.0.0/8')], []],
    [
      'refused, while the session is lost',
      [looped(-2, '10.0.0.0/8'), bgp(-1, holdTimer)],
      ['bgp-hold-timer'],
    ],
  ])('%s', (_name, lines, expected) => {
    expect(causes(lines, withoutRoutes)).toEqual(expected);
    expect(causes(lines.toReversed(), withoutRoutes)).toEqual(expected);
  });
});

describe('that nobody negotiates', () => {
  const silent = [{ cause: 'no-negotiation', outsideIp: firstIp, at: start, line: '' }];
  const arn = `arn:aws:logs:eu-west-1:123456789012:log-group:${logGroup}`;
  const denied = { logGroup, lines: { unread: { why: 'denied', code: 'AccessDenied' } } } as const;
  const otherGroup = { logGroup: '/aws/vpn/other', lines: { value: [] } };
  const logged: LoggedTunnel = { ...fallen, activityLog: { logGroupArn: arn } };

  it.each([
    ['the log was read', reading(), fallen, silent],
    ['its log was read', reading(), logged, silent],
    [
      'its log was read, by an ARN of the other form',
      reading(),
      { ...fallen, activityLog: { logGroupArn: `${arn}:*` } },
      silent,
    ],
    ['only BGP is heard of', reading(bgp(-1, holdTimer)), logged, silent],
    ['it rekeyed before it fell', reading(ike(-7, request), ike(-1, response)), logged, silent],
    [
      'BGP has only ended, and nobody says how IPsec is',
      reading(bgp(-1, sessionLost)),
      { ...logged, statusMessage: '' },
      silent,
    ],
    [
      'only the other tunnel is heard of',
      reading({ ...ike(-1, psk), streamName: `${connectionId}-${secondIp}` }),
      logged,
      silent,
    ],
    ['only lines from long ago', reading(ike(-16, psk)), logged, silent],
    ['only BGP is heard of since', reading(bgp(1, holdTimer)), logged, silent],
    ['another log was read as well', [...reading(), otherGroup], logged, silent],
    ['it fell two minutes ago', reading(), { ...fallen, since: at(3) }, [{ ...silent[0], at: at(3) }]],
    [
      'it fell silent',
      reading(ike(-1, deadPeer)),
      logged,
      [{ cause: 'dead-peer', outsideIp: firstIp, at: at(-1), line: deadPeer }],
    ],
    ['something negotiates', reading(ike(1, request)), logged, []],
    ['something negotiated at the fall', reading(ike(0, request)), logged, []],
    ['something negotiated five seconds before', reading(ike(-5 / 60, request)), logged, []],
    ['no log was read', [], fallen, []],
    ['the log was denied', [denied], fallen, []],
    ['its log was denied, another was read', [denied, otherGroup], logged, []],
    ['one was denied, and nobody knows which is its', [denied, otherGroup], fallen, []],
    ['only BGP was read, as far as is known', reading(bgp(-1, holdTimer)), fallen, []],
    ['its activity is not logged', reading(), { ...fallen, activityLog: 'off' }, []],
    ['IPsec is up', reading(), withoutSession, []],
    ['it was never used', reading(), { ...fallen, state: 'unused' }, []],
    ['it has only just fallen', reading(), { ...fallen, since: now - 60_000 }, []],
  ] as const)('%s', (_name, readings, tunnel, expected) => {
    expect(classifyLog(readings, tunnel, connectionId, now).findings).toEqual(expected);
  });
});

describe('lines', () => {
  const line = ike(-1, deadPeer);

  it.each([
    ['of the other tunnel', { ...line, streamName: `${connectionId}-${secondIp}` }],
    ['of another connection', { ...line, streamName: `vpn-ffffffffffffffff0-${firstIp}` }],
    ['of no tunnel', { ...line, streamName: 'log' }],
    ['from long before the fall', ike(-15.1, deadPeer)],
    ['from the future', ike(5.1, deadPeer)],
  ])('%s do not count', (_name, other) => {
    expect(verdict([other], { ...fallen, activityLog: 'off' })).toEqual({
      findings: [],
      lineCount: 0,
      ipsec: 'down',
    });
  });

  it.each([`${connectionId}-${firstIp}`, `${connectionId}_${firstIp}`, `${connectionId}-${firstIp}-IKE.log`])(
    'of the stream %s count',
    (streamName) => {
      expect(verdict([{ ...line, streamName }, ike(-15, request), ike(5, request)])).toMatchObject({
        findings: [{ cause: 'dead-peer', at: at(-1), line: deadPeer }],
        lineCount: 3,
      });
    },
  );

  it('of an IPv6 tunnel count', () => {
    const streamName = `${connectionId}_2001-db8--1-IKE.log`;
    const tunnel = { ...fallen, outsideIp: '2001:DB8:0:0::1' };
    expect(verdict([{ ...line, streamName }], tunnel).findings).toMatchObject([
      { cause: 'dead-peer', outsideIp: '2001:DB8:0:0::1' },
    ]);
  });

  it('are shown without secrets', () => {
    const said = verdict([ike(-1, `${psk} psk=hunter2hunter2`)]).findings[0]?.line;
    expect(said).toBe(`${psk} psk=•••`);
  });
});

describe('a tunnel that is up', () => {
  const isFine: LoggedTunnel = { ...fallen, state: 'up', statusMessage: '' };
  const warning = (received: number) =>
    `AWS-side peer is reporting a maximum prefix limit warning - received ${received} prefixes from neighbor 169.254.50.85, limit is 100`;

  it('has no findings', () => {
    expect(causes([ike(-1, psk), ike(1, deadPeer), bgp(2, holdTimer)], isFine)).toEqual([]);
  });

  it('may be near its limit of prefixes', () => {
    const lines = [session(at(1), warning(80), 'UP'), session(at(3), warning(90), 'UP')];
    const expected = { received: 90, limit: 100, at: at(3), line: warning(90) };
    expect(verdict(lines, isFine).prefixWarning).toEqual(expected);
    expect(verdict(lines.toReversed(), isFine).prefixWarning).toEqual(expected);
    expect(verdict([ike(-1, psk)], isFine)).not.toHaveProperty('prefixWarning');
  });

  it('may be near its limit of prefixes, whatever it says afterwards, and in whatever words', () => {
    const said = 'a maximum prefix limit warning: received about 80 prefixes, and the limit is about 100';
    expect(verdict([session(at(1), said, 'UP'), established(2)], isFine).prefixWarning).toEqual({
      received: 80,
      limit: 100,
      at: at(1),
      line: said,
    });
  });

  it('is not near a limit that it has exceeded', () => {
    const exceeded =
      'AWS-side peer detected the maximum prefix limit was exceeded - received 101 prefixes from neighbor 169.254.50.85, limit is 100';
    expect(verdict([session(at(1), exceeded)], isFine)).not.toHaveProperty('prefixWarning');
  });

  it('is not near a limit that the line does not give', () => {
    expect(verdict([session(at(1), 'a maximum prefix limit warning', 'UP')], isFine)).not.toHaveProperty(
      'prefixWarning',
    );
  });
});
