import fc from 'fast-check';

const characters = (text: string) => fc.constantFrom(...text);
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A key as people and AWS make them, and so unlike any word that may stand beside it. */
export const anySecret: fc.Arbitrary<string> = fc
  .tuple(
    characters('0123456789'),
    fc.string({ unit: characters(`${letters}._!$%&*+/=?@^~-`), minLength: 6, maxLength: 64 }),
  )
  .map(([first, rest]) => `Q${first}${rest}`);

const hidden: fc.Arbitrary<(secret: string) => string> = fc.constantFrom(
  (secret) => `psk=${secret}`,
  (secret) => `psk ${secret}`,
  (secret) => `PSK: ${secret}`,
  (secret) => `pre-shared key: ${secret}`,
  (secret) => `Pre-shared Key is ${secret}`,
  (secret) => `preshared_key = '${secret}'`,
  (secret) => `shared secret: ${secret}`,
  (secret) => `secret ${secret}`,
  (secret) => `client_secret="${secret}"`,
  (secret) => `password ${secret}`,
  (secret) => `password 7 ${secret}`,
  (secret) => `passwd:${secret}`,
  (secret) => `token=${secret}`,
  (secret) => `x-api-key: ${secret}`,
  (secret) => `key "${secret}"`,
  (secret) => `key '${secret} and more'`,
  (secret) => `Authorization: Bearer ${secret}`,
  (secret) => JSON.stringify({ PreSharedKey: secret }),
  (secret) => JSON.stringify(JSON.stringify({ psk: secret })),
  (secret) => `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
  (secret) => `-----BEGIN CERTIFICATE-----\n${secret}`,
);

const anySentence = fc.constantFrom(
  '',
  'AWS tunnel detected a pre-shared key mismatch with cgw: 198.51.100.7',
  'AWS tunnel is sending request (id=7) for CREATE_CHILD_SA',
  'No Proposal Match Found. Notifying with "No proposal chosen"',
  'the password for the token of the key is',
  'ike',
  '😀',
);

export interface Planted {
  readonly text: string;
  readonly secret: string;
}

/** Something that holds a secret, in the midst of something else. */
export const anyTextWithSecret: fc.Arbitrary<Planted> = fc
  .record({ before: anySentence, hide: hidden, secret: anySecret, after: anySentence })
  .map(({ before, hide, secret, after }) => ({ text: `${before} ${hide(secret)} ${after}`, secret }));

const upperCase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Secrets that are known by their own form. */
export const anyKnownToken: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('AKIA', 'ASIA'),
      fc.string({ unit: characters(upperCase), minLength: 16, maxLength: 16 }),
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(
      fc.constantFrom('xoxb-', 'xoxp-', 'xapp-'),
      fc.string({ unit: characters(letters), minLength: 10, maxLength: 40 }),
    )
    .map((parts) => parts.join('')),
);
