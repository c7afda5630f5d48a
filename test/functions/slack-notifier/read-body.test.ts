import { describe, expect, it } from 'vitest';
import { readBody } from '../../../functions/slack-notifier/read-body.ts';
import type { AnnouncementKind } from '../../../shared/contracts/announcement.ts';
import { message as words } from '../../../shared/words/english/message.ts';
import { message as korean } from '../../../shared/words/korean/message.ts';
import { incidentAnnouncement, ringing, startAt, threadOf } from './announcements.ts';

const alarms = {
  listed: [],
  words,
  accountId: '111122223333',
  region: 'us-east-1',
  runbookUrl: undefined,
  now: startAt,
};
const read = (body: string) => readBody(body, alarms);

describe('reading a record', () => {
  it('gives back the announcement as it was published', () => {
    const announcement = incidentAnnouncement({ channel: '#network' });
    expect(read(JSON.stringify(announcement))).toEqual({ announcement });
  });

  it('takes an announcement without what may be absent', () => {
    const { message, ...rest } = incidentAnnouncement();
    const announcement = { ...rest, connectionId: undefined, message: { ...message, cause: undefined } };
    expect(read(JSON.stringify(announcement))).toEqual({ announcement });
  });

  it.each<[AnnouncementKind, boolean | undefined]>([
    ['incident.worsened', true],
    ['incident.restart-failed', true],
    ['incident.reminder', true],
    ['storm.grew', true],
    ['incident.closed', undefined],
    ['notice.own-alarm', undefined],
  ])('takes the last line as loud by the kind, %s, where no line says it', (kind, loud) => {
    const { announcement } = read(JSON.stringify(incidentAnnouncement({ kind, thread: threadOf(2) })));
    expect(announcement.thread.map((entry) => entry.loud)).toEqual([undefined, loud]);
  });

  it('leaves it to the lines where they say so', () => {
    const announcement = incidentAnnouncement({ kind: 'incident.worsened', thread: ringing(3, 2) });
    expect(read(JSON.stringify(announcement))).toEqual({ announcement });
  });

  it('puts the headings of its own language over what was published before there were any', () => {
    const { message, ...rest } = incidentAnnouncement();
    const { titles: _titles, findings: _findings, unread: _unread, ...before } = message;
    const { announcement, problem } = readBody(JSON.stringify({ ...rest, message: before }), {
      ...alarms,
      words: korean,
    });
    expect(problem).toBeUndefined();
    expect(announcement.message).toMatchObject({ titles: korean.titles, findings: [], unread: [] });
  });

  it.each([
    ['not JSON', '읽을 수 없는 알림'],
    [
      '{"AlarmName": "tunnelkeeper/self/no-sweep", "NewStateValue": "ALARM"}',
      '심각 · Tunnelkeeper · 아무것도 감시되지 않음',
    ],
  ])('tells of itself in the language of the deployment: %s', (body, headline) => {
    expect(readBody(body, { ...alarms, words: korean }).announcement.message).toMatchObject({
      headline,
      titles: { why: korean.titles.why },
    });
  });

  it.each([
    ['another format', { format: 'tunnelkeeper/announcement/2' }, 'format: invalid_value'],
    ['a kind that is none', { kind: 'hello' }, 'kind: custom'],
    ['no subject', { subjectId: '' }, 'subjectId: too_small'],
    ['half a revision', { revision: 1.5 }, 'revision: invalid_type'],
    ['a time beyond the calendar', { thread: [{ seq: 1, at: 1e20, text: 'x' }] }, 'thread.0.at: too_big'],
    ['a message that is none', { message: 'hello' }, 'message: invalid_type'],
  ])('says what is wrong with %s', (_, different, problem) => {
    expect(read(JSON.stringify({ ...incidentAnnouncement(), ...different })).problem).toBe(problem);
  });

  it('makes a message of an alarm on Tunnelkeeper itself', () => {
    const body = JSON.stringify({
      AlarmName: 'tunnelkeeper/self/no-sweep',
      NewStateValue: 'INSUFFICIENT_DATA',
    });
    const { announcement, problem } = read(body);
    expect(problem).toBeUndefined();
    expect(announcement).toMatchObject({ subjectId: 'self-alarms', message: { severity: 'critical' } });
  });

  it('takes no alarm of somebody else', () => {
    expect(read('{"AlarmName": "Errors", "NewStateValue": "ALARM"}').problem).toContain(
      'format: invalid_value',
    );
  });

  it('shows the beginning of what it cannot read', () => {
    const { announcement, problem } = read(`<!channel> ${'x'.repeat(1_000)}`);
    expect(problem).toBe('not JSON');
    expect(announcement.message.cause?.evidence).toBe(`<!channel> ${'x'.repeat(289)}`);
  });
});
