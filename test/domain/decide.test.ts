import { describe, expect, it } from 'vitest';
import { livingConnection } from '../../shared/domain/observation.ts';
import { defaultPolicy } from '../../shared/domain/policy.ts';
import { minutesMs } from '../../shared/domain/time.ts';
import {
  alarm,
  at,
  changedAt,
  connection,
  down,
  everyMinute,
  firstIp,
  follow,
  kinds,
  lastIncident,
  observation,
  replaced,
  secondIp,
  see,
  up,
} from './builders.ts';

const oneDown = see([down(firstIp), up(secondIp)]);
const bothDown = see([down(firstIp), down(secondIp)]);
const bothUp = see([up(firstIp), up(secondIp)]);
const unwatched = see([down(firstIp), down(secondIp)], { tags: { 'tunnelkeeper:watch': ' Off' } });
const gone = observation({ connection: undefined });
const deleting = see([down(firstIp)], { state: 'deleting' });
const creating = see([down(firstIp), down(secondIp)], { state: 'pending' });

const open = lastIncident(follow([{ minute: 0, observation: bothDown }]));
const suspected = lastIncident(follow([{ minute: 0, observation: oneDown }]));
const closed = lastIncident(follow(everyMinute(1, 4, bothUp), open));

describe('a look decides', () => {
  it.each([
    ['gone', undefined, gone, undefined],
    ['gone', undefined, deleting, undefined],
    ['gone', closed, gone, 'recovered'],
    ['closed', open, deleting, 'connection-deleted'],
    ['unwatched', undefined, unwatched, undefined],
    ['unwatched', closed, unwatched, 'recovered'],
    ['closed', open, unwatched, 'unwatched'],
    ['closed', suspected, unwatched, 'unconfirmed'],
    ['being-created', undefined, creating, undefined],
    ['being-created', open, creating, undefined],
    ['healthy', undefined, bothUp, undefined],
    ['remembered', closed, bothUp, 'recovered'],
    ['closed', suspected, bothUp, 'unconfirmed'],
  ] as const)('%s: %#', (reason, stored, seen, closeReason) => {
    const [decision] = follow([{ minute: 6, observation: seen }], stored);
    expect(decision).toMatchObject({
      reason,
      changed: reason === 'closed',
      restart: undefined,
      diagnose: false,
    });
    expect(decision?.incident?.closeReason).toBe(closeReason);
    if (reason !== 'closed') expect(decision?.incident).toBe(stored);
  });

  it('that a connection is gone once two passes have missed it, however it is looked for in between', () => {
    const decisions = follow(
      [6, 6.1, 6.4, 7].map((minute) => ({ minute, observation: gone })),
      open,
    );
    expect(decisions.map(({ reason, changed }) => [reason, changed])).toEqual([
      ['missing', true],
      ['missing', false],
      ['missing', false],
      ['closed', true],
    ]);
    expect(decisions[0]?.incident).toMatchObject({ phase: 'open', revision: open.revision });
    expect(decisions.at(-1)?.incident).toMatchObject({ closeReason: 'connection-deleted' });
    expect(lastIncident(follow(everyMinute(6, 7, gone), suspected)).closeReason).toBe('unconfirmed');
  });

  it('that a connection is there that one list has left out, also after one that lists it again', () => {
    const decisions = follow(
      [
        [6, gone],
        [7, bothDown],
        [8, gone],
        [9, bothDown],
      ].map(([minute, seen]) => ({ minute: minute as number, observation: seen as typeof gone })),
      open,
    );
    expect(decisions.map(({ incident }) => incident?.phase)).toEqual(['open', 'open', 'open', 'open']);
    expect(decisions.at(-1)?.incident?.course.map(({ kind }) => kind)).not.toContain('closed');
  });

  it('each word for what has come of it', () => {
    const looks = [
      { minute: 0, observation: oneDown },
      { minute: 1, observation: oneDown },
      { minute: 2, observation: oneDown },
      { minute: 2, observation: bothDown },
      ...everyMinute(3, 6, bothUp),
      { minute: 7, observation: bothUp },
    ];
    expect(follow(looks).map(({ reason }) => reason)).toEqual([
      'suspected',
      'unchanged',
      'opened',
      'updated',
      'updated',
      'unchanged',
      'unchanged',
      'closed',
      'remembered',
    ]);
  });

  it('what is unchanged is what is stored', () => {
    const decisions = follow([0, 1].map((minute) => ({ minute, observation: oneDown })));
    expect(decisions[1]?.incident).toBe(decisions[0]?.incident);
    expect(decisions[1]?.changed).toBe(false);
  });

  it('nothing new of a look at what has just been deleted, but who has deleted it', () => {
    const ended = lastIncident(follow(everyMinute(5, 6, gone), open));
    const told = { ...gone, changes: [changedAt(5, { operation: 'DeleteVpnConnection' })] };
    const [decision, again] = follow(
      [7, 8].map((minute) => ({ minute, observation: told })),
      ended,
    );
    expect(decision).toMatchObject({ reason: 'remembered', changed: true });
    expect(again).toMatchObject({ reason: 'gone', changed: false });
  });

  it('that a Health event belongs to an incident that is over, and only a replacement', () => {
    const looks = (topic: 'endpoint-replaced' | 'other') => [
      {
        minute: 6,
        observation: bothUp,
        signals: [alarm('OK'), { ...replaced(5), topic } as ReturnType<typeof replaced>],
      },
    ];
    expect(follow(looks('endpoint-replaced'), closed)[0]).toMatchObject({
      reason: 'remembered',
      changed: true,
    });
    expect(follow(looks('other'), closed)[0]).toMatchObject({ reason: 'remembered', changed: false });
  });
});

describe('an incident that is only suspected', () => {
  const seldom = {
    ...defaultPolicy,
    incident: { ...defaultPolicy.incident, confirmDegradedAfterMs: minutesMs(90), flappingFalls: 1 },
  };

  it('is confirmed by flapping, and both are told', () => {
    expect(kinds(lastIncident(follow([{ minute: 0, observation: oneDown }], undefined, seldom)))).toEqual([
      'opened',
      'flapping',
      'withheld',
    ]);
  });

  it('forgets falls that are too old to count', () => {
    const [first, later] = follow(
      [0, 60].map((minute) => ({ minute, observation: oneDown })),
      undefined,
      { ...seldom, incident: { ...seldom.incident, flappingFalls: 9 } },
    );
    expect(first?.incident?.falls).toEqual([{ outsideIp: firstIp, at: at(0) }]);
    expect(later).toMatchObject({ changed: false });
  });
});

it.each(['available', 'modifying', 'pending', 'something new'])('a connection that is %s exists', (state) => {
  const seen = observation({ connection: connection({ state }) });
  expect(livingConnection(seen)).toBe(seen.connection);
});

it.each(['deleting', 'deleted'])('a connection that is %s is gone', (state) => {
  expect(livingConnection(observation({ connection: connection({ state }) }))).toBeUndefined();
});
