import { describe, expect, it } from 'vitest';
import { selfAlarmArticles, selfAlarmName, selfAlarmSeverity } from '../../../shared/contracts/self-alarm.ts';
import {
  announcementOfSelfAlarms,
  type SelfAlarm,
  type SelfAlarmNews,
} from '../../../shared/domain/message/self-alarms.ts';
import { hoursMs, minutesMs } from '../../../shared/domain/time.ts';
import { message as words } from '../../../shared/words/english/message.ts';
import { message as korean } from '../../../shared/words/korean/message.ts';

const three = Date.UTC(2026, 2, 2, 3, 0);
const at = (minutes: number): number => three + minutesMs(minutes);
const alarm = (name: string, state: SelfAlarm['state'], minutes: number): SelfAlarm => ({
  name: `tunnelkeeper/self/${name}`,
  state,
  since: at(minutes),
});
const changed = (of: SelfAlarm): SelfAlarmNews => ({ news: 'changed', alarm: of });

const told = (listed: readonly SelfAlarm[], news: SelfAlarmNews, language = words) => {
  const announcement = announcementOfSelfAlarms(listed, news, {
    words: language,
    accountId: '111122223333',
    region: 'us-east-1',
    runbookUrl: 'https://example.com/runbook.md',
    now: at(10),
  });
  if (!announcement) throw new Error('nothing to tell');
  return announcement;
};

const noSweep = alarm('no-sweep', 'silent', 0);
const waiting = alarm('waiting-slack-messages', 'raised', 4);

describe('the message about alarms on Tunnelkeeper itself', () => {
  it('says of a single one what it means, since when, and where its article is', () => {
    const { subjectId, kind, message } = told([noSweep], changed(noSweep));
    expect({ subjectId, kind }).toEqual({ subjectId: 'self-alarms', kind: 'notice.own-alarm' });
    expect(message).toMatchObject({
      severity: 'critical',
      headline: 'Critical · Tunnelkeeper · nothing is watched',
      summary: expect.stringMatching(/^No sweep .+ Since 03:00 UTC\.$/),
      findings: [],
      links: [{ label: words.connection.label.runbookLink, url: 'https://example.com/runbook.md#no-sweep' }],
    });
  });

  it('gathers several, the gravest first', () => {
    const errors = alarm('function-errors/sweep', 'raised', 2);
    const { message } = told([errors, waiting, noSweep], changed(waiting));
    expect(message.headline).toBe('Critical · Tunnelkeeper · nothing is watched');
    expect(message.findings).toEqual([
      expect.stringContaining(words.own.alarm.meaning['no-sweep']),
      expect.stringContaining(words.own.alarm.meaning['waiting-slack-messages']),
      expect.stringMatching(/^sweep: A function has failed/),
    ]);
    expect(message.links.map(({ url }) => url.split('#')[1])).toEqual([
      'no-sweep',
      'waiting-slack-messages',
      'function-errors',
    ]);
  });

  it('is over when none lasts, and only then', () => {
    const sweeps = alarm('no-sweep', 'ok', 6);
    expect(told([noSweep, waiting], changed(sweeps)).message.severity).toBe('critical');
    const { message, thread } = told([noSweep], changed(sweeps));
    expect(message).toMatchObject({ severity: 'resolved', headline: 'Resolved · Tunnelkeeper · all clear' });
    expect(thread).toEqual([{ seq: at(6), at: at(6), text: expect.stringMatching(/^Over: No sweep/) }]);
  });

  it('tells of the end of what is heard of, and of none that may never have been raised', () => {
    const first = alarm('failed-events', 'ok', 5);
    const ended = alarm('function-errors/sweep', 'ok', 6);
    const lines = (news: SelfAlarmNews) => told([noSweep, first, ended], news).thread.map(({ text }) => text);
    const raised = words.own.alarm.meaning['no-sweep'];
    const over = `Over: ${words.own.alarm.meaning['function-errors']}`;
    expect(lines(changed(ended))).toEqual([raised, over]);
    expect(lines(changed(noSweep))).toEqual([raised]);
    expect(lines({ news: 'changed', alarm: first, isFirstState: true })).toEqual([raised]);
  });

  it('believes what is listed where what has been heard is older', () => {
    expect(told([alarm('no-sweep', 'ok', 6)], changed(noSweep)).message.severity).toBe('resolved');
  });

  it('without a link where no runbook is known', () => {
    const context = { words, accountId: undefined, region: 'us-east-1', runbookUrl: undefined, now: at(10) };
    expect(announcementOfSelfAlarms([], changed(noSweep), context)?.message.links).toEqual([]);
  });

  it('is none about what is not ours', () => {
    const other: SelfAlarm = { name: 'Errors', state: 'raised', since: 0 };
    expect(() => told([], changed(other))).toThrow('nothing to tell');
  });
});

describe('what rings', () => {
  const loud = (listed: readonly SelfAlarm[], news: SelfAlarmNews) =>
    told(listed, news)
      .thread.filter((entry) => entry.loud)
      .map((entry) => Math.round((entry.at - three) / 60_000));

  it('each alarm as it is raised, and none as it ends', () => {
    expect(loud([noSweep, waiting, alarm('failed-events', 'ok', 5)], changed(waiting))).toEqual([0, 4]);
  });

  it('a further message on a dead-letter queue that held some, whatever has become of that alarm since', () => {
    const holds = alarm('undelivered-slack-messages', 'raised', 0);
    const further = alarm('undelivered-slack-messages/again', 'raised', 7);
    const after = alarm('undelivered-slack-messages/again', 'ok', 8);
    expect(loud([holds, after], changed(further))).toEqual([0, 7]);
  });

  it('the first message on such a queue once', () => {
    const holds = alarm('undelivered-slack-messages', 'raised', 1);
    const first = alarm('undelivered-slack-messages/again', 'raised', 0);
    expect(loud([holds, first], changed(holds))).toEqual([1]);
  });

  it('what lasts, when a reminder is due', () => {
    const reminder = { news: 'lasting', at: three + hoursMs(4) } as const;
    const { thread, revision } = told([noSweep, alarm('failed-events', 'ok', 5)], reminder);
    expect(thread.at(-1)).toMatchObject({
      at: reminder.at,
      loud: true,
      text: expect.stringMatching(/^Still, since 03:00/),
    });
    expect(revision).toBe(reminder.at);
  });
});

it('later news has a higher revision', () => {
  const before = told([noSweep], changed(noSweep)).revision;
  const after = told([noSweep], changed(alarm('no-sweep', 'ok', 6))).revision;
  expect(after).toBeGreaterThan(before);
});

it.each(selfAlarmArticles)('%s is told in both languages', (article) => {
  const raised: SelfAlarm = { name: selfAlarmName(article), state: 'raised', since: three };
  for (const language of [words, korean]) {
    const { message } = told([raised], changed(raised), language);
    expect(message.severity).toBe(selfAlarmSeverity[article]);
    expect(message.headline).toContain(language.own.alarm.consequence[article]);
    expect(message.summary).toContain(language.own.alarm.meaning[article]);
  }
});
