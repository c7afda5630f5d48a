import { describe, expect, it } from 'vitest';
import { logCauseNames } from '../../../shared/domain/diagnosis/cause-names.ts';
import type { DiagnosisWords } from '../../../shared/domain/diagnosis/diagnosis-words.ts';
import {
  type NotificationReason,
  notificationReasons,
} from '../../../shared/domain/diagnosis/log/bgp-notifications.ts';
import { diagnosis as english } from '../../../shared/words/english/diagnosis.ts';
import { diagnosis as korean } from '../../../shared/words/korean/diagnosis.ts';

const longestIp = '2001:0db8:1234:5678:9abc:def0:1234:5678';
/** AWS's defaults, which are all there is. */
const everythingAllowed =
  'AES128, AES256, AES128-GCM-16, AES256-GCM-16; SHA1, SHA2-256, SHA2-384, SHA2-512; DH 2, 14–24; IKEv1, IKEv2';
const directions = ['sent', 'received', undefined] as const;
/** Every reason that a BGP notification can state, one that nobody knows, and none. */
const stated = [
  ...notificationReasons.map((reason) => ({ code: '200/200', reason })),
  { code: '200/200', reason: undefined },
  undefined,
];
const languages: readonly (readonly [string, DiagnosisWords])[] = [
  ['English', english],
  ['Korean', korean],
];

const lengthOf = (text: string): number => [...text].length;

describe.each(languages)('the words of a diagnosis in %s', (_language, words) => {
  it.each(logCauseNames)('%s has one short sentence and things to do', (name) => {
    const { sentence, todo } = words.cause[name];
    for (const [direction, notification] of directions.flatMap((side) =>
      stated.map((each) => [side, each] as const),
    )) {
      const said = { outsideIp: longestIp, direction, notification, allowed: everythingAllowed };
      expect(sentence(said)).toMatch(/^\S.*\.$/u);
      expect(sentence(said)).toContain(longestIp);
      expect(lengthOf(sentence(said))).toBeLessThanOrEqual(250);
      expect(todo(said).length).toBeGreaterThanOrEqual(1);
      expect(todo(said).length).toBeLessThanOrEqual(3);
      for (const line of todo(said)) {
        expect(line).toMatch(/^\S.*\.$/u);
        expect(lengthOf(line)).toBeLessThanOrEqual(300);
      }
    }
  });

  it.each(['proposal-phase-1', 'proposal-phase-2'] as const)(
    '%s says what AWS allows, if AWS says so',
    (name) => {
      const todo = (allowed: string) =>
        words.cause[name].todo({
          outsideIp: longestIp,
          direction: undefined,
          notification: undefined,
          allowed,
        });
      expect(todo(everythingAllowed)[0]).toContain(everythingAllowed);
      expect(todo('')[0]).toMatch(/^\S.*\.$/u);
      expect(todo('')[0]).not.toContain(':');
    },
  );

  it('what to do where nothing is known fits a line for two tunnels', () => {
    const outsideIps = `${longestIp}, ${longestIp}`;
    const { todo } = words.unknown;
    for (const log of ['activity', 'bgp'] as const) {
      expect(lengthOf(todo.turnOn({ log, outsideIps }))).toBeLessThanOrEqual(300);
    }
    for (const say of [todo.checkBgp, todo.checkGateway, todo.initiate]) {
      expect(lengthOf(say(outsideIps))).toBeLessThanOrEqual(300);
    }
  });

  it('why nothing is known and who has to start fit one paragraph', () => {
    const starts = [words.unknown.awsStarts, ...Object.values(words.unknown.gatewayStarts)];
    for (const why of Object.values(words.unknown.why)) {
      for (const start of starts) {
        for (const log of ['activity', 'bgp'] as const) {
          const sentence = `${why({ log })} ${start} ${words.unknown.replacedBefore('2026-03-01 03:04 UTC')}`;
          expect(lengthOf(sentence)).toBeLessThanOrEqual(250);
        }
      }
    }
  });

  it.each([
    'bgp-prefix-limit',
    'bgp-administrative-shutdown',
    'bgp-peer-unconfigured',
    'bgp-connection-rejected',
    'bgp-configuration-change',
    'bgp-hold-timer',
    'bgp-administrative-reset',
    'bgp-open-refused',
    'bgp-hard-reset',
    'bgp-message-error',
    'bgp-closed',
    'bgp-bfd-down',
    'bgp-out-of-resources',
  ] as const)('%s says who decided', (name) => {
    const { sentence } = words.cause[name];
    const [sent, received] = directions.map((direction) =>
      sentence({ outsideIp: '203.0.113.1', direction, notification: undefined, allowed: '' }),
    );
    expect(sent).not.toBe(received);
    expect(sent).toMatch(/^AWS|AWS가/u);
    expect(received).toMatch(/^The customer gateway|고객 게이트웨이가/u);
  });

  it.each(['bgp-open-refused', 'bgp-message-error', 'bgp-closed'] as const)(
    '%s passes the numbers of the notification on, known or not',
    (name) => {
      const reasonOf = (reason: NotificationReason | undefined) =>
        words.cause[name].sentence({
          outsideIp: '203.0.113.1',
          direction: 'received',
          notification: { code: '3/11', reason },
          allowed: '',
        });
      expect(reasonOf('3/11')).toContain('3/11');
      expect(reasonOf('3/11')).toContain('AS_PATH');
      expect(reasonOf(undefined)).toContain('3/11');
    },
  );
});

describe('the languages', () => {
  it.each(logCauseNames)('say %s each in its own script', (name) => {
    const notification = { code: '2/6', reason: '2/6' } as const;
    const said = {
      outsideIp: '203.0.113.1',
      direction: undefined,
      notification,
      allowed: 'AES256; SHA2-256',
    };
    const lines = (words: DiagnosisWords) => [
      words.cause[name].sentence(said),
      ...words.cause[name].todo(said),
    ];
    expect(lines(english).filter((line) => /\p{Script=Hangul}/u.test(line))).toEqual([]);
    expect(lines(korean).filter((line) => !/\p{Script=Hangul}/u.test(line))).toEqual([]);
  });
});
