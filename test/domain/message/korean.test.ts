import { describe, expect, it } from 'vitest';
import { subjectOf } from '../../../shared/aws/sns/subject.ts';
import { incidentMessage } from '../../../shared/domain/message/incident-message.ts';
import { incidentThread } from '../../../shared/domain/message/incident-thread.ts';
import { noticeMessage } from '../../../shared/domain/message/notice-message.ts';
import {
  at,
  connection,
  down,
  everyMinute,
  firstIp,
  follow,
  gateway,
  lastIncident,
  secondIp,
  see,
  up,
} from '../builders.ts';
import { idA, idB, lacking, noticeOf, otherEvent, singleTunnel } from '../notices/cases.ts';
import { textsOf } from './catalogue-texts.ts';
import { english, korean } from './languages.ts';

const hangul = /\p{Script=Hangul}/u;

/** Four words in a row are no product name any more. */
const englishClause = /(?:[A-Za-z']+[ ,]+){3}[A-Za-z']+/;

describe('the Korean catalogue', () => {
  const texts = [...textsOf(korean, '203.0.113.1')];

  it('has exactly the texts of the English one', () => {
    expect([...textsOf(korean, 'x').keys()]).toEqual([...textsOf(english, 'x').keys()]);
    expect(texts.length).toBeGreaterThan(150);
  });

  it.each(texts)('%s is Korean', (_path, text) => {
    expect(hangul.test(text) || !/[a-z]/.test(text), text).toBe(true);
    expect(text).not.toMatch(englishClause);
    expect(text).not.toMatch(/undefined|\[object| {2}/u);
  });

  it('is told from English by the same rules', () => {
    const left = [...textsOf(english, '203.0.113.1').values()].filter((text) => /[a-z]/.test(text));
    expect(left.filter((text) => hangul.test(text))).toEqual([]);
    expect(left.filter((text) => englishClause.test(text)).length).toBeGreaterThan(100);
  });

  it.each([...textsOf(korean, '§')])(
    '%s has no particle after a word from outside that depends on its last sound',
    (_path, text) => {
      expect(text).not.toMatch(/§(?:은|는|이|가|을|를|과|와|으로|로|이나|나|아|야)(?=[\s,.;)]|$)/u);
    },
  );
});

const context = {
  words: korean,
  connection: connection({
    routing: 'bgp',
    tunnels: [{ ...up(firstIp), acceptedRouteCount: 4 }, down(secondIp)],
  }),
  customerGateway: gateway,
  accountId: '111122223333',
  runbookUrl: 'https://runbook.example/r',
  now: at(125),
};

const degraded = lastIncident(
  follow(everyMinute(0, 125, see([up(firstIp), { ...down(secondIp), statusMessage: 'IPSEC IS DOWN' }]))),
);

describe('an incident in Korean', () => {
  it('reads as a Korean engineer writes', () => {
    expect(incidentMessage(degraded, context)).toMatchObject({
      headline: '경고 · hq-to-aws (vpn-0a1b2c3d4e5f60718) · 터널 하나로만 트래픽 전달 중',
      summary: '03:00 UTC부터 이중화가 없는 상태입니다.',
      tunnels: [
        { outsideIp: firstIp, text: 'UP, 2026-02-22 04:20 UTC부터, 경로 4개' },
        { outsideIp: secondIp, text: 'DOWN, 03:00 UTC부터; AWS 메시지: IPSEC IS DOWN' },
      ],
      cause: { sentence: '원인이 확인되지 않았습니다.', evidence: 'IPSEC IS DOWN' },
      titles: { why: '원인', todo: '지금 할 일' },
    });
    expect(incidentThread(degraded, context)[0]?.text).toBe(
      '장애가 발생했습니다: 터널 하나만 UP 상태이며, 이중화 없이 트래픽이 흐릅니다.',
    );
  });

  it('has a subject that SNS takes as it is', () => {
    const { subject = '' } = incidentMessage(degraded, context);
    expect(subjectOf(subject)).toBe('Warning - hq-to-aws (vpn-0a1b2c3d4e5f60718) - one tunnel only');
  });

  it('leaves a name that is not ASCII out of the subject', () => {
    const named = { ...context, connection: connection({ name: '서울 본사' }) };
    expect(incidentMessage(degraded, named).subject).toBe(
      'Warning · vpn-0a1b2c3d4e5f60718 · one tunnel only',
    );
    expect(incidentMessage(degraded, named).headline).toContain('서울 본사 (vpn-');
  });
});

describe('a notice in Korean', () => {
  const place = { region: 'eu-west-1', lookable: false, reason: 'names-no-connection' } as const;

  it.each([
    [
      'one connection',
      noticeOf({ event: singleTunnel(), looked: [lacking()] }),
      `hq-to-aws (${idA}) · no redundancy`,
    ],
    [
      'several',
      noticeOf({ event: singleTunnel(), looked: [lacking(idA), lacking(idB)] }),
      '2 connections · no redundancy',
    ],
    [
      'a region',
      noticeOf({ event: otherEvent({ connectionIds: [] }), place, looked: [] }),
      'Site-to-Site VPN in eu-west-1 · AWS Health event',
    ],
  ])('about %s has a subject in ASCII', (_name, notice, subject) => {
    const message = noticeMessage(notice, context);
    expect(message.subject).toMatch(/^(?:Warning|Info) · /u);
    expect(message.subject?.replace(/^\w+ · /u, '')).toBe(subject);
    expect(message.headline).toMatch(hangul);
  });
});

it('an English message needs no subject of its own', () => {
  expect(incidentMessage(degraded, { ...context, words: english }).subject).toBeUndefined();
  expect(noticeMessage(noticeOf(), { ...context, words: english }).subject).toBeUndefined();
});
