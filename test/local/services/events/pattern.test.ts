import { describe, expect, it } from 'vitest';
import { checkPattern, matchesPattern } from '../../../../local/services/events/pattern.ts';

const event = {
  source: 'aws.health',
  region: 'eu-west-1',
  resources: ['vpn-1', 'vpn-2'],
  detail: {
    service: 'VPN',
    backupEvent: 'false',
    flag: true,
    count: 3,
    nothing: null,
    empty: '',
    address: '10.0.1.7',
    path: 'a/b/c*d',
    entities: [
      { id: 'vpn-1', state: 'UP' },
      { id: 'vpn-2', state: 'DOWN' },
    ],
  },
};

const detail = (pattern: unknown) => ({ detail: pattern });

describe('an event pattern', () => {
  it.each<[string, Record<string, unknown>, boolean]>([
    ['one of several values', { source: ['aws.ec2', 'aws.health'] }, true],
    ['all members', { source: ['aws.health'], region: ['us-east-1'] }, false],
    ['nested members', detail({ service: ['VPN'] }), true],
    ['text in another case', detail({ service: ['vpn'] }), false],
    ['a list by any element', { resources: ['vpn-2', 'vpn-9'] }, true],
    ['objects in a list', detail({ entities: { id: ['vpn-2'] } }), true],
    ['text is not a boolean', detail({ backupEvent: [false] }), false],
    ['a boolean is not text', detail({ flag: ['true'] }), false],
    ['a boolean', detail({ flag: [true] }), true],
    ['a number is not text', detail({ count: ['3'] }), false],
    ['a number', detail({ count: [3.0] }), true],
    ['null', detail({ nothing: [null] }), true],
    ['an absent member is not null', detail({ absent: [null] }), false],
    ['the empty text', detail({ empty: [''] }), true],
    ['prefix', { region: [{ prefix: 'eu-' }] }, true],
    ['prefix, ignoring case', { region: [{ prefix: { 'equals-ignore-case': 'EU-' } }] }, true],
    ['another prefix', { region: [{ prefix: 'us-' }] }, false],
    ['suffix', { region: [{ suffix: '-1' }] }, true],
    ['suffix, ignoring case', { source: [{ suffix: { 'equals-ignore-case': 'HEALTH' } }] }, true],
    ['equals-ignore-case', detail({ service: [{ 'equals-ignore-case': 'vpn' }] }), true],
    ['wildcard', detail({ path: [{ wildcard: 'a/*/c*' }] }), true],
    ['an escaped star', detail({ path: [{ wildcard: 'a/b/c\\*d' }] }), true],
    ['an escaped star that is none', detail({ service: [{ wildcard: 'V\\*' }] }), false],
    ['anything-but one', detail({ service: [{ 'anything-but': 'EC2' }] }), true],
    ['anything-but itself', detail({ service: [{ 'anything-but': 'VPN' }] }), false],
    ['anything-but a list', detail({ count: [{ 'anything-but': [1, 3] }] }), false],
    ['anything-but a prefix', { region: [{ 'anything-but': { prefix: 'us-' } }] }, true],
    ['anything-but prefixes', { region: [{ 'anything-but': { prefix: ['us-', 'eu-'] } }] }, false],
    ['anything-but a suffix', { region: [{ 'anything-but': { suffix: '-1' } }] }, false],
    [
      'anything-but, ignoring case',
      detail({ service: [{ 'anything-but': { 'equals-ignore-case': ['vpn'] } }] }),
      false,
    ],
    ['anything-but a wildcard', detail({ path: [{ 'anything-but': { wildcard: 'z*' } }] }), true],
    ['anything-but of an absent member', detail({ absent: [{ 'anything-but': 'x' }] }), false],
    ['exists', detail({ service: [{ exists: true }] }), true],
    ['exists of an absent member', detail({ absent: [{ exists: true }] }), false],
    ['absence', detail({ absent: [{ exists: false }] }), true],
    ['absence below an absent member', { other: { member: [{ exists: false }] } }, true],
    ['absence of what is there', detail({ service: [{ exists: false }] }), false],
    ['numeric equality', detail({ count: [{ numeric: ['=', 3] }] }), true],
    ['a numeric range', detail({ count: [{ numeric: ['>', 0, '<=', 3] }] }), true],
    ['outside of a range', detail({ count: [{ numeric: ['>', 3, '<', 9] }] }), false],
    ['numeric of text', detail({ backupEvent: [{ numeric: ['=', 0] }] }), false],
    ['cidr', detail({ address: [{ cidr: '10.0.0.0/16' }] }), true],
    ['cidr outside', detail({ address: [{ cidr: '10.1.0.0/16' }] }), false],
    ['$or, the second', { $or: [{ source: ['x'] }, { region: ['eu-west-1'] }] }, true],
    ['$or, none', { $or: [{ source: ['x'] }, { region: ['y'] }] }, false],
    ['$or beside another member', { source: ['x'], $or: [{ region: ['eu-west-1'] }] }, false],
    ['$or nested', detail({ $or: [{ flag: [false] }, { count: [{ numeric: ['>', 2] }] }] }), true],
    ['a matcher beside values', { region: ['x', { prefix: 'eu' }] }, true],
  ])('matches by %s', (_name, pattern, expected) => {
    checkPattern(pattern);
    expect(matchesPattern(pattern, event)).toBe(expected);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a value outside of a list', { source: 'aws.health' }, '"source" must be an object or an array'],
    ['an unknown match type', { source: [{ startsWith: 'a' }] }, 'unknown match type in {"startsWith":"a"}'],
    ['a bad numeric', { count: [{ numeric: ['~', 1] }] }, 'bad numeric match ["~",1]'],
  ])('is refused for %s', (_name, pattern, message) => {
    expect(() => checkPattern(pattern)).toThrow(message);
  });
});
