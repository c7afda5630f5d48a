import { harmlessAfterName } from './secret-words.ts';

type Masking = (line: string) => string;

const mask = '•••';

const pemBlock: Masking = (line) => line.replace(/-----BEGIN .*?(?:-----END [^-]*-*|$)/g, mask);

/** Key ids of AWS, tokens and webhooks of Slack. */
const wellKnown: Masking = (line) =>
  line.replace(/(?:AKIA|ASIA)[A-Z0-9]{8,}|x(?:ox[a-z]|app)-[\w-]{6,}|hooks\.slack\.com\/[\w/-]+/gi, mask);

const inAddress: Masking = (line) => line.replace(/(:\/\/[^\s:@/]*:)[^\s@]+@/g, `$1${mask}@`);

/** `Authorization: Bearer …` */
const bearer: Masking = (line) => line.replace(/\b(bearer|authorization: ?basic) \S+/gi, `$1 ${mask}`);

const secretWord =
  '[\\w-]{0,30}(?:psk|pre.?shared|secret|passw|pass.?phrase|passcode|pwd|token|credential|(?:api|private|access).?key)[\\w-]{0,30}';
const furtherWord = '(?:keys?|secret|psk|password|token)';
const name = `${secretWord}(?: ${furtherWord}(?![\\w-])){0,3}`;
const quotes = '[\\\\"\'`]{0,2}';
const assigns = `${quotes} ?(?:=>|[=:]) ?`;
/** How devices say whose key it is, and in which form, before they give it: `pre-shared-key local 7 0822455D0A16`. */
const connectors =
  '(?:(?:is|was|equals|set|to|value|local|remote|encrypted|plain|ascii|ascii-text|hex|hexadecimal|\\d) ){0,4}';
const inQuotes = (quote: string, content: string): string =>
  `${quote}(?:${content})*(?:${quote}[^\\s,;})\\]]*|$)`;
const quoted = [
  inQuotes('\\\\"', '(?!\\\\").'),
  ...['"', "'", '`'].map((quote) => inQuotes(quote, `\\\\.|[^\\\\${quote}]`)),
];
/** What is masked already stays as it is. */
const masked = `${mask}(?![^\\s,;})\\]\\\\"'])`;
const value = `(?:${masked}|${connectors}(?:${quoted.join('|')}|\\S+))`;

const peerLabel = /\b(?:cgw|peer|neighbou?r|gateway|host|address|ip)$/i;
const addressOrPlaceholder =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}|cgw-[0-9a-f]+|x+)[.,;)]*$/i;

/** `psk=…`, `"password": "…"` */
const assigned: Masking = (line) =>
  line.replace(new RegExp(`(${name}${assigns})${value}`, 'gi'), `$1${mask}`);

/** The rest of a name, or what has been masked. */
const notBare = `${furtherWord}(?:${quotes} |${assigns}|$)|[=:•]`;

/** `password hunter2` */
const bare: Masking = (line) =>
  line.replace(
    new RegExp(`(${name}${quotes} )(?!${notBare})(${value})`, 'gi'),
    (whole: string, before: string, secret: string) =>
      harmlessAfterName(secret) ? whole : `${before}${mask}`,
  );

/** `pre-shared key of the site: …`, but not `pre-shared key mismatch with cgw: 198.51.100.7`. */
const assignedLater: Masking = (line) =>
  line.replace(
    new RegExp(`(${name} [^=:"'\`•]{1,40}?)(${assigns})(${value})`, 'gi'),
    (whole: string, before: string, sign: string, secret: string) =>
      peerLabel.test(before) && addressOrPlaceholder.test(secret) ? whole : `${before}${sign}${mask}`,
  );

/** A key that does not say which: `key "…"`, `key=…`, `crypto isakmp key …`. */
const plainKey: Masking = (line) =>
  line
    .replace(new RegExp(`((?<![a-z])keys?(?:${assigns}| ?(?=[\\\\"'\`])))(${value})`, 'gi'), `$1${mask}`)
    .replace(
      /\b((?:isakmp|ike|ikev[12]|ipsec|crypto) keys? )(\S+)/gi,
      (whole: string, before: string, secret: string) =>
        harmlessAfterName(secret) ? whole : `${before}${mask}`,
    );

const keyish = /key|psk|secret|passw|token|credential|nonce|cookie|\bsk_/i;

const looksRandom = (run: string): boolean =>
  /[0-9a-f]{32}/i.test(run) || (/\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run));

/** Hex and Base64 that is long enough for a key. */
const longRun: Masking = (line) =>
  line.replace(/[\w+/=.-]{32,}/g, (run: string, offset: number) =>
    looksRandom(run) || keyish.test(line.slice(0, offset)) ? mask : run,
  );

/** In this order: what begins like something longer comes after it. */
export const maskings: readonly Masking[] = [
  pemBlock,
  wellKnown,
  inAddress,
  bearer,
  assigned,
  bare,
  assignedLater,
  plainKey,
  longRun,
];
