import { describe, expect, it } from 'vitest';
import { changeOperations } from '../../../shared/contracts/vpn-change.ts';
import { passesByItself, withholdReasons } from '../../../shared/domain/restart/withhold-reason.ts';
import { languages } from './languages.ts';

const courseWords = {
  outsideIp: '203.0.113.1',
  detail: 'detail',
  health: 'no tunnel is up',
  cause: 'AWS did it.',
  change: 'Somebody did it.',
  withheld: 'it is so.',
  temporary: true,
  closed: 'it is over',
};

const noticeWords = {
  count: 1,
  topic: 'other',
  at: '03:04 UTC',
  code: 'AWS_VPN_X',
  category: 'issue',
  account: '111122223333',
  region: 'eu-west-1',
} as const;

const stormWords = {
  total: 12,
  outage: 8,
  degraded: 2,
  unknown: 1,
  settling: 1,
  recovered: 1,
  gateway: 'hq-router (cgw-1)',
  region: 'eu-west-1',
  since: '03:04 UTC',
  until: '03:06 UTC',
  duration: '12 minutes',
};

const obstacles = [
  'startup-action',
  'ikev1-only',
  'accelerated',
  'gateway-without-address',
  undefined,
] as const;

const isSentence = (text: string): void => {
  expect(text).toMatch(/^\S.*\.$/su);
  expect(text).not.toMatch(/undefined|\[object| {2}/u);
};

describe.each(languages)('in %s', (_language, { course, incident, notice, storm, withheld }) => {
  describe('every reason to withhold a restart', () => {
    it.each(withholdReasons)('%s says why, and what to do instead', (reason) => {
      for (const until of ['', '03:34 UTC']) {
        const words = { outsideIp: '203.0.113.1', until, noInitiation: undefined };
        isSentence(withheld[reason].why(words));
        isSentence(withheld[reason].instead?.(words) ?? 'Wait.');
      }
    });

    it.each(withholdReasons.filter(passesByItself))('%s says when it ends', (reason) => {
      const words = { outsideIp: '203.0.113.1', until: '03:34 UTC', noInitiation: undefined };
      expect(withheld[reason].why(words)).toContain('03:34 UTC');
    });
  });

  it.each(obstacles)('that AWS does not start IKE says the one reason that holds: %s', (noInitiation) => {
    const why = (each: (typeof obstacles)[number]) =>
      withheld['aws-cannot-initiate'].why({ outsideIp: '203.0.113.1', until: '', noInitiation: each });
    isSentence(why(noInitiation));
    expect(obstacles.filter((each) => why(each) === why(noInitiation))).toEqual([noInitiation]);
  });

  describe('every other word that people read has a sentence', () => {
    it.each(Object.entries(course))('what happened: %s', (_kind, sentence) => {
      isSentence(sentence(courseWords));
      isSentence(sentence({ ...courseWords, outsideIp: '', detail: '', change: '' }));
    });

    it.each(Object.entries(incident.standing))('how it stands: %s', (_standing, text) => {
      const trouble = { since: '03:04 UTC', duration: '3 minutes' };
      expect(text.consequence(trouble)).not.toBe('');
      isSentence(text.summary(trouble));
      text.todo.forEach(isSentence);
    });

    it.each(Object.entries(incident.attempt))('a restart that is %s', (_standing, sentence) => {
      isSentence(
        sentence({ outsideIp: '203.0.113.1', at: '03:04 UTC', resultAt: '03:09 UTC', errorCode: 'X' }),
      );
      isSentence(
        sentence({ outsideIp: '203.0.113.1', at: '03:04 UTC', resultAt: '03:09 UTC', errorCode: '' }),
      );
    });

    it.each(Object.entries(incident.cause))('the cause %s', (_name, text) => {
      for (const change of ['', 'Somebody did it.']) {
        isSentence(text.sentence({ at: '03:04 UTC', evidence: '3', change }));
        text.todo.forEach(isSentence);
        expect(text.evidence({ at: '03:04 UTC', evidence: '3', change })).toContain('3');
      }
    });

    it.each(changeOperations)('the call %s, whoever made it', (operation) => {
      for (const by of ['role', 'user', 'root', 'service', 'unknown'] as const) {
        isSentence(incident.changed({ operation, by, name: 'jane', at: '03:02 UTC', lead: '2 minutes' }));
        isSentence(incident.changed({ operation, by, name: '', at: '03:02 UTC', lead: '' }));
      }
    });

    it.each(Object.entries(notice.notice))('the notice %s', (_kind, text) => {
      for (const words of [noticeWords, { ...noticeWords, count: 0, at: '', code: '', category: '' }]) {
        expect(text.consequence(words)).not.toBe('');
        isSentence(text.summary(words));
      }
      text.todo.forEach(isSentence);
    });

    it.each(Object.entries(storm.standing))('how a storm stands: %s', (_standing, text) => {
      for (const words of [stormWords, { ...stormWords, since: stormWords.until, outage: 12 }]) {
        expect(text.consequence(words)).not.toBe('');
        isSentence(text.summary(words));
      }
    });

    it.each(Object.entries(storm.course))('what happened in a storm: %s', (_kind, sentence) => {
      isSentence(sentence(stormWords));
    });

    it.each([1, 9])('what %i of a storm have in common', (count) => {
      Object.values(storm.restarts).forEach((sentence) => {
        isSentence(sentence({ count }));
      });
      isSentence(storm.causeOfSome({ count }));
      for (const temporary of [true, false]) {
        isSentence(storm.withheld({ count, temporary, withheld: 'it is so.' }));
      }
    });

    it.each(Object.values(storm.todo).flat())('"%s"', isSentence);

    it.each(Object.values(notice.noticeReason))('the reason "%s"', isSentence);
  });
});
