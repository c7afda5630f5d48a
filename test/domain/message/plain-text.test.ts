import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../shared/domain/message/plain-text.ts';
import { utcTime } from '../../../shared/domain/message/utc-time.ts';
import { announcement } from '../../contract/announcer-contract.ts';

const { message, thread } = announcement();

describe('a message as an e-mail', () => {
  it('answers in the order in which a person asks', () => {
    expect(plainText(message, thread)).toBe(
      `Critical · hq-to-aws (vpn-00000000000000001) · no traffic flows

Both tunnels are down since 03:00 UTC.

Why
  The gateway fell silent.
  Evidence: DPD timeout

Tunnels
  203.0.113.1: down for 12 minutes

Done
  - A restart was withheld.

What to do now
  - Look at the gateway.

Found in the set-up
  - Only one customer gateway.

Account: 123456789012

Could not be looked at
  - tunnel log: access denied to /aws/vpn/x

Console: https://eu-west-1.console.aws.amazon.com/vpc

Happened
  2026-03-01 03:00 UTC  The incident opened.
`,
    );
  });

  it('has no section for what there is nothing to say about', () => {
    const bare = {
      ...message,
      facts: [],
      tunnels: [],
      cause: undefined,
      done: [],
      todo: [],
      findings: [],
      unread: [],
      links: [],
    };
    expect(plainText(bare, [])).toBe(`${message.headline}\n\n${message.summary}\n`);
  });

  it('of many connections lists the gravest, and says how many there are besides', () => {
    const lines = [{ health: 'outage' as const, name: 'hq\n(vpn-1)', text: 'no tunnel up' }];
    const listed = (more: number) => plainText({ ...message, connections: { lines, more } }, []);
    expect(listed(0)).toContain('\n\nConnections\n  hq (vpn-1): no tunnel up\n\n');
    expect(listed(7)).toContain('  hq (vpn-1): no tunnel up\n  … and 7 more\n\n');
  });

  it('says what the other logs say, and no evidence where there is none', () => {
    const cause = { sentence: 'Silence.', evidence: undefined, others: ['The other\nfell too.'] };
    const text = plainText({ ...message, cause }, []);
    expect(text).toContain('Why\n  Silence.\n  The other fell too.\n\n');
    expect(plainText({ ...message, cause: { ...cause, others: undefined } }, [])).toContain(
      'Why\n  Silence.\n\n',
    );
  });

  it('keeps text from elsewhere on its line', () => {
    const evidence = 'peer said\n\nTo do\n  - call +1 900 123456';
    const text = plainText({ ...message, cause: { sentence: 'Unknown.', evidence } }, []);
    expect(text).toContain('  Evidence: peer said To do - call +1 900 123456\n');
    expect(plainText({ ...message, headline: ' a\n\tb ' }, [])).toMatch(/^a b\n\n/);
  });
});

describe('a time', () => {
  it('is written as ISO 8601 has it, to the minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2_399, 11, 31) }), (at) => {
        const iso = new Date(at).toISOString();
        expect(utcTime(at)).toBe(`${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`);
      }),
    );
  });

  it.each([
    '2024-02-29T23:59:00Z',
    '2100-02-28T00:00:00Z',
    '2000-02-29T12:00:00Z',
    '2026-12-31T23:59:59Z',
    '2399-03-01T00:00:00Z',
  ])('is right at the edge %s', (iso) => {
    expect(utcTime(Date.parse(iso))).toBe(`${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`);
  });
});
