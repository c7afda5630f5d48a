import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../shared/domain/decide.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { mayRestart } from '../../../shared/domain/restart/guards.ts';
import { at, down, firstIp, follow, observation, secondIp, see, tunnel, up } from '../builders.ts';

const notReported = (outsideIp: string) =>
  tunnel(outsideIp, { ipsec: 'unknown', bgpSession: 'unknown', lastStatusChangeAt: undefined });
const nothing = see([notReported(firstIp), notReported(secondIp)]);
const kinds = (decision: Decision | undefined) => decision?.incident?.course.map(({ kind }) => kind);

describe('tunnels of which AWS says nothing', () => {
  it('close no incident, whatever was up before', () => {
    const decisions = follow([
      { minute: 0, observation: see([down(firstIp), down(secondIp)]) },
      { minute: 1, observation: see([down(firstIp), notReported(secondIp)]) },
      ...[2, 3, 4, 5, 6, 7, 8].map((minute) => ({ minute, observation: nothing })),
      { minute: 9, observation: see([down(firstIp), down(secondIp)]) },
    ]);
    expect(decisions.slice(0, -1).map(({ incident }) => [incident?.phase, incident?.health])).toEqual(
      decisions.slice(0, -1).map(() => ['open', 'outage']),
    );
    expect(decisions.every(({ restart }, index) => index < 1 || index > 8 || !restart)).toBe(true);
    expect(decisions.at(-1)?.incident).toMatchObject({
      health: 'outage',
      healthSince: at(0),
      tunnels: [{ state: 'down', since: at(0) }, { since: at(0) }],
    });
    expect(kinds(decisions.at(-1))?.filter((kind) => kind === 'tunnel-fell')).toEqual([]);
  });

  it('are there though AWS lists them not at all', () => {
    const decisions = follow([
      { minute: 0, observation: see([down(firstIp), up(secondIp)]) },
      { minute: 2, observation: see([down(firstIp), up(secondIp)]) },
      ...[3, 4, 5, 6, 7].map((minute) => ({ minute, observation: see([up(secondIp)]) })),
      { minute: 8, observation: see([]) },
    ]);
    expect(decisions.at(-2)?.incident).toMatchObject({ phase: 'open', health: 'degraded' });
    expect(decisions.at(-1)?.incident?.tunnels.map(({ state }) => state)).toEqual(['unknown', 'unknown']);
  });

  it('are an outage beside one that is down, at a second look in another pass', () => {
    const seen = see([down(firstIp), notReported(secondIp)]);
    const phases = (...minutes: readonly number[]) =>
      follow(minutes.map((minute) => ({ minute, observation: seen }))).map(({ incident }) => incident?.phase);
    expect(phases(0, 0.1, 1)).toEqual(['suspected', 'suspected', 'open']);
  });

  it('worsen an incident in another pass only, and are no fall', () => {
    const degraded = see([down(firstIp), up(secondIp)]);
    const half = see([down(firstIp), notReported(secondIp)]);
    const decisions = follow([
      { minute: 0, observation: degraded },
      { minute: 3, observation: degraded },
      { minute: 4, observation: half },
      { minute: 4.2, observation: half },
      { minute: 5, observation: half },
      { minute: 6, observation: degraded },
    ]);
    expect(decisions.map(({ incident }) => incident?.health)).toEqual([
      'degraded',
      'degraded',
      'degraded',
      'degraded',
      'outage',
      'degraded',
    ]);
    expect(kinds(decisions.at(-1))).not.toContain('tunnel-fell');
  });

  it('are told after a quarter of an hour, as what they are, and as over when AWS reports them again', () => {
    const decisions = follow([
      ...[0, 5, 10, 14, 15, 16, 30].map((minute) => ({ minute, observation: nothing })),
      ...[31, 33, 34].map((minute) => ({ minute, observation: observation() })),
    ]);
    expect(decisions.map(({ incident }) => incident?.phase)).toEqual([
      ...['suspected', 'suspected', 'suspected', 'suspected', 'open', 'open', 'open'],
      ...['open', 'open', 'closed'],
    ]);
    expect(decisions[4]?.incident?.course).toMatchObject([
      { kind: 'opened', severity: 'warning', detail: 'unknown' },
    ]);
    expect(kinds(decisions.at(-1))).toEqual(['opened', 'closed']);
  });

  it('are told within an incident of something else, once', () => {
    const half = see([down(firstIp), notReported(secondIp)]);
    const decisions = follow([0, 1, 10, 15, 16, 40].map((minute) => ({ minute, observation: half })));
    expect(kinds(decisions.at(-1))?.filter((kind) => kind === 'not-reported')).toEqual(['not-reported']);
  });

  it('are an outage once they are known to be down, rung as such', () => {
    const decisions = follow([
      { minute: 0, observation: nothing },
      { minute: 15, observation: nothing },
      { minute: 16, observation: see([down(firstIp, 1), down(secondIp, 2)]) },
    ]);
    expect(decisions.at(-1)?.incident?.course).toContainEqual(
      expect.objectContaining({ kind: 'worsened', severity: 'critical', detail: 'outage' }),
    );
  });

  it('are never restarted', () => {
    const seen = see([down(firstIp), notReported(secondIp)]);
    const incident = follow([0, 5, 20].map((minute) => ({ minute, observation: seen }))).at(-1)?.incident;
    const record = incident?.tunnels.find(({ outsideIp }) => outsideIp === secondIp);
    if (!incident || !record || !seen.connection) throw new Error('There is no incident.');
    const verdict = mayRestart({
      incident,
      observation: seen,
      connection: seen.connection,
      tunnel: notReported(secondIp),
      record: { ...record, state: 'down' },
      policy: defaultPolicy.restart,
      now: at(40),
    });
    expect(verdict).toMatchObject({ allowed: false, reason: 'state-unknown' });
  });
});
