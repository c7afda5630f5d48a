import { describe, expect, it } from 'vitest';
import type { Incident, RestartAttempt } from '../../shared/domain/incident.ts';
import {
  at,
  changedAt,
  connection,
  down,
  everyMinute,
  firstIp,
  follow,
  kinds,
  type Look,
  lastIncident,
  observation,
  replaced,
  secondIp,
  up,
} from './builders.ts';

const well = observation();

const beingChanged = observation({ connection: connection({ state: 'modifying' }) });

/** From minute 2 on the first tunnel is down. */
const fallen = everyMinute(
  2,
  20,
  observation({ connection: connection({ tunnels: [down(firstIp, 2), up(secondIp)] }) }),
);

/** The minute in which a restart is asked for, and what it waited for before. */
const restartOf = (before: readonly Look[], stored?: Incident) => {
  const decisions = follow([...before, ...fallen], stored);
  const index = decisions.findIndex((decision) => decision.restart);
  const reasons = decisions.slice(0, index).flatMap((decision) => decision.incident?.withheld?.reason ?? []);
  return { minute: index - before.length + 2, reasons: [...new Set(reasons)] };
};

const earlier = (change: Partial<Incident>): Incident => ({
  ...lastIncident(
    follow([
      ...everyMinute(
        -60,
        -57,
        observation({ connection: connection({ tunnels: [down(firstIp, -60), up(secondIp)] }) }),
      ),
      ...everyMinute(
        -56,
        -40,
        observation({ connection: connection({ tunnels: [up(firstIp, -56), up(secondIp)] }) }),
      ),
    ]),
  ),
  ...change,
});

const ourRestart: RestartAttempt = {
  attemptId: 'one',
  incidentId: 'earlier',
  outsideIp: firstIp,
  requestedAt: at(-2),
  call: 'accepted',
  errorCode: undefined,
  sentDpdTimeoutSeconds: 40,
  hadEffect: true,
  result: 'recovered',
  resultAt: at(-1),
};

describe('a connection that is well', () => {
  it('is not remembered as long as nobody works on it', () => {
    const [decision] = follow([{ minute: 0, observation: well }]);
    expect(decision).toMatchObject({ incident: undefined, changed: false, reason: 'healthy' });
  });

  it('is restarted as soon as it has been down for long enough, if nobody has worked on it', () => {
    expect(restartOf([{ minute: 0, observation: well }])).toEqual({
      minute: 5,
      reasons: ['down-too-briefly'],
    });
  });

  it('remembers in silence that somebody was changing it, and holds restarts back for 15 minutes from then', () => {
    const [seen] = follow([{ minute: 0, observation: beingChanged }]);
    expect(seen).toMatchObject({ changed: true, reason: 'remembered', restart: undefined, diagnose: false });
    expect(seen?.incident).toMatchObject({
      phase: 'closed',
      closeReason: 'unconfirmed',
      version: 1,
      revision: 0,
      course: [],
      changingSeenAt: at(0),
    });
    expect(restartOf([{ minute: 0, observation: beingChanged }])).toEqual({
      minute: 15,
      reasons: ['changed-by-hand'],
    });
  });

  it('remembers in silence that AWS has replaced an endpoint, and takes it for the cause of a fall soon after', () => {
    const told: Look = { minute: 0, observation: well, signals: [replaced(0)] };
    const [seen] = follow([told]);
    expect(seen).toMatchObject({ changed: true, reason: 'remembered' });
    expect(seen?.incident).toMatchObject({
      phase: 'closed',
      version: 1,
      revision: 0,
      course: [],
      causes: [],
    });
    expect(restartOf([told])).toEqual({
      minute: 15,
      reasons: ['endpoint-being-replaced'],
    });
    expect(lastIncident(follow([told, ...fallen])).causes).toMatchObject([
      { name: 'endpoint-replaced', evidence: 'event-1', at: at(0) },
    ]);
  });

  it('goes by the last of several replacements, in whatever order they are told', () => {
    const told: Look = {
      minute: 0,
      observation: well,
      signals: [replaced(-1, 'later'), replaced(-9, 'earlier')],
    };
    expect(restartOf([told]).minute).toBe(14);
    expect(lastIncident(follow([told, ...fallen])).causes).toMatchObject([{ evidence: 'later' }]);
  });

  it('saves nothing when the same is told again', () => {
    const told: Look = { minute: 0, observation: well, signals: [replaced(0)] };
    expect(follow([told, told])[1]).toMatchObject({ changed: false, reason: 'remembered' });
  });

  it.each([
    ['which CloudTrail told of', observation({ changes: [changedAt(-1)] })],
    ['which is going on', beingChanged],
  ])('takes what is replaced by a change %s for no replacement', (_, seen) => {
    const decisions = follow([{ minute: 0, observation: seen, signals: [replaced(-1)] }, ...fallen]);
    expect(lastIncident(decisions).causes.filter(({ name }) => name === 'endpoint-replaced')).toEqual([]);
  });

  it('takes what is replaced long after a change for one', () => {
    const seen = observation({ changes: [changedAt(-30)] });
    const decisions = follow([{ minute: 0, observation: seen, signals: [replaced(-1)] }, ...fallen]);
    expect(lastIncident(decisions).causes).toMatchObject([{ name: 'endpoint-replaced' }]);
  });
});

describe('a connection that is well again', () => {
  it('adds to the memory of its last incident, and changes nothing of what was told', () => {
    const before = earlier({});
    expect(before).toMatchObject({ phase: 'closed', closeReason: 'recovered' });
    const after = lastIncident(
      follow([{ minute: 0, observation: beingChanged, signals: [replaced(-20)] }], before),
    );
    expect(after).toMatchObject({
      changingSeenAt: at(0),
      quietReplacement: { evidence: 'event-1', at: at(-20) },
    });
    expect(after).toMatchObject({
      version: before.version + 1,
      revision: before.revision,
      course: before.course,
    });
    const notByItself = { ...before, cameBackAt: undefined };
    expect(restartOf([{ minute: 0, observation: well, signals: [replaced(0)] }], notByItself).minute).toBe(
      15,
    );
  });

  it('takes what it is being modified for, and what is replaced, by a restart of ours for that', () => {
    const before = earlier({ restarts: [ourRestart] });
    const after = lastIncident(
      follow([{ minute: 0, observation: beingChanged, signals: [replaced(-2)] }], before),
    );
    expect(kinds(after).at(-1)).toBe('health-echo');
    expect(after).toMatchObject({ changingSeenAt: undefined });
    expect(after.quietReplacement).toBeUndefined();
  });

  it('has nothing to tell of such a restart in a record that was never told', () => {
    const untold = earlier({ restarts: [ourRestart], openedAt: undefined, closeReason: 'unconfirmed' });
    const [decision] = follow([{ minute: 0, observation: well, signals: [replaced(-2)] }], untold);
    expect(decision).toMatchObject({ changed: false, reason: 'remembered' });
  });

  it('does not take a replacement that was its cause for a new one', () => {
    const before = earlier({ causes: [{ name: 'endpoint-replaced', at: at(-60), evidence: 'event-1' }] });
    const [decision] = follow([{ minute: 0, observation: well, signals: [replaced(-60)] }], before);
    expect(decision).toMatchObject({ changed: false, reason: 'remembered' });
  });
});
