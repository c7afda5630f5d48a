import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../../../shared/domain/diagnosis/evidence.ts';
import { directionOf, notificationIn } from '../../../../shared/domain/diagnosis/log/bgp-notifications.ts';
import { type Meaning, meaningOf } from '../../../../shared/domain/diagnosis/log/meaning.ts';
import { parse } from '../../../../shared/domain/diagnosis/log/parse.ts';
import { start } from '../../builders.ts';
import { ikeMessages, routeMessages, sessionMessages } from './documented.ts';
import { activity, type Format, ikeStream, type Phases, route, session } from './lines.ts';

const meant = (line: LogLine): Meaning | undefined => {
  const event = parse(line);
  return event && meaningOf(event);
};

const formats: readonly Format[] = ['json', 'text'];

describe.each(formats)('a documented message in %s', (format) => {
  it.each(ikeMessages)('%s', (text, meaning) => {
    const line = activity(start, text, {}, format);
    expect(meant(line)).toBe(meaning);
    expect(meant({ ...line, message: line.message.toUpperCase() })).toBe(meaning);
    expect(parse(line)?.text).toBe(text);
  });

  it.each(sessionMessages)('%s', (text, status, meaning) => {
    const line = session(start, text, status, format);
    expect(meant(line)).toBe(meaning);
    expect(parse(line)).toMatchObject({ kind: 'session', text, status: status.toLowerCase() });
  });

  it.each(routeMessages)('a route that is %s: %s', (status, details, meaning) => {
    const line = route(start, status, '172.31.0.0/16', details, format);
    expect(meant(line)).toBe(meaning);
    const text = `172.31.0.0/16 ${status}${details ? `: ${details}` : ''}`;
    expect(parse(line)).toMatchObject({ kind: 'route', prefix: '172.31.0.0/16', text });
  });
});

describe('a message', () => {
  it.each(ikeMessages)('is known in a text line that says nothing else: %s', (text, meaning) => {
    expect(meant({ streamName: ikeStream, at: start, message: `2026-03-01 03:00:00 ${text}\n` })).toBe(
      meaning,
    );
  });

  it.each<readonly [string, Meaning]>([
    ['invalid presharedkey', 'pre-shared-key'],
    ['Invalid pre shared key', 'pre-shared-key'],
    ['presharedkey mismatch', 'pre-shared-key'],
    ['deleting unestablished Phase 1', 'peer-unreachable'],
    ['AWS-side peer received a notification with code 6/3', 'bgp-peer-unconfigured'],
  ])('is known in another way of writing: %s', (text, meaning) => {
    expect(meant({ streamName: ikeStream, at: start, message: text })).toBe(meaning);
  });

  it.each(['', 'AWS tunnel is fine', 'route 10.1.1.6/2 with notification'])(
    'means nothing where AWS does not document it: %j',
    (text) => {
      expect(meant({ streamName: ikeStream, at: start, message: text })).toBeUndefined();
    },
  );

  it.each<readonly [string, Phases, Meaning]>([
    ['No Proposal Match Found by AWS', { phase1: 'established', phase2: 'down' }, 'proposal-phase-2'],
    ['No Proposal Match Found by AWS', { phase1: 'Established', phase2: 'rekeying' }, 'proposal-phase-2'],
    ['No Proposal Match Found by AWS', { phase1: 'rekeying', phase2: 'established' }, 'proposal-phase-1'],
    ['No Proposal Match Found by AWS', { phase1: 'established' }, 'proposal-phase-1'],
    ['No Proposal Match Found by AWS', { phase2: 'down' }, 'proposal-phase-1'],
    ['Notifying with "No proposal chosen"', { phase1: 'down', phase2: 'down' }, 'proposal-phase-1'],
    ['Notifying with "No proposal chosen"', { phase1: 'negotiating', phase2: 'down' }, 'proposal-phase-1'],
    ['Notifying with "No proposal chosen"', { phase1: 'rekeying', phase2: 'down' }, 'proposal-phase-2'],
    [
      'Notifying with "No proposal chosen"',
      { phase1: 'established', phase2: 'established' },
      'proposal-phase-2',
    ],
  ])('is of the phase that does not stand: %s, %j', (text, phases, meaning) => {
    expect(meant(activity(start, text, phases))).toBe(meaning);
  });

  it.each([
    ['AWS-side peer received notification 6/10 (Cease/BFD Down) from neighbor 169.254.50.85', '6/10', '6/10'],
    ['AWS-side peer sent a notification 3/99 to neighbor fd00::a1/126', '3/99', '3'],
    ['AWS-side peer sent a notification 9/3 to neighbor 169.254.50.85/30', '9/3', undefined],
  ])('states a reason: %s', (text, code, reason) => {
    expect(notificationIn(text)).toEqual({ code, reason });
  });

  it.each([
    'AWS-side peer sent a notification to neighbor 169.254.50.85/30',
    'AWS-side peer sent a notification to neighbor fd00::a1/126',
    'AWS-side peer sent a notification to neighbor fd00::1/126',
    'AWS-side peer sent an UPDATE Message Error notification to neighbor 169.254.50.85',
  ])('states no number, and has ended the session all the same: %s', (text) => {
    expect(notificationIn(text)).toBeUndefined();
    expect(meant(session(start, text))).toBe('bgp-closed');
    expect(directionOf(text)).toBe('sent');
  });

  it.each([
    ['AWS-side peer sent a notification 6/2 (Cease/Administrative Shutdown) to neighbor 1.1.1.1', 'sent'],
    [
      'AWS-side peer received notification 6/2 (Cease/Administrative Shutdown) from neighbor 1.1.1.1',
      'received',
    ],
    ['AWS-side peer sent a Hold Timer Expired notification to neighbor 1.1.1.1', 'sent'],
    ['AWS-side peer sent an OPEN message to neighbor 1.1.1.1', undefined],
  ])('says who has ended the session: %s', (text, direction) => {
    expect(directionOf(text)).toBe(direction);
  });
});
