import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VpnHealthEvent } from '../../shared/domain/notices/vpn-health-event.ts';
import { parseHealthEvent } from '../../shared/events/health-event.ts';
import { healthFixture, withDetail } from '../fixtures/read-fixture.ts';

const eventOf = (input: unknown): VpnHealthEvent => {
  const parsed = parseHealthEvent(input);
  if (parsed.kind !== 'health') throw new Error(`Parsed as ${parsed.kind}.`);
  return parsed.event;
};

const newest = healthFixture('redundancy-loss-2026');

describe('the captured events of 2022', () => {
  it('reads a replacement, which lacks half of the fields', () => {
    const event = eventOf(healthFixture('redundancy-loss-2022'));
    expect(event).toMatchObject({
      account: '478983378254',
      region: 'us-east-1',
      code: 'AWS_VPN_REDUNDANCY_LOSS',
      topic: 'endpoint-replaced',
      category: 'accountNotification',
      statusCode: '',
      startedAt: Date.UTC(2022, 5, 1, 7, 28, 38),
      connectionIds: ['vpn-0171313c6944e5983'],
    });
    expect(event.eventKey).toBe(
      '478983378254|arn:aws:health:us-east-1::event/VPN/AWS_VPN_REDUNDANCY_LOSS/AWS_VPN_REDUNDANCY_LOSS-1654068974856-4555645-IAD||Wed, 1 Jun 2022 07:28:38 GMT',
    );
  });

  it('turns the two-character line breaks and quotes of the text into real ones', () => {
    const { description } = eventOf(healthFixture('redundancy-loss-2022'));
    expect(description).toContain('operating normally.\n\nReplacements can occur');
    expect(description).toContain('On the "Amazon VPC" tab');
    expect(description).not.toContain('\\');
  });

  it('reads a single-tunnel notification', () => {
    const event = eventOf(healthFixture('single-tunnel-2022'));
    expect(event.topic).toBe('single-tunnel');
    expect(event.connectionIds).toEqual(['vpn-0171313c6944e5983']);
  });
});

describe('the newest form', () => {
  it('reads ARNs as entities, without resources', () => {
    expect(eventOf(newest)).toMatchObject({
      account: '111122223333',
      region: 'eu-west-1',
      eventKey: '111122223333|01b0993207d81a09dcd552ebd1e633e36cf1f09a',
      actionability: 'INFORMATIONAL',
      connectionIds: ['vpn-0a1b2c3d4e5f60718'],
    });
  });

  it('reads which entities have been settled, and what is no connection', () => {
    const partly = healthFixture('lifecycle-partly-resolved');
    expect(eventOf(partly)).toMatchObject({
      connectionIds: ['vpn-0123456789abcdef1', 'vpn-0123456789abcdef2', 'vpn-0123456789abcdef3'],
      settledIds: ['vpn-0123456789abcdef2', 'vpn-0123456789abcdef3'],
      otherEntities: [],
    });
    const affectedEntities = [
      { entityValue: 'vpn-0123456789abcdef2', status: 'UNIMPAIRED' },
      { entityValue: 'vpn-0123456789abcdef2', status: 'IMPAIRED' },
      { entityValue: 'vpn-0123456789abcdef3', status: 'resolved' },
      { entityValue: 'arn:aws:ec2:us-east-1:111122223333:transit-gateway/tgw-0123456789abcdef0' },
      { entityValue: '111122223333', status: 'UNKNOWN' },
      { entityValue: 'vgw-0123456789abcdef0', status: 'RESOLVED' },
      { status: 'PENDING' },
      'UNKNOWN',
    ];
    expect(eventOf(withDetail(partly, { affectedEntities }))).toMatchObject({
      settledIds: ['vpn-0123456789abcdef3'],
      otherEntities: ['tgw-0123456789abcdef0', '111122223333', 'UNKNOWN'],
    });
  });

  it('reads a public event without entities', () => {
    expect(eventOf(healthFixture('public-issue'))).toMatchObject({ topic: 'other', connectionIds: [] });
  });
});

describe('one event keeps its key', () => {
  const key = eventOf(newest).eventKey;

  it.each([
    ['the copy in the backup region', healthFixture('redundancy-loss-2026-backup-copy')],
    ['a replay', { ...newest, 'replay-name': 'again', id: 'another', time: '2026-09-01T00:00:00Z' }],
    [
      'page 2',
      withDetail(newest, { communicationId: '01b0993207d81a09dcd552ebd1e633e36cf1f09a-2', page: '2' }),
    ],
    [
      'page 12, numbered without quotes',
      withDetail(newest, { communicationId: '01b0993207d81a09dcd552ebd1e633e36cf1f09a-12', page: 12 }),
    ],
    ['without a page', withDetail(newest, { page: undefined })],
  ])('%s', (_name, event) => {
    expect(eventOf(event).eventKey).toBe(key);
  });

  it('but not the event of another account, nor another communication', () => {
    expect(eventOf(withDetail(newest, { affectedAccount: '444455556666' })).eventKey).not.toBe(key);
    expect(eventOf(withDetail(newest, { communicationId: 'ffff-1' })).eventKey).not.toBe(key);
  });
});

describe('whose and where', () => {
  it.each([
    ['the affected account', {}, { affectedAccount: '444455556666' }, 'account', '444455556666'],
    ['the account that it was sent to', {}, { affectedAccount: undefined }, 'account', '111122223333'],
    [
      'an account sent as a number',
      { account: 12345678901 },
      { affectedAccount: '' },
      'account',
      '012345678901',
    ],
    ['the affected region', { region: 'us-west-2' }, {}, 'region', 'eu-west-1'],
    [
      'the region of the ARN',
      { region: 'us-west-2' },
      { eventRegion: undefined, eventArn: 'arn:aws:health:us-gov-west-1::event/VPN/X/Y' },
      'region',
      'us-gov-west-1',
    ],
    [
      'the region that it was delivered to',
      {},
      { eventRegion: 7, eventArn: 'no ARN' },
      'region',
      'eu-west-1',
    ],
    [
      'no region but the name of one',
      { region: 'evil.example/' },
      { eventRegion: 'a b', eventArn: '' },
      'region',
      undefined,
    ],
  ] as const)('takes %s', (_name, envelope, detail, field, expected) => {
    expect(eventOf({ ...withDetail(newest, detail), ...envelope })[field]).toBe(expected);
  });
});

describe('connections named', () => {
  it.each([
    ['bare in an entity', { affectedEntities: [{ entityValue: 'vpn-0a1b2c3d' }] }, ['vpn-0a1b2c3d']],
    ['as bare strings', { affectedEntities: ['vpn-0a1b2c3d', 'vpn-0a1b2c3d'] }, ['vpn-0a1b2c3d']],
    [
      'in the text, where nothing else names any',
      { affectedEntities: [], eventDescription: 'About vpn-0a1b2c3d.' },
      ['vpn-0a1b2c3d'],
    ],
    ['nowhere', { affectedEntities: 'wrong', eventDescription: [] }, []],
    [
      'not in ids of other things',
      { affectedEntities: [{ entityValue: 'my-vpn-0a1b2c3dx' }, { entityValue: 'xvpn-0a1b2c3d4' }] },
      [],
    ],
  ])('%s', (_name, detail, expected) => {
    expect(eventOf(withDetail(newest, detail)).connectionIds).toEqual(expected);
  });

  it('are looked for in the resources too', () => {
    expect(eventOf({ ...newest, resources: ['vpn-0f0f0f0f'] }).connectionIds).toEqual([
      'vpn-0a1b2c3d4e5f60718',
      'vpn-0f0f0f0f',
    ]);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['nothing', undefined, 'not-an-object'],
    ['text that is not JSON', 'hello', 'not-an-object'],
    ['a list', [], 'not-an-object'],
    ['an empty object', {}, 'not-from-aws-health'],
    ['another source', { source: 'aws.ec2', detail: {} }, 'not-from-aws-health'],
    ['another service', withDetail(newest, { service: 'EC2' }), 'other-service'],
  ])('%s is not ours', (_name, input, reason) => {
    expect(parseHealthEvent(input)).toEqual({ kind: 'not-ours', reason });
  });

  it.each([
    ['no detail', { ...newest, detail: 7 }, 'no-detail'],
    ['an empty detail', { source: 'aws.health', detail: {} }, 'says-nothing'],
  ])('%s is unreadable', (_name, input, reason) => {
    expect(parseHealthEvent(input)).toMatchObject({ kind: 'unreadable', event: { reason } });
  });

  it('keeps the best text there is', () => {
    const parsed = parseHealthEvent({ source: 'aws.health', region: 'eu-west-1', detail: 'Tunnel trouble' });
    expect(parsed).toMatchObject({ kind: 'unreadable', event: { region: 'eu-west-1' } });
    expect(parsed.kind === 'unreadable' && parsed.event.text).toContain('Tunnel trouble');
  });

  it('reads an event that comes as JSON in a string', () => {
    expect(parseHealthEvent(JSON.stringify(newest))).toEqual(parseHealthEvent(newest));
  });

  it('cuts a text of 200 kB between characters', () => {
    const event = eventOf(
      withDetail(newest, { eventDescription: [{ latestDescription: '💣'.repeat(50_000) }] }),
    );
    expect([...event.description]).toHaveLength(4_001);
    expect(event.description.isWellFormed()).toBe(true);
  });
});

describe('an event is never refused because a field is missing or wrong', () => {
  const fields = Object.keys(newest.detail).filter((field) => field !== 'service');

  it.each(fields)('%s', (field) => {
    for (const wrong of [undefined, null, 7, true, '', 'x', [], [null], {}]) {
      expect(parseHealthEvent(withDetail(newest, { [field]: wrong })).kind).toBe('health');
    }
  });

  it('and nothing whatever makes the parser throw', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (envelope, detail) => {
        parseHealthEvent(envelope);
        parseHealthEvent({ source: 'aws.health', detail });
        parseHealthEvent({ ...newest, detail: { ...newest.detail, affectedEntities: detail } });
      }),
    );
  });
});
