import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainAddress, sameAddress } from '../../../../shared/domain/diagnosis/log/ip-address.ts';
import { parse } from '../../../../shared/domain/diagnosis/log/parse.ts';
import { streamOwner } from '../../../../shared/domain/diagnosis/log/stream-name.ts';
import { start } from '../../builders.ts';
import { connectionId, ikeStream } from './lines.ts';

const details = 'AWS tunnel DPD timed out after 3 retransmits';

const parsed = (fields: Readonly<Record<string, unknown>>, writtenAt = start) =>
  parse({ streamName: ikeStream, at: writtenAt, message: JSON.stringify({ details, ...fields }) });

describe('the name of a stream', () => {
  it.each([
    ['203.0.113.1', '203.0.113.1', undefined],
    ['203.0.113.1-IKE.log', '203.0.113.1', 'activity'],
    ['203.0.113.1-BGP.log', '203.0.113.1', 'bgp'],
    ['203.0.113.1-bgp', '203.0.113.1', 'bgp'],
    ['203.0.113.1-2026-03-01', '203.0.113.1', undefined],
    ['2001-db8--1', '2001:db8::1', undefined],
    ['2001-db8--b-BGP.log', '2001:db8::b', 'bgp'],
    ['2001:db8::1-IKE.log', '2001:db8:0:0:0:0:0:1', 'activity'],
    ['2001-0DB8-0-0-0-0-0-1', '2001:db8::1', undefined],
  ] as const)('…%s is of %s', (rest, outsideIp, log) => {
    for (const separator of ['-', '_']) {
      for (const id of [connectionId, 'vpn-1234abcd']) {
        const owner = streamOwner(`${id}${separator}${rest}`);
        expect(owner).toMatchObject({ connectionId: id });
        expect(owner?.log).toBe(log);
        expect(sameAddress(owner?.outsideIp ?? '', outsideIp)).toBe(true);
      }
    }
  });

  it.each([
    '',
    'vpn-',
    connectionId,
    `${connectionId}_`,
    `${connectionId}_tunnel`,
    `${connectionId}_1.2.3`,
    `${connectionId}_1.2.3.4.5`,
    `x${connectionId}_1.2.3.4`,
    `${connectionId}_zz2001-db8--1`,
    `${connectionId}_2001-db8--1zz`,
    'log_stream_created_by_aws_to_validate_log_delivery_subscriptions',
  ])('%j is of no tunnel', (name) => {
    expect(streamOwner(name)).toBeUndefined();
  });

  it('tells neighbouring addresses apart', () => {
    expect(sameAddress('203.0.113.1', '203.0.113.10')).toBe(false);
    expect(sameAddress('2001:db8::1', '2001:db8::1:1')).toBe(false);
    expect(sameAddress('2001:db8::', '2001:DB8:0:0:0:0:0:0')).toBe(true);
  });

  it.each([
    [' 203.0.113.1 ', '203.0.113.1'],
    ['0.0.0.1', '0.0.0.1'],
    ['2001:0DB8:1001::000A', '2001:db8:1001:0:0:0:0:a'],
    ['1:2', '1:2'],
    ['::', '0:0:0:0:0:0:0:0'],
  ])('has addresses in one way of writing: %j is %s', (address, plain) => {
    expect(plainAddress(address)).toBe(plain);
  });

  it('is not needed where a text line says whose it is', () => {
    const message = 'resource_id=vpn-1234abcd_1.2.3.4 details=x';
    expect(parse({ streamName: 'all', at: start, message })).toMatchObject({
      connectionId: 'vpn-1234abcd',
      outsideIp: '1.2.3.4',
      text: 'x',
    });
  });

  it('is not needed where the line says whose it is', () => {
    const message = JSON.stringify({
      resource_id: 'vpn-1234abcd_1.2.3.4',
      type: 'BGPStatus',
      message: { details },
    });
    expect(parse({ streamName: 'all', at: start, message })).toMatchObject({
      connectionId: 'vpn-1234abcd',
      outsideIp: '1.2.3.4',
    });
  });
});

describe('the time of a line', () => {
  const second = 1_762_580_429;
  const millis = second * 1_000;

  it.each([
    ['seconds', { event_timestamp: second }, millis],
    ['seconds as text', { event_timestamp: `${second}` }, millis],
    ['milliseconds', { event_timestamp: millis + 641 }, millis + 641],
    ['seconds, made finer', { event_timestamp: second, timestamp: '2025-11-08 05:40:29.641Z' }, millis + 641],
    [
      'seconds, another time beside',
      { event_timestamp: second, timestamp: '2025-11-08 05:40:31.641Z' },
      millis,
    ],
    ['readable', { timestamp: '2025-11-08 05:40:29.641Z' }, millis + 641],
    ['readable, whole seconds', { timestamp: '2025-11-08T05:40:29Z' }, millis],
    ['a leap day', { timestamp: '2024-02-29 23:59:59.999Z' }, Date.parse('2024-02-29T23:59:59.999Z')],
    ['nothing', {}, start],
    ['nonsense', { event_timestamp: -1, timestamp: 'yesterday' }, start],
    ['nonsense as numbers', { event_timestamp: 1e300, timestamp: 7 }, start],
    ['a month that is none', { timestamp: '2025-13-08 05:40:29Z' }, start],
    ['month 0', { timestamp: '2025-00-08 05:40:29Z' }, start],
    ['day 0', { timestamp: '2025-11-00 05:40:29Z' }, start],
    ['day 32', { timestamp: '2025-11-32 05:40:29Z' }, start],
    ['readable, no zone', { timestamp: ' 2025-11-08 05:40:29 ' }, millis],
    ['readable, as far from UTC as UTC is', { timestamp: '2025-11-08 05:40:29+00:00' }, millis],
    ['readable, the same without a colon', { timestamp: '2025-11-08 05:40:29+0000' }, millis],
    ['something before it', { timestamp: 'x2025-11-08 05:40:29Z' }, start],
    ['something after it', { timestamp: '2025-11-08 05:40:29Zx' }, start],
    ['a list', { event_timestamp: [second] }, start],
    ['the earliest seconds', { event_timestamp: 1e8 }, 1e11],
    ['the earliest milliseconds', { event_timestamp: 1e11 }, 1e11],
    ['the end of all milliseconds', { event_timestamp: 1e14 }, start],
  ])('%s', (_name, fields, expected) => {
    expect(parsed(fields)?.at).toBe(expected);
  });

  it('is read from text too', () => {
    const atOf = (message: string) => parse({ streamName: ikeStream, at: start, message })?.at;
    expect(atOf(`event_timestamp=${second} details=${details}`)).toBe(millis);
    expect(atOf(`timestamp=2025-11-08 05:40:29.641Z details=${details}`)).toBe(millis + 641);
    expect(atOf(`timestamp: 2025-11-08T05:40:29.641, details: ${details}`)).toBe(millis + 641);
  });

  it('is made finer by when CloudWatch wrote it, within the second', () => {
    expect(parsed({ event_timestamp: second }, millis + 20)?.at).toBe(millis + 20);
    expect(parsed({ event_timestamp: second }, millis + 1_020)?.at).toBe(millis);
  });

  it('agrees with the calendar on every readable time', () => {
    const anyTime = fc.date({
      min: new Date(0),
      max: new Date('2199-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(anyTime, (time) => {
        const event = parsed({ timestamp: time.toISOString().replace('T', ' ') });
        expect(event?.at).toBe(time.getTime());
      }),
    );
  });
});

describe('the states of a line', () => {
  it.each(['Established', 'Rekeying', 'Negotiating', 'Down', 'down', 'ESTABLISHED'])('%s', (state) => {
    const expected = { phase1: state.toLowerCase(), phase2: 'down' };
    expect(parsed({ ike_phase1_state: state, ike_phase2_state: 'down' })).toMatchObject(expected);
    const message = `ike_phase1_state: ${state}, ike_phase2_state: Down, details: ${details}`;
    expect(parse({ streamName: ikeStream, at: start, message })).toMatchObject({
      ...expected,
      text: details,
    });
  });

  it.each([undefined, null, 7, '', 'sleeping', {}, ['down']])('%j is none', (state) => {
    expect(parsed({ ike_phase1_state: state, ike_phase2_state: state })).toMatchObject({
      phase1: undefined,
      phase2: undefined,
    });
  });
});

describe('what a line is about', () => {
  const anyStream = `${connectionId}-203.0.113.1`;
  const bgpStream = `${anyStream}-BGP.log`;
  it.each<readonly [string, object, string, string]>([
    ['a route by its type', { type: 'RouteStatus', details: 'x' }, anyStream, 'route'],
    ['a route by its type in words', { type: 'Route Status', details: 'x' }, bgpStream, 'route'],
    ['no route by another type', { type: 'xRouteStatus', details: 'x' }, anyStream, 'activity'],
    ['no route by a longer type', { type: 'RouteStatusx', details: 'x' }, anyStream, 'activity'],
    ['a session by its type', { type: 'BGPStatus', details: 'x' }, anyStream, 'session'],
    ['a session by its type in words', { type: 'bgp status', details: 'x' }, anyStream, 'session'],
    ['no session by another type', { type: 'xBGPStatus', details: 'x' }, anyStream, 'activity'],
    ['no session by a longer type', { type: 'BGPStatusx', details: 'x' }, anyStream, 'activity'],
    ['a route that is advertised', { status: 'Advertised', details: 'x' }, bgpStream, 'route'],
    ['a route that is updated', { status: 'UPDATED', details: 'x' }, anyStream, 'route'],
    ['a route that is withdrawn', { status: 'WITHDRAWN', details: 'x' }, anyStream, 'route'],
    ['a route that is denied', { details: 'Denied due to a loop' }, anyStream, 'route'],
    ['a session by its stream', { details: 'x' }, bgpStream, 'session'],
    ['a session by its peer', { details: 'The AWS-side peer is gone' }, anyStream, 'session'],
    ['a session by its name', { details: 'The BGP session is gone' }, anyStream, 'session'],
    ['activity otherwise', { details: 'x' }, anyStream, 'activity'],
  ])('is %s', (_, fields, streamName, kind) => {
    expect(parse({ streamName, at: start, message: JSON.stringify(fields) })?.kind).toBe(kind);
  });

  it.each<readonly [string, object]>([
    [
      'RouteStatus 10.0.0.0/8 updated denied due to:as-path contains our own AS med=7',
      {
        kind: 'route',
        status: 'updated',
        prefix: '10.0.0.0/8',
        text: '10.0.0.0/8 updated: denied due to:as-path contains our own AS',
      },
    ],
    [
      'route status: 2001:db8::/32 withdrawn',
      { kind: 'route', status: 'withdrawn', prefix: '2001:db8::/32', text: '2001:db8::/32 withdrawn' },
    ],
    ['type=RouteStatus prefix=::/0', { kind: 'route', status: undefined, prefix: '::/0', text: '::/0' }],
    [
      'type=RouteStatus status=UPDATED nexthop=1.1.1.1/32 prefix=10.0.0.0/8 denied due to: a loop',
      { kind: 'route', prefix: '10.0.0.0/8', text: '10.0.0.0/8 UPDATED: denied due to: a loop' },
    ],
    ['bgpstatus status=UP details="It is up"', { kind: 'session', status: 'up', text: 'It is up' }],
    ['prefix=10.0.0.0/8', { kind: 'activity', text: '10.0.0.0/8' }],
    ['details="a" b', { kind: 'activity', text: '"a" b' }],
  ])('is read from the text line %s', (message, expected) => {
    expect(parse({ streamName: anyStream, at: start, message })).toMatchObject(expected);
  });

  it.each<readonly [object, object]>([
    [
      { type: 'RouteStatus', message: { prefix: '10.0.0.0/8', details: 'y' } },
      { status: undefined, text: '10.0.0.0/8: y' },
    ],
    [
      { type: 'RouteStatus', status: 'UPDATED', details: 'y' },
      { prefix: '', text: 'y' },
    ],
    [
      { type: 'RouteStatus', status: 'UPDATED', message: { prefix: '::/0', details: '::/0 UPDATED: z' } },
      { text: '::/0 UPDATED: z' },
    ],
    [{ type: 'BGPStatus', status: 'DOWN' }, { text: '{"type":"BGPStatus","status":"DOWN"}' }],
    [{ details: 7 }, { text: '7' }],
  ])('is read from %j', (fields, expected) => {
    expect(parse({ streamName: anyStream, at: start, message: JSON.stringify(fields) })).toMatchObject(
      expected,
    );
  });

  it('is one line of at most 4,000 characters', () => {
    const textOf = (said: string) =>
      parse({ streamName: anyStream, at: start, message: JSON.stringify({ details: said }) })?.text;
    expect(textOf('a \n\t b')).toBe('a b');
    expect(textOf('x'.repeat(5_000))).toHaveLength(4_000);
  });
});

describe('a line', () => {
  it('of BGP may hold its message as text', () => {
    const message = JSON.stringify({
      type: 'BGPStatus',
      status: 'DOWN',
      message: 'AWS-side peer sent an OPEN message',
    });
    expect(parse({ streamName: ikeStream, at: start, message })).toMatchObject({
      kind: 'session',
      status: 'down',
      text: 'AWS-side peer sent an OPEN message',
    });
  });

  it('that is broken JSON is text', () => {
    const message = `{"details":"${details}","ike_phase2_state":"down`;
    expect(parse({ streamName: ikeStream, at: start, message })).toMatchObject({
      phase2: 'down',
      text: expect.stringMatching(/^"AWS tunnel DPD timed out after 3 retransmits/),
    });
  });

  it('that is empty says nothing', () => {
    expect(parse({ streamName: ikeStream, at: start, message: ' \n' })).toBeUndefined();
  });

  it('whatever it holds does no harm', () => {
    const anyMessage = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .object({
          key: fc.constantFrom('details', 'message', 'status', 'type', 'event_timestamp', '__proto__'),
        })
        .map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(fc.constantFrom(ikeStream, 'x'), anyMessage, (streamName, message) => {
        const event = parse({ streamName, at: start, message });
        if (event)
          expect(event).toMatchObject({ connectionId, at: expect.any(Number), text: expect.any(String) });
      }),
    );
  });

  it.each([
    ['brackets', '['.repeat(100_000)],
    ['nested objects', '{"details":'.repeat(50_000)],
    ['spaces', ' '.repeat(200_000)],
    ['words', 'a '.repeat(100_000)],
    ['fields', 'details= details='.repeat(20_000)],
    ['notifications', 'notification 6/ '.repeat(20_000)],
    ['addresses', 'a.'.repeat(100_000)],
  ])('of very many %s is read at once', (_name, message) => {
    const before = performance.now();
    parse({ streamName: ikeStream, at: start, message });
    parse({ streamName: ikeStream, at: start, message: `details=${message}` });
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
