import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskSecrets } from '../../../../shared/domain/diagnosis/log/mask-secrets.ts';
import { harmlessAfterName } from '../../../../shared/domain/diagnosis/log/secret-words.ts';
import { documentedTexts } from './documented.ts';
import { anyKnownToken, anySecret, anyTextWithSecret } from './secrets.ts';

describe('a documented message', () => {
  it.each(documentedTexts)('stays as it is: %s', (text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  it('stays as it is whatever the address', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV4(),
          fc.ipV6().filter((ip) => !ip.includes('.')),
        ),
        (address) => {
          const text = `AWS tunnel detected a pre-shared key mismatch with cgw: ${address}`;
          expect(maskSecrets(text)).toBe(text);
        },
      ),
    );
  });
});

describe('a secret', () => {
  it.each([
    ['psk=hunter2', 'psk=•••'],
    ['PSK: hunter2 id=7', 'PSK: ••• id=7'],
    ['the pre-shared key is hunter2 now', 'the pre-shared key ••• now'],
    ['pre-shared key: hunter2', 'pre-shared key: •••'],
    ['Pre-Shared Key "hunter2"', 'Pre-Shared Key •••'],
    ['PreSharedKey=a.b_c, next', 'PreSharedKey=••• next'],
    ['{"PreSharedKey":"a b c","x":1}', '{"PreSharedKey":•••,"x":1}'],
    ['{\\"psk\\":\\"a b\\",\\"x\\":1}', '{\\"psk\\":•••,\\"x\\":1}'],
    ['pre-shared-key local 7 0822455D0A16', 'pre-shared-key •••'],
    ['pre-shared secret hunter2', 'pre-shared secret •••'],
    ['crypto isakmp key cisco123 address 198.51.100.7', 'crypto isakmp key ••• address 198.51.100.7'],
    [
      'set security ike policy p pre-shared-key ascii-text "$9$abc/def"',
      'set security ike policy p pre-shared-key •••',
    ],
    ['password hunter2', 'password •••'],
    ["password: 'hunter 2'", 'password: •••'],
    ['Password7=hunter2', 'Password7=•••'],
    ['token => abc', 'token => •••'],
    ['key "two words" here', 'key ••• here'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer •••'],
    ['aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'aws_secret_access_key = •••'],
    ['id AKIAIOSFODNN7EXAMPLE used', 'id ••• used'],
    ['id ASIAIOSFODNN7EXAMPLE used', 'id ••• used'],
    ['posted with xoxb-12345-67890-abcdef', 'posted with •••'],
    ['https://hooks.slack.com/services/T000/B000/XXXX', 'https://•••'],
    ['https://user:hunter2@example.com/', 'https://user:•••@example.com/'],
    ['key material 00112233445566778899aabbccddeeff', 'key material •••'],
    ['SK_ei 00112233445566778899aabbccddeeff', 'SK_ei •••'],
    ['4ANftZwN6zk.MUMdl5RiY9dAgVUzF05G', '•••'],
    ['-----BEGIN PRIVATE KEY-----\nMIIB\nabc\n-----END PRIVATE KEY----- after', '••• after'],
    ['before -----BEGIN RSA PRIVATE KEY-----\nMIIB', 'before •••'],
    ['pre-shared key of the peer 198.51.100.7: hunter2', 'pre-shared key of the peer 198.51.100.7: •••'],
    ['pre-shared key mismatch with cgw: hunter2', 'pre-shared key mismatch with cgw: •••'],
    ['p\u200bsk=hunter2', 'psk=•••'],
    ['Authorization:Basic dXNlcg', 'Authorization:Basic •••'],
    ['pre-shared key of the peer group: 198.51.100.7', 'pre-shared key of the peer group: •••'],
    ['pre-shared key mismatch with cgw: hunter198.51.100.7', 'pre-shared key mismatch with cgw: •••'],
    ['pre-shared key mismatch with cgw: 198.51.100.7hunter', 'pre-shared key mismatch with cgw: •••'],
    ['PASSWORD Hunter2x, password hunter3', 'PASSWORD ••• password •••'],
    ['PRE-SHARED KEY of the site: hunter2', 'PRE-SHARED KEY of the site: •••'],
    [
      'pre-shared key of the site: hunter2 and pre-shared key of the lab: hunter3',
      'pre-shared key of the site: ••• and pre-shared key of the lab: •••',
    ],
    ['KEY "hunter2" and key "hunter3"', 'KEY ••• and key •••'],
    ['ikev2 key cisco123', 'ikev2 key •••'],
    ['seen 00112233445566778899aabbccddeeff', 'seen •••'],
  ])('in %j is hidden', (text, shown) => {
    expect(maskSecrets(text)).toBe(shown);
  });

  it('never survives, wherever it is planted', () => {
    fc.assert(
      fc.property(anyTextWithSecret, ({ text, secret }) => {
        expect(maskSecrets(text)).not.toContain(secret);
      }),
      { numRuns: 1_000 },
    );
  });

  it('that is known by its form needs no name beside it', () => {
    fc.assert(
      fc.property(anyKnownToken, fc.constantFrom('', ' ', 'id ', '(', 'x'), (token, before) => {
        expect(maskSecrets(`sent ${before}${token} to the peer`)).not.toContain(token.slice(0, 12));
      }),
    );
  });

  it('that is half cut away does not survive either', () => {
    fc.assert(
      fc.property(anySecret, fc.integer({ min: 270, max: 310 }), (secret, length) => {
        const shown = maskSecrets(`${'. '.repeat(length / 2)}psk=${secret}`);
        expect(shown).not.toContain(secret.slice(0, 6));
      }),
    );
  });
});

describe('a line', () => {
  it.each([
    'the pre-shared key is not configured',
    'pre-shared key mismatch with neighbor: 198.51.100.7',
    'pre-shared key mismatch with cgw: cgw-0a1b2c3d',
    'pre-shared key mismatch with cgw: 198.51.100.7.',
    'ghijklmnopqrstuvwxyzghijklmnopqrst key',
    'ZYXWVUTSRQPONMLKJIHGZYXWVUTSRQPONM',
    'ZYXWVUTSRQPONMLKJIHG0123456789ZYXWVUT',
    'ThisIsAVeryLongWordWithoutAnyDigitInIt',
    'no secret for the peer',
    'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vpn/test',
    'IKE key exchange with 2001:db8:1111:2222:3333:4444:5555:6666',
    'ec2-203-0-113-25.eu-central-1.compute.amazonaws.com',
  ])('without any secret stays readable: %s', (text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  it.each([
    ['not', true],
    ['is to not', true],
    ['Expired!!', true],
    ['nis ot', false],
    ['n.ot', false],
    ['hunter2', false],
  ])('after the name of a secret may go on with "%s": %s', (word, harmless) => {
    expect(harmlessAfterName(word)).toBe(harmless);
  });

  it('is cut between characters', () => {
    expect(maskSecrets('😀'.repeat(300))).toBe('😀'.repeat(300));
    expect(maskSecrets('😀'.repeat(301))).toBe(`${'😀'.repeat(299)}…`);
  });

  it('is short, well-formed, on one line, and masked once and for all', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 700 }),
      anyTextWithSecret.map(({ text }) => text),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = maskSecrets(text);
        expect([...shown].length).toBeLessThanOrEqual(300);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect(maskSecrets(shown)).toBe(shown);
      }),
    );
  });

  it.each(['psk ', 'key', 'secret"', 'a', '-----BEGIN ', 'password:', 'pre-shared-key local '])(
    'of very many %j is masked at once',
    (text) => {
      const before = performance.now();
      maskSecrets(text.repeat(100_000));
      expect(performance.now() - before).toBeLessThan(5_000);
    },
  );
});
