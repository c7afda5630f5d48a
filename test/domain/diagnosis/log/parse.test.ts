import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameAddress } from '../../../../shared/domain/diagnosis/log/ip-address.ts';
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
    'log_stream_created_by_aws_to_validate_log_delivery_subscriptions',
  ])('%j is of no tunnel', (name) => {
    expect(streamOwner(name)).toBeUndefined();
  });

  it('tells neighbouring addresses apart', () => {
    expect(sameAddress('203.0.113.1', '203.0.113.10')).toBe(false);
    expect(sameAddress('2001:db8::1', '2001:db8::1:1')).toBe(false);
    expect(sameAddress('2001:db8::', '2001:DB8:0:0:0:0:0:0')).toBe(true);
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
  ])('%s', (_name, fields, expected) => {
    expect(parsed(fields)?.at).toBe(expected);
  });

  it('is read from text too', () => {
    const message = `event_timestamp=${second} details=${details}`;
    expect(parse({ streamName: ikeStream, at: start, message })?.at).toBe(millis);
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
    expect(parse({ streamName: ikeStream, at: start, message })).toMatchObject({ phase2: 'down' });
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
