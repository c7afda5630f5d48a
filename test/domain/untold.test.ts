import { describe, expect, it } from 'vitest';
import type { Incident } from '../../shared/domain/incident.ts';
import { asTold, newsOf, untoldBefore } from '../../shared/domain/lifecycle/untold.ts';
import {
  connection,
  down,
  everyMinute,
  firstIp,
  follow,
  lastIncident,
  observation,
  secondIp,
} from './builders.ts';

const allDown = observation({ connection: connection({ tunnels: [down(firstIp), down(secondIp)] }) });

/** Opened and told in revision 1, closed in revision 2. */
const closed: Incident = {
  ...lastIncident(follow(everyMinute(0, 3, allDown))),
  incidentId: 'first',
  phase: 'closed',
  revision: 2,
  announcedRevision: 1,
  announcedSeq: 1,
};

const told: Incident = { ...closed, announcedRevision: 2 };

const next = (previous: Incident | undefined): Incident =>
  lastIncident(follow([{ minute: 60, observation: allDown }], previous));

const ids = (incidents: readonly Incident[] | undefined) => incidents?.map(({ incidentId }) => incidentId);

describe('an incident that takes the place of one', () => {
  it('has nothing to tell of it if people know how it ended', () => {
    expect(next(told)).not.toHaveProperty('untold');
    expect(next(undefined)).not.toHaveProperty('untold');
  });

  it('keeps how it ended until people know it, and tells that first', () => {
    const incident = next(closed);
    expect(incident.untold).toEqual([closed]);
    expect(ids(newsOf(incident))).toEqual(['first', incident.incidentId]);
  });

  it('keeps what the one before had still to tell, be its own end known or not, without nesting', () => {
    const second: Incident = { ...told, incidentId: 'second', untold: [closed] };
    expect(ids(next(second).untold)).toEqual(['first']);
    const third: Incident = { ...closed, incidentId: 'third', untold: [closed] };
    expect(ids(next(third).untold)).toEqual(['first', 'third']);
    expect(next(third).untold?.[1]).not.toHaveProperty('untold');
  });

  it('keeps the last ten, as a row has its limits', () => {
    const before = Array.from({ length: 10 }, (_, index) => ({ ...closed, incidentId: `${index}` }));
    const { untold } = untoldBefore({ ...closed, untold: before });
    expect(ids(untold)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', 'first']);
  });
});

describe('what is new', () => {
  it('is nothing once the last revision has been announced', () => {
    expect(newsOf(told)).toEqual([]);
    expect(newsOf(closed)).toEqual([closed]);
  });
});

describe('once people have been told', () => {
  it('nothing is left to tell', () => {
    const incident: Incident = { ...next(closed), revision: 3 };
    const [first, second] = newsOf(incident);
    if (!first || !second) throw new Error('Both have something to tell.');
    const marked = asTold(asTold(incident, first), second);
    expect(newsOf(marked)).toEqual([]);
    expect(marked).not.toHaveProperty('untold');
    expect(marked).toMatchObject({ announcedRevision: 3, announcedSeq: incident.course.at(-1)?.seq });
  });

  it('of the incident before, that of the next one is still to be told', () => {
    const present: Incident = { ...next(closed), revision: 1 };
    const marked = asTold(present, closed);
    expect(newsOf(marked)).toEqual([marked]);
    expect(marked).toMatchObject({ announcedRevision: 0, announcedSeq: 0 });
  });

  it('what has been saved meanwhile is still to be told', () => {
    const present: Incident = { ...closed, revision: 5, course: [] };
    expect(asTold(present, closed)).toMatchObject({ revision: 5, announcedRevision: 2, announcedSeq: 2 });
  });

  it('what others have told meanwhile stays told', () => {
    const present: Incident = { ...closed, revision: 5, announcedRevision: 5, announcedSeq: 9 };
    expect(asTold(present, closed)).toEqual(present);
    expect(asTold({ ...closed, announcedSeq: 4 }, { ...closed, course: [] })).toMatchObject({
      announcedSeq: 4,
    });
  });

  it('what is newer, or of others, is still to be told', () => {
    const present: Incident = {
      ...next(closed),
      untold: [
        { ...closed, incidentId: 'other', revision: 0 },
        { ...closed, revision: 3 },
      ],
    };
    expect(asTold(present, closed).untold).toEqual(present.untold);
  });
});
