import { describe, expect, it } from 'vitest';
import type { AnnouncementKind } from '../../../shared/contracts/announcement.ts';
import type { CourseEntry, CourseKind, Incident } from '../../../shared/domain/incident.ts';
import { announcementOfIncident } from '../../../shared/domain/message/incident-announcement.ts';
import { hasLoudNews } from '../../../shared/domain/message/rings.ts';
import { message as english } from '../../../shared/words/english/message.ts';
import {
  at,
  connection,
  down,
  everyMinute,
  firstIp,
  follow,
  lastIncident,
  secondIp,
  see,
} from '../builders.ts';
import { explanation } from '../diagnosis/cases.ts';

const context = {
  words: english,
  connection: connection(),
  customerGateway: undefined,
  accountId: '111122223333',
  runbookUrl: undefined,
  now: at(5),
};

const incident = lastIncident(follow(everyMinute(0, 5, see([down(firstIp), down(secondIp)]))));

const having = (announcedSeq: number, ...kinds: readonly CourseKind[]): Incident => ({
  ...incident,
  announcedSeq,
  course: kinds.map(
    (kind, index): CourseEntry => ({ seq: index + 1, at: at(index), kind, severity: 'info' }),
  ),
});

describe('the announcement of an incident', () => {
  it('carries its id, its revision, and everything that has happened', () => {
    const announcement = announcementOfIncident(incident, context);
    expect(announcement).toMatchObject({
      format: 'tunnelkeeper/announcement/1',
      subjectId: incident.incidentId,
      revision: incident.revision,
      region: 'eu-west-1',
      connectionId: incident.connectionId,
      channel: undefined,
    });
    expect(announcement.thread).toHaveLength(incident.course.length);
  });

  it.each([
    ['the gravest new thing', having(0, 'opened', 'withheld', 'restart-started'), 'incident.opened'],
    ['new things only', having(1, 'opened', 'withheld', 'restart-started'), 'incident.withheld'],
    [
      'the end',
      having(2, 'opened', 'tunnel-fell', 'restart-recovered', 'tunnel-recovered', 'closed'),
      'incident.closed',
    ],
    ['nothing new: a redraw', having(2, 'opened', 'withheld'), 'incident.update'],
  ])('is of the kind of %s', (_name, subject, kind) => {
    expect(announcementOfIncident(subject, context).kind).toBe(kind);
  });

  it('names of any two new things the graver one', () => {
    const gravestFirst: readonly CourseKind[] = [
      'closed',
      'opened',
      'worsened',
      'flapping',
      'restart-failed',
      'restart-rejected',
      'reminder',
      'improved',
      'restart-recovered',
      'tunnel-fell',
      'tunnel-recovered',
      'settled',
      'cause-found',
      'changed',
      'withheld',
      'restart-uncertain',
      'restart-started',
      'restart-busy',
      'health-echo',
      'change-echo',
    ];
    for (const [index, kind] of gravestFirst.entries()) {
      for (const lesser of gravestFirst.slice(index)) {
        expect(announcementOfIncident(having(0, kind, lesser), context).kind).toBe(`incident.${kind}`);
        expect(announcementOfIncident(having(0, lesser, kind), context).kind).toBe(`incident.${kind}`);
      }
    }
  });

  it('says of each line whether it rings', () => {
    const course = having(4, 'opened', 'worsened', 'restart-failed', 'reminder', 'cause-found', 'closed');
    const { thread } = announcementOfIncident(course, context);
    expect(thread.map(({ loud }) => loud)).toEqual([undefined, true, true, true, undefined, undefined]);
    const flapped = having(4, 'flapping', 'outage-stays', 'settled', 'settled-unhealthy', 'not-reported');
    const lines = announcementOfIncident(flapped, context).thread;
    expect(lines.map(({ loud }) => loud)).toEqual([undefined, true, undefined, true, true]);
  });

  it.each<[AnnouncementKind, boolean]>([
    ['incident.worsened', true],
    ['incident.update', false],
    ['storm.grew', true],
    ['storm.calm', false],
    ['notice.own-alarm', false],
  ])('of the kind %s has something new that rings: %s', (kind, rings) => {
    expect(hasLoudNews(kind)).toBe(rings);
  });

  it('carries the storm that it is told in, and the chart of its diagnosis', () => {
    const chart = { region: 'eu-west-1', title: 'Traffic', widget: '{}' };
    const gathered = {
      ...incident,
      gatheredIn: 'storm-1',
      channel: '#old',
      explanation: explanation({ chart }),
    };
    expect(announcementOfIncident(gathered, context)).toMatchObject({
      gatheredIn: 'storm-1',
      channel: '#old',
      chart,
    });
  });

  it.each([
    [' #net-ops ', '#net-ops'],
    ['  ', undefined],
  ])('goes to the channel of the tag %j', (tag, channel) => {
    const tagged = connection({ tags: { 'tunnelkeeper:channel': tag } });
    expect(announcementOfIncident(incident, { ...context, connection: tagged }).channel).toBe(channel);
  });
});
