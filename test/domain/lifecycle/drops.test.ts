import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../shared/domain/decide.ts';
import { decide } from '../../../shared/domain/decide.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { droppedUnseen, emptyUsage, learnUsage, type TunnelUsage } from '../../../shared/domain/usage.ts';
import { at, connection, down, firstIp, follow, observation, secondIp, see, up } from '../builders.ts';

/** Looks each minute at tunnels that are always up and have dropped at those minutes, as the sweep remembers them. */
const watch = (minutes: number, dropsAt: (outsideIp: string) => readonly number[], before?: Incident) => {
  let usage: TunnelUsage = emptyUsage;
  let stored = before;
  const decisions: Decision[] = [];
  for (let minute = 0; minute <= minutes; minute += 1) {
    const seen = connection({
      tunnels: [firstIp, secondIp].map((ip) =>
        up(ip, dropsAt(ip).findLast((drop) => drop < minute) ?? -9_000),
      ),
    });
    const dropsUnseen = droppedUnseen(usage, seen);
    usage = learnUsage(usage, seen);
    const decision = decide(
      observation({ connection: seen, dropsUnseen }),
      stored,
      [{ kind: 'tick' }],
      defaultPolicy,
      at(minute),
    );
    stored = decision.incident;
    decisions.push(decision);
  }
  return decisions;
};

const entriesOf = (decisions: readonly Decision[]) => {
  const entries = decisions.flatMap(({ incident }) =>
    (incident?.course ?? []).map((entry) => [`${incident?.incidentId}/${entry.seq}`, entry] as const),
  );
  return [...new Map(entries).values()];
};

describe('a connection that is up at every look', () => {
  it('and drops once is remembered, and nobody is told', () => {
    const decisions = watch(30, () => [10.2]);
    expect(entriesOf(decisions)).toEqual([]);
    expect(decisions.at(-1)?.incident).toMatchObject({ phase: 'closed', drops: [at(10.2)], revision: 0 });
    expect(decisions.filter(({ changed }) => changed)).toHaveLength(1);
  });

  it('and bounces each minute flaps, is told so, and stays so', () => {
    const decisions = watch(30, () => Array.from({ length: 30 }, (_, minute) => minute + 0.6));
    expect(entriesOf(decisions).map(({ kind }) => kind)).toEqual(['flapping']);
    expect(decisions.at(-1)?.incident).toMatchObject({ phase: 'open', health: 'healthy' });
  });

  it('and drops each hour is told once, with the rhythm', () => {
    const decisions = watch(310, () => [10.2, 70.2, 130.2, 190.2, 250.2]);
    expect(entriesOf(decisions)).toMatchObject([
      { kind: 'recurring', at: at(191), severity: 'warning', recurrence: { count: 4, everyMs: 3_600_000 } },
      { kind: 'closed' },
    ]);
    expect(decisions.at(-1)?.incident?.drops).toHaveLength(5);
  });

  it('is told nothing of drops that a restart of ours has made', () => {
    const [first] = follow([{ minute: 0, observation: see([down(firstIp), down(secondIp)]) }]);
    if (!first?.incident) throw new Error('There is no incident.');
    const attempt = {
      attemptId: 'a',
      incidentId: first.incident.incidentId,
      outsideIp: firstIp,
      requestedAt: at(1),
      call: 'accepted',
      errorCode: undefined,
      sentDpdTimeoutSeconds: 40,
      hadEffect: true,
      result: 'recovered',
      resultAt: at(1),
    } as const;
    const closed: Incident = { ...first.incident, phase: 'closed', falls: [], restarts: [attempt] };
    const decisions = watch(10, (ip) => (ip === firstIp ? [3.2] : []), closed);
    expect(decisions.at(-1)?.incident?.falls).toEqual([]);
  });
});

describe('a tunnel that is down for minutes of each hour', () => {
  it('has each incident told, and the rhythm with the fourth', () => {
    const looks = Array.from({ length: 300 }, (_, minute) => {
      const phase = (minute + 50) % 60;
      const isDown = minute >= 10 && phase < 4;
      const since = minute - phase;
      const first = isDown ? down(firstIp, since) : up(firstIp, minute < 10 ? -9_000 : since + 4);
      return { minute, observation: see([first, up(secondIp)]) };
    });
    const entries = entriesOf(follow(looks));
    expect(entries.filter(({ kind }) => kind === 'opened')).toHaveLength(5);
    expect(entries.filter(({ kind }) => kind === 'recurring')).toMatchObject([
      { recurrence: { count: 4, everyMs: 3_600_000 } },
    ]);
  });
});

describe('a connection that flaps', () => {
  const bothDown = (since: number) => see([down(firstIp, since), down(secondIp, since)]);
  const bothUp = (since: number) => see([up(firstIp, since), up(secondIp, since)]);
  const flapping = [
    { minute: 0, observation: bothDown(0) },
    { minute: 5, observation: bothUp(5) },
    { minute: 7, observation: bothDown(7) },
    { minute: 9, observation: bothUp(9) },
    { minute: 11, observation: bothDown(11) },
    { minute: 12, observation: bothUp(12) },
    { minute: 14, observation: bothDown(14) },
  ];

  it('has an outage that stays told as loudly as any, once', () => {
    const looks = [15, 16, 17, 18, 19, 20, 21, 30].map((minute) => ({ minute, observation: bothDown(14) }));
    const course = follow([...flapping, ...looks]).at(-1)?.incident?.course ?? [];
    expect(course.filter(({ kind }) => kind === 'outage-stays')).toMatchObject([
      { at: at(20), severity: 'critical', detail: 'outage' },
    ]);
  });

  it('has the end of it told loudly where it is not well', () => {
    const looks = [{ minute: 80, observation: see([down(firstIp, 14), up(secondIp, 40)]) }];
    const course = follow([...flapping, ...looks]).at(-1)?.incident?.course ?? [];
    expect(course.at(-1)).toMatchObject({
      kind: 'settled-unhealthy',
      severity: 'warning',
      detail: 'degraded',
    });
  });
});

describe('a tunnel that one look in each hour finds down', () => {
  it('is told of once it is known to come again and again, though it is never down for long', () => {
    let stored: Incident | undefined;
    const decisions: Decision[] = [];
    for (let minute = 0; minute <= 260; minute += 1) {
      const isDown = minute % 60 === 10;
      const first = isDown
        ? down(firstIp, minute - 0.2)
        : up(firstIp, Math.floor((minute - 10) / 60) * 60 + 10.4);
      const decision = decide(
        observation({ connection: connection({ tunnels: [first, up(secondIp, -9_000)] }) }),
        stored,
        [{ kind: 'tick' }],
        defaultPolicy,
        at(minute),
      );
      stored = decision.incident;
      decisions.push(decision);
    }
    expect(entriesOf(decisions).map(({ kind, at: time }) => [kind, time])).toContainEqual([
      'recurring',
      at(190),
    ]);
  });
});
