import { describe, expect, it } from 'vitest';
import type { BlindReason } from '../../../shared/domain/reach/blind-reason.ts';
import type { RegionReach } from '../../../shared/domain/reach/reach.ts';
import { announcementOfReach } from '../../../shared/domain/reach/reach-announcement.ts';
import { minutesMs } from '../../../shared/domain/time.ts';
import { message as english } from '../../../shared/words/english/message.ts';
import { reachWords as englishReach } from '../../../shared/words/english/reach.ts';
import { message as korean } from '../../../shared/words/korean/message.ts';
import { reachWords as koreanReach } from '../../../shared/words/korean/reach.ts';
import { start } from '../builders.ts';

const blind: RegionReach = {
  region: 'us-west-2',
  version: 3,
  failures: 3,
  since: start,
  reason: 'denied',
  code: 'UnauthorizedOperation',
  backAt: undefined,
  revision: 1,
  announcedRevision: 0,
  revisedAt: start + minutesMs(2),
};

const back: RegionReach = { ...blind, backAt: start + minutesMs(12), revision: 2 };

const left: RegionReach = { ...back, isLeft: true };

const languages = {
  english: { words: english, reachWords: englishReach },
  korean: { words: korean, reachWords: koreanReach },
};

const told = (reach: RegionReach, language: keyof typeof languages = 'english') =>
  announcementOfReach(reach, {
    ...languages[language],
    accountId: '111122223333',
    runbookUrl: 'https://wiki.example.com/runbook',
    now: (reach.backAt ?? start + minutesMs(2)) + 1,
  });

it('says where nothing is seen, since when, what AWS answers, and what to do', () => {
  const summary =
    'The connections of us-west-2 cannot be listed, since 03:00 UTC (2 minutes). ' +
    'An outage there goes unseen until they can be.';
  expect(told(blind)).toEqual({
    format: 'tunnelkeeper/announcement/1',
    kind: 'notice.region-unreachable',
    subjectId: `reach/us-west-2/${start}`,
    revision: 1,
    region: 'us-west-2',
    connectionId: undefined,
    channel: undefined,
    message: {
      severity: 'critical',
      headline: 'Critical · Site-to-Site VPN in us-west-2 · tunnels there are not watched at the moment',
      subject: undefined,
      summary,
      facts: [
        { label: 'Account', value: '111122223333' },
        { label: 'Region', value: 'us-west-2' },
      ],
      tunnels: [],
      cause: {
        sentence: 'AWS denies ec2:DescribeVpnConnections in this region.',
        evidence: 'DescribeVpnConnections: UnauthorizedOperation',
      },
      done: [],
      todo: [
        expect.stringContaining('service control policy'),
        'Or take the region out of "regions" in tunnelkeeper.json, and deploy again.',
      ],
      findings: [],
      unread: [],
      links: [
        { label: 'Open AWS Health', url: 'https://console.aws.amazon.com/health/home' },
        { label: 'Runbook', url: 'https://wiki.example.com/runbook#region-unreachable' },
      ],
      titles: english.titles,
    },
    thread: [{ seq: 1, at: start, text: summary }],
    chart: undefined,
  });
});

it.each([
  [blind, 'Critical · Site-to-Site VPN in us-west-2 · tunnels there are not watched at the moment'],
  [back, 'Resolved · Site-to-Site VPN in us-west-2 · tunnels there are watched again'],
  [left, 'Resolved · Site-to-Site VPN in us-west-2 · not watched any more'],
])('in Korean an e-mail keeps the English subject', (reach, subject) => {
  expect(told(reach, 'korean').message.subject).toBe(subject);
});

it('is one subject until the region is back, which is told in the thread too', () => {
  const [first, last] = [told(blind), told(back)];
  expect(last.subjectId).toBe(first.subjectId);
  expect(first.thread.map(({ seq }) => seq)).toEqual([1]);
  expect(last.thread.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(last.thread[1]).toEqual({ seq: 2, at: back.revisedAt, text: last.message.summary });
  expect(last.message).toMatchObject({
    severity: 'resolved',
    headline: 'Resolved · Site-to-Site VPN in us-west-2 · tunnels there are watched again',
    summary: 'The connections of us-west-2 can be listed again. They were out of sight for 12 minutes.',
    todo: [],
  });
  expect(told({ ...blind, since: start + 1 }).subjectId).not.toBe(first.subjectId);
});

const reasons: readonly BlindReason[] = [
  'region-unknown',
  'region-disabled',
  'denied',
  'throttled',
  'no-answer',
  'failed',
];

describe.each(['english', 'korean'] as const)('in %s', (language) => {
  it.each(reasons)('%s has a sentence of its own and something to do', (reason) => {
    const { message } = told({ ...blind, reason }, language);
    expect(message.cause?.sentence).not.toBe('');
    expect(message.todo.length).toBeGreaterThan(0);
    expect(message.todo.join()).toContain('us-west-2');
  });

  it.each([blind, back])('an e-mail has a subject in ASCII', (reach) => {
    const { message } = told(reach, language);
    const subject = message.subject ?? message.headline;
    expect(subject.replaceAll(' · ', ' - ')).toMatch(/^[ -~]+$/);
    expect(subject).toContain('us-west-2');
  });
});

it('what is not known of the answer is left out', () => {
  expect(told({ ...blind, reason: 'no-answer', code: '' }).message.cause?.evidence).toBeUndefined();
});

it.each([
  [english, koreanReach],
  [korean, englishReach],
])('an e-mail has a subject of its own only where both catalogues have words for it', (words, reachWords) => {
  const context = { words, reachWords, accountId: '111122223333', runbookUrl: undefined, now: start };
  expect(announcementOfReach(blind, context).message.subject).toBeUndefined();
});
