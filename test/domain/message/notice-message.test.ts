import { describe, expect, it } from 'vitest';
import { announcementOfNotice } from '../../../shared/domain/message/notice-announcement.ts';
import { noticeMessage } from '../../../shared/domain/message/notice-message.ts';
import type { Notice } from '../../../shared/domain/notice.ts';
import { message as english } from '../../../shared/words/english/message.ts';
import { at, connection, down, firstIp, secondIp, up } from '../builders.ts';
import {
  gone,
  healthEvent,
  idA,
  idB,
  idC,
  lacking,
  noticeOf,
  otherEvent,
  singleTunnel,
  well,
} from '../notices/cases.ts';

const context = {
  words: english,
  accountId: '111122223333',
  runbookUrl: 'https://runbook.example/r',
  now: at(5),
};

const message = (notice: Notice) => noticeMessage(notice, context);

it('what an event names beside connections is named', () => {
  const event = otherEvent({ otherEntities: ['tgw-0123456789abcdef0', '111122223333'] });
  expect(message(noticeOf({ event })).facts).toContainEqual({
    label: 'Also named by AWS',
    value: 'tgw-0123456789abcdef0, 111122223333',
  });
});

const missing = noticeOf({ event: singleTunnel(), looked: [lacking()] });

describe('a quiet notice', () => {
  it('is one line, and where it is', () => {
    expect(message(noticeOf())).toMatchObject({
      severity: 'info',
      headline: 'Info · hq-to-aws (vpn-0a1b2c3d4e5f60718) · AWS replaced a tunnel endpoint',
      summary: 'AWS replaced a tunnel endpoint at 03:00 UTC. Every tunnel in use is up.',
      facts: [
        { label: 'Account', value: '111122223333' },
        { label: 'Region', value: 'eu-west-1' },
      ],
      tunnels: [],
      cause: undefined,
      done: [],
      todo: [],
      findings: [],
      unread: [],
    });
  });

  it('is told with all that is known of its event, and with nothing where none is known', () => {
    const told: unknown[] = [];
    const summary = (words: unknown): string => String(told.push(words));
    const kind = { ...english.notice.notice['health-event'], summary };
    const notice = { ...english.notice, notice: { ...english.notice.notice, 'health-event': kind } };
    const known = noticeOf({ event: otherEvent() });
    noticeMessage(known, { ...context, words: { ...english, notice } });
    noticeMessage({ ...known, event: undefined }, { ...context, words: { ...english, notice } });
    const place = { count: 1, topic: 'other', account: '111122223333', region: 'eu-west-1' };
    expect(told).toEqual([
      { ...place, at: '03:00 UTC', code: 'AWS_VPN_SOMETHING_NEW', category: 'accountNotification' },
      { ...place, at: '', code: '', category: '' },
    ]);
  });

  it('does not claim that tunnels are up which nobody could look at', () => {
    expect(message(noticeOf({ looked: [gone()] })).summary).toBe(
      'AWS replaced a tunnel endpoint at 03:00 UTC. AWS does not list the connection (any more).',
    );
  });

  it('warns where a replacement interrupts the traffic', () => {
    expect(message(noticeOf({ looked: [lacking()] })).todo[0]).toContain('interrupts the traffic');
  });
});

describe('missing redundancy', () => {
  it('names the tunnel and what to configure', () => {
    const subject = message(missing);
    expect(subject.headline).toBe(
      'Warning · hq-to-aws (vpn-0a1b2c3d4e5f60718) · no redundancy: a tunnel has never been up',
    );
    expect(subject.tunnels).toEqual([{ outsideIp: secondIp, state: 'unused', text: 'has never been up' }]);
    expect(subject.todo[0]).toContain('Set up the missing tunnel');
    expect(subject.todo).toEqual(english.notice.notice['missing-redundancy'].todo);
    const unused = (words: object): string => JSON.stringify(words);
    const tunnel = { ...english.connection.tunnel, unused };
    const words = { ...english, connection: { ...english.connection, tunnel } };
    expect(noticeMessage(missing, { ...context, words }).tunnels[0]?.text).toBe(
      '{"since":"","duration":"","statusMessage":""}',
    );
    expect(subject.links.map((link) => link.url)).toContain('https://runbook.example/r#missing-redundancy');
  });

  it('of several connections lists them, each with its tunnel', () => {
    const subject = message(noticeOf({ event: singleTunnel(), looked: [lacking(idA), lacking(idB)] }));
    expect(subject.headline).toContain('2 connections');
    expect(subject.facts[1]?.value).toBe(`hq-to-aws (${idB}): tunnel ${secondIp} never up`);
  });

  it('of many connections lists the first, and says how many there are besides', () => {
    const ids = Array.from({ length: 40 }, (_, index) => `vpn-${String(index).padStart(17, '0')}`);
    const subject = message(noticeOf({ event: singleTunnel(), looked: ids.map(lacking) }));
    expect(subject.facts).toHaveLength(9);
    expect(subject.facts[6]?.value).toBe('and 34 more');
  });

  it('names both tunnels of a connection that nobody has ever used', () => {
    const looked = {
      ...lacking(),
      connection: connection({ tunnels: [down(firstIp), down(secondIp)] }),
      unusedTunnels: [firstIp, secondIp],
    };
    expect(message(noticeOf({ event: singleTunnel(), looked: [looked] })).tunnels).toHaveLength(2);
  });

  it('leaves out a tunnel that is up by now', () => {
    const looked = { ...lacking(), connection: connection({ tunnels: [up(firstIp), up(secondIp)] }) };
    expect(noticeOf({ event: singleTunnel(), looked: [looked] }).kind).toBe('redundancy-restored');
  });
});

describe('in the words of AWS', () => {
  it('an unknown code', () => {
    const event = otherEvent({ category: 'scheduledChange', startedAt: at(5_000) });
    const subject = message(noticeOf({ event }));
    expect(subject.headline).toContain('AWS Health says AWS_VPN_SOMETHING_NEW');
    expect(subject.summary).toBe(
      'AWS Health sent AWS_VPN_SOMETHING_NEW (scheduledChange) about this connection, starting 2026-03-04 14:20 UTC.',
    );
    expect(subject.cause).toEqual({ sentence: 'In the words of AWS:', evidence: 'Something is new.' });
  });

  it('that action is required', () => {
    const event = otherEvent({ actionability: 'ACTION_REQUIRED' });
    expect(message(noticeOf({ event })).summary).toContain('AWS says that action is required.');
  });

  it('an event about the whole region', () => {
    const place = { region: 'eu-west-1', lookable: false, reason: 'names-no-connection' } as const;
    const notice = noticeOf({
      event: otherEvent({ category: 'issue', connectionIds: [] }),
      place,
      looked: [],
    });
    expect(message(notice).headline).toBe(
      'Warning · Site-to-Site VPN in eu-west-1 · AWS Health says AWS_VPN_SOMETHING_NEW',
    );
  });

  it('an event about another account, of which nothing is known', () => {
    const place = { region: 'us-east-1', lookable: false, reason: 'foreign-account' } as const;
    const notice = noticeOf({ event: healthEvent({ account: '478983378254' }), place, looked: [] });
    const subject = message(notice);
    expect(subject.headline).toBe(`Info · ${idA} · AWS replaced a tunnel endpoint, in account 478983378254`);
    expect(subject.summary).toContain('Nothing was looked at, and nothing is restarted.');
    expect(subject.facts).toContainEqual({ label: 'Account', value: '478983378254' });
    expect(subject.links[0]?.label).toBe('Open AWS Health');
  });
});

describe('a link', () => {
  const elsewhere = (reason: 'foreign-account' | 'region-not-watched') =>
    ({ region: 'us-east-1', lookable: false, reason }) as const;
  const links = (notice: Notice) => message(notice).links.map(({ label, url }) => `${label} ${url}`);
  const console = (id: string) =>
    `Open in the AWS console https://console.aws.amazon.com/vpc/home?region=eu-west-1#VpnConnectionDetails:VpnConnectionId=${id}`;
  const health = 'Open AWS Health https://console.aws.amazon.com/health/home';
  const page = (heading: string) => `Runbook https://runbook.example/r#${heading}`;

  it.each<readonly [string, Notice, readonly string[]]>([
    ['one connection', noticeOf(), [console(idA), page('health-event')]],
    [
      'an unknown event about one connection',
      noticeOf({ event: otherEvent() }),
      [console(idA), health, page('health-event')],
    ],
    ['a connection that is gone', noticeOf({ looked: [gone()] }), [health, page('health-event')]],
    ['several connections', noticeOf({ looked: [well(idA), well(idB)] }), [health, page('health-event')]],
    [
      'a connection of another account',
      noticeOf({ place: elsewhere('foreign-account'), looked: [] }),
      [health, page('health-event')],
    ],
    ['a missing tunnel', missing, [console(idA), page('missing-redundancy')]],
    [
      'a tunnel that is back',
      { ...missing, kind: 'redundancy-restored' },
      [console(idA), page('missing-redundancy')],
    ],
    [
      'an event that nobody can read',
      { ...missing, kind: 'unreadable-event' },
      [console(idA), page('unreadable-event')],
    ],
    ['an alarm', { ...missing, kind: 'own-alarm' }, [console(idA), page('own-alarm')]],
    [
      'traffic that goes one way',
      { ...missing, kind: 'one-way-traffic' },
      [console(idA), page('one-way-traffic')],
    ],
    ['the set-up', { ...missing, kind: 'posture' }, [console(idA), page('set-up')]],
  ])('of a notice about %s', (_, notice, expected) => {
    expect(links(notice)).toEqual(expected);
  });
});

describe('what is left out', () => {
  it.each<readonly [Notice['kind'], boolean]>([
    ['health-event', true],
    ['foreign-account', true],
    ['unreadable-event', true],
    ['endpoint-replaced', false],
    ['missing-redundancy', false],
    ['redundancy-restored', false],
    ['one-way-traffic', false],
  ])('of a notice of the kind %s are the words of AWS, or not: %s', (kind, quoted) => {
    const notice = { ...noticeOf({ event: otherEvent() }), kind };
    expect(message(notice).cause).toEqual(
      quoted ? { sentence: 'In the words of AWS:', evidence: 'Something is new.' } : undefined,
    );
  });

  it('are words of AWS that say nothing, or too much', () => {
    expect(message(noticeOf({ event: otherEvent({ description: '' }) })).cause).toBeUndefined();
    expect(message({ ...noticeOf({ event: otherEvent() }), event: undefined }).cause).toBeUndefined();
    const endless = noticeOf({ event: otherEvent({ description: 'x'.repeat(2_001) }) });
    expect(message(endless).cause?.evidence).toBe(`${'x'.repeat(2_000)}…`);
  });

  it('are tunnels of another notice than the one about redundancy', () => {
    expect(message({ ...missing, kind: 'endpoint-replaced' }).tunnels).toEqual([]);
    expect(
      message(noticeOf({ event: singleTunnel(), looked: [lacking(idA), lacking(idB)] })).tunnels,
    ).toEqual([]);
    expect(message({ ...missing, connections: [] }).tunnels).toEqual([]);
  });

  it('is the end of an endless code', () => {
    const code = 'A'.repeat(101);
    const category = 'b'.repeat(101);
    const { summary } = message(noticeOf({ event: otherEvent({ code, category }) }));
    expect(summary).toContain(`${'A'.repeat(100)}… (${'b'.repeat(100)}…)`);
  });

  it('is what no event has said', () => {
    const subject = message({ ...noticeOf({ event: otherEvent() }), event: undefined });
    expect(subject.facts).toContainEqual({ label: 'Account', value: '111122223333' });
    expect(subject.summary).not.toContain('undefined');
    const dateless = message(noticeOf({ event: otherEvent({ startedAt: undefined, account: '' }) }));
    expect(dateless.summary).not.toContain('starting');
    expect(dateless.facts).toContainEqual({ label: 'Account', value: '111122223333' });
  });

  it('is the warning of a replacement where every tunnel is in use', () => {
    expect(message(noticeOf({ looked: [well()] })).todo).toEqual([]);
    expect(message(noticeOf({ looked: [well(idA), lacking(idB)] })).todo).toHaveLength(1);
  });
});

describe('a connection in a list', () => {
  it.each([
    ['that is gone', { gone: true }, 'hq-to-aws (vpn-1): not listed by AWS'],
    ['with traffic one way', { oneWayTunnels: [firstIp] }, undefined],
    ['of which there is nothing to say', {}, 'hq-to-aws (vpn-1)'],
  ] as const)('%s', (_, change, expected) => {
    const listed = { connectionId: 'vpn-1', name: 'hq-to-aws', unusedTunnels: [], ...change };
    const value = message({ ...missing, connections: [listed] }).facts[0]?.value;
    if (expected) expect(value).toBe(expected);
    else expect(value).toBe(`hq-to-aws (vpn-1): ${english.notice.oneWayTunnels([firstIp])}`);
  });

  it.each([6, 7])('is one of six at most: %i', (count) => {
    const connections = Array.from({ length: count }, (_, index) => ({
      connectionId: `vpn-${index}`,
      name: undefined,
      unusedTunnels: [],
    }));
    const { facts } = message({ ...missing, connections });
    expect(facts).toHaveLength(6 + 2 + (count > 6 ? 1 : 0));
    expect(facts.slice(0, 6).every(({ label }) => label === 'Connection')).toBe(true);
    if (count > 6) expect(facts[6]).toEqual({ label: 'Connection', value: 'and 1 more' });
  });

  it('is listed in a quiet notice too, if there are several', () => {
    expect(message(noticeOf({ looked: [well(idA), well(idB)] })).facts).toHaveLength(4);
  });
});

describe('the announcement of a notice', () => {
  it('carries its kind and its id', () => {
    expect(announcementOfNotice(missing, context)).toMatchObject({
      kind: 'notice.missing-redundancy',
      subjectId: missing.noticeId,
      revision: 1,
      region: 'eu-west-1',
      format: 'tunnelkeeper/announcement/1',
      connectionId: idA,
      thread: [],
    });
    for (const connections of [noticeOf({ looked: [well(idA), well(idB)] }).connections, []]) {
      const { connectionId, channel } = announcementOfNotice({ ...missing, connections }, context);
      expect([connectionId, channel]).toEqual([undefined, undefined]);
    }
  });

  it('goes to the channel of the tag only if all connections agree', () => {
    const tagged = (id: string, channel: string) => ({
      ...well(id),
      connection: connection({ connectionId: id, tags: { 'tunnelkeeper:channel': channel } }),
    });
    const channelOf = (looked: readonly ReturnType<typeof tagged>[]) =>
      announcementOfNotice(noticeOf({ looked }), context).channel;
    expect(channelOf([tagged(idA, '#a'), tagged(idB, '#a')])).toBe('#a');
    expect(channelOf([tagged(idA, '#a'), tagged(idC, '#c')])).toBeUndefined();
  });
});
