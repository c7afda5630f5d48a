import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittingMessage } from '../../../shared/aws/sns/fit.ts';
import { subjectOf } from '../../../shared/aws/sns/subject.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import { plainText } from '../../../shared/domain/message/plain-text.ts';
import { announcementOfStorm } from '../../../shared/domain/message/storm-announcement.ts';
import { stormWords } from '../../../shared/domain/message/storm-words.ts';
import { withholdReasons } from '../../../shared/domain/restart/withhold-reason.ts';
import type { Storm } from '../../../shared/domain/storm/storm.ts';
import { renderBlocks } from '../../../shared/slack/blocks.ts';
import { at } from '../builders.ts';
import { cause } from '../diagnosis/cases.ts';
import { look, many, opened, recovered } from '../storm/cases.ts';
import { english, korean, languages } from './languages.ts';

const context = {
  words: english,
  accountId: '111122223333',
  runbookUrl: 'https://runbook.example/r',
  now: at(12),
};

const stormOf = (incidents: readonly Incident[], minute = 0): Storm => {
  const [storm] = look([], incidents, minute).storms;
  if (!storm) throw new Error('There is no storm.');
  return { ...storm, announcedRevision: 0, announcedSeq: 0 };
};

const degraded = (incident: Incident): Incident => ({ ...incident, health: 'degraded' });

const withheldIn = (incident: Incident, reason: (typeof withholdReasons)[number]): Incident => ({
  ...incident,
  withheld: { reason, outsideIp: '203.0.113.1', at: at(0), until: undefined },
});

describe('the message about a storm', () => {
  const [first, ...others] = many(12);
  const storm = stormOf([degraded(first as Incident), ...others]);
  const { message } = announcementOfStorm(storm, context);

  it('says how grave it is, whom it concerns, and what it means for the traffic', () => {
    expect(message.headline).toBe(
      'Critical · 12 connections of hq-router (cgw-0a1b2c3d4e5f60718) · no traffic flows over 11 of them',
    );
    expect(message.summary).toBe(
      'Of 12 connections 11 have no tunnel up, 1 has one tunnel left. All incidents opened at 03:00 UTC.',
    );
  });

  it('says by region what has no gateway in common', () => {
    const mixed = many(6).map((each, index) => ({ ...each, customerGatewayId: `cgw-${index}` }));
    const ofRegion = announcementOfStorm(stormOf(mixed), context).message;
    expect(ofRegion.headline).toBe('Critical · 6 connections in eu-west-1 · no traffic flows');
    expect(ofRegion.cause).toBeUndefined();
    expect(ofRegion.todo[0]).toContain('AWS Health');
  });

  it('names the gateway, its address, and the cause', () => {
    expect(message.facts.map(({ value }) => value)).toContain(
      'hq-router (cgw-0a1b2c3d4e5f60718), 198.51.100.7, ASN 65010',
    );
    expect(message.cause).toEqual({
      sentence: 'The customer gateway or its line is down.',
      evidence: '12 connections of this customer gateway fell within minutes',
    });
  });

  it('says of how many a cause is known', () => {
    const key = cause({
      name: 'pre-shared-key',
      explained: { sentence: 'The keys differ.', todo: ['Compare them.'] },
    });
    const some = many(6).map((each, index) => (index < 2 ? { ...each, causes: [key] } : each));
    const told = announcementOfStorm(stormOf(some), context).message;
    expect(told.cause?.sentence).toBe('The keys differ. So it is for 2 of them.');
    expect(told.todo[0]).toBe('Compare them.');
  });

  it('lists the gravest by name', () => {
    expect(message.connections?.lines[0]).toEqual({
      health: 'outage',
      name: 'site-1 (vpn-00000000000000001)',
      text: 'no tunnel up since 03:00 UTC',
    });
    expect(message.connections).toMatchObject({ more: 0, lines: { length: 12 } });
  });

  it('says once why restarts are withheld', () => {
    const refused = many(7).map((each, index) => withheldIn(each, index < 6 ? 'gateway-wide' : 'cooldown'));
    expect(announcementOfStorm(stormOf(refused), context).message.done).toEqual([
      'For 6 of them no restart is made: several connections of the same customer gateway fell together, so it is the device or its line.',
      'For 1 of them no restart is made yet: the last attempt is too recent.',
    ]);
  });

  it('is green and asks for nothing once it is over', () => {
    const [before] = look([], many(6), 0).storms;
    const over = look(
      before ? [before] : [],
      many(6).map((each) => recovered(each, 9)),
      9,
    ).storms[0] as Storm;
    const told = announcementOfStorm({ ...over, announcedSeq: 1 }, context);
    expect(told.kind).toBe('storm.closed');
    expect(told.message).toMatchObject({
      severity: 'resolved',
      todo: [],
      connections: { lines: [], more: 0 },
    });
    expect(told.message.headline).toMatch(/^Resolved · 6 connections of .* · over after 9 minutes$/);
  });

  const pictured = (counts: Partial<Storm['picture']['counts']>, change: Partial<Storm['picture']> = {}) => {
    const none = { total: 12, outage: 0, degraded: 0, settling: 0 };
    const picture = { ...storm.picture, ...change, counts: { ...none, ...counts } };
    return announcementOfStorm({ ...storm, picture }, context).message;
  };

  it.each([
    ['critical', { outage: 1, degraded: 2, settling: 3 }],
    ['warning', { degraded: 1, settling: 3 }],
    ['info', { settling: 3 }],
  ] as const)('is %s where there are %j', (severity, counts) => {
    const told = pictured(counts);
    expect(told.severity).toBe(severity);
    expect(told.todo.length > 0).toBe(severity !== 'info');
    expect(told.connections?.more).toBe(
      Object.values(counts).reduce((sum, count) => sum + count, 0) - storm.picture.gravest.length,
    );
  });

  it('says that a cause is that of all where it is', () => {
    const known = { cause: cause(), count: 6 };
    const told = (settling: number) =>
      pictured({ outage: 1, degraded: 2, settling }, { cause: known }).cause?.sentence;
    expect(told(3)).toBe(cause().explained?.sentence);
    expect(told(4)).toContain('So it is for 6 of them.');
  });

  it('tells restarts by what has come of them', () => {
    const restarts = { pending: 1, recovered: 2, failed: 0 };
    const { withheld } = stormOf(many(6).map((each) => withheldIn(each, 'cooldown'))).picture;
    const { done } = pictured({ outage: 3 }, { restarts, withheld });
    expect(done.slice(0, 2)).toEqual([
      english.storm.restarts.recovered({ count: 2 }),
      english.storm.restarts.pending({ count: 1 }),
    ]);
    expect(done).toHaveLength(3);
    const over = { ...storm, closedAt: at(9), picture: { ...storm.picture, restarts, withheld } };
    expect(announcementOfStorm(over, context).message.done).toHaveLength(2);
  });

  it('has nothing that belongs to a single incident', () => {
    expect(message).toMatchObject({ tunnels: [], findings: [], unread: [] });
    expect(message.links.map(({ url }) => url)).toEqual([
      'https://console.aws.amazon.com/vpc/home?region=eu-west-1#VpnConnections:',
      'https://runbook.example/r#storm',
    ]);
    const ofRegion = { ...storm, customerGatewayId: undefined, customerGateway: undefined };
    expect(announcementOfStorm(ofRegion, context).message.facts).toEqual([
      { label: 'Account', value: '111122223333' },
      { label: 'Region', value: 'eu-west-1' },
    ]);
  });

  it('asks why a restart is withheld without naming a tunnel', () => {
    const told: unknown[] = [];
    const why = (words: unknown): string => String(told.push(words));
    const withheld = { ...english.withheld, cooldown: { ...english.withheld.cooldown, why } };
    const refused = stormOf(many(6).map((each) => withheldIn(each, 'cooldown')));
    announcementOfStorm(refused, { ...context, words: { ...english, withheld } });
    expect(told).toEqual([{ outsideIp: '', until: '', noInitiation: undefined }]);
  });

  it('counts as recovered what is in no other state', () => {
    const counts = { total: 12, outage: 1, degraded: 2, settling: 3 };
    expect(stormWords(storm, counts, english, at(12))).toMatchObject({ recovered: 6 });
    const ofRegion = { ...storm, customerGatewayId: undefined, customerGateway: undefined };
    expect(stormWords(ofRegion, counts, english, at(12)).gateway).toBe('');
  });

  it('has an ASCII subject in Korean', () => {
    const told = announcementOfStorm(storm, { ...context, words: korean }).message;
    expect(told.headline).toMatch(/^심각 · hq-router/);
    expect(subjectOf(told.subject ?? '')).toBe(
      'Critical - 12 connections of hq-router (cgw-0a1b2c3d4e5f60718) - no tunnel is up for 11',
    );
  });
});

describe('the announcement of a storm', () => {
  it('names of any two new things the graver one', () => {
    const storm = stormOf(many(6));
    const gravestFirst = ['closed', 'opened', 'worsened', 'grew', 'reminder', 'calm'] as const;
    const { counts } = storm.picture;
    for (const [index, kind] of gravestFirst.entries()) {
      for (const lesser of gravestFirst.slice(index)) {
        for (const pair of [
          [kind, lesser],
          [lesser, kind],
        ]) {
          const course = pair.map((each, seq) => ({ seq: seq + 1, at: at(0), kind: each ?? kind, counts }));
          expect(announcementOfStorm({ ...storm, course }, context)).toMatchObject({
            format: 'tunnelkeeper/announcement/1',
            kind: `storm.${kind}`,
          });
        }
      }
    }
  });

  it('is of the gravest thing that is new', () => {
    const first = look([], many(6), 0);
    expect(announcementOfStorm(stormOf(many(6)), context).kind).toBe('storm.opened');
    const grown = look(first.storms, [...first.incidents, ...many(14, 1).slice(6)], 1).storms[0] as Storm;
    expect(announcementOfStorm({ ...grown, announcedSeq: 1 }, context).kind).toBe('storm.grew');
    const joined = look(first.storms, [...first.incidents, opened(6, 1)], 1).storms[0] as Storm;
    expect(announcementOfStorm(joined, context).kind).toBe('storm.update');
  });

  it('says of each line whether it rings', () => {
    const kinds = ['opened', 'grew', 'worsened', 'calm', 'reminder', 'closed'] as const;
    const { counts } = stormOf(many(6)).picture;
    const course = kinds.map((kind, seq) => ({ seq: seq + 1, at: at(0), kind, counts }));
    const { thread } = announcementOfStorm({ ...stormOf(many(6)), course }, context);
    expect(thread.map(({ loud }) => loud ?? false)).toEqual([false, true, true, false, true, false]);
  });

  it('tells its course with the numbers of each moment', () => {
    const first = look([], many(6), 0);
    const grown = look(first.storms, [...first.incidents, ...many(14, 1).slice(6)], 1).storms[0] as Storm;
    expect(announcementOfStorm(grown, context).thread.map(({ text }) => text)).toEqual([
      '6 connections fell together: all have no tunnel up.',
      'More connections have fallen, 14 by now: all have no tunnel up.',
    ]);
  });
});

it.each(languages)(
  'in %s it keeps within every limit, however many and whoever they are',
  (_language, words) => {
    const anyMember = fc.record({
      health: fc.constantFrom('outage', 'degraded', 'healthy'),
      connectionName: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 256 }),
        fc.constantFrom('<!channel>', '&'.repeat(256), undefined),
      ),
      reason: fc.constantFrom(...withholdReasons),
    });
    fc.assert(
      fc.property(fc.array(anyMember, { minLength: 6, maxLength: 400, size: 'max' }), (members) => {
        const incidents = members.map(({ health, connectionName, reason }, index) =>
          withheldIn({ ...opened(index), health, connectionName }, reason),
        );
        const announcement = announcementOfStorm(stormOf(incidents), { ...context, words });
        const { message } = announcement;
        const blocks = renderBlocks(message);
        expect(JSON.stringify(blocks).length).toBeLessThan(13_000);
        for (const block of blocks) {
          const texts = block.type === 'section' ? [block.text] : block.elements;
          for (const { text } of texts) expect(text.length).toBeLessThanOrEqual(3_000);
        }
        expect(subjectOf(message.subject ?? message.headline).length).toBeLessThan(100);
        expect(Buffer.byteLength(fittingMessage(announcement))).toBeLessThan(262_144);
        expect(plainText(message, announcement.thread)).not.toContain('undefined');
        const { lines = [], more = 0 } = message.connections ?? {};
        expect(lines.length + more).toBe(members.length);
      }),
      { numRuns: 40 },
    );
  },
);
