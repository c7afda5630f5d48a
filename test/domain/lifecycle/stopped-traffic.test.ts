import { describe, expect, it } from 'vitest';
import type { Tunnel } from '../../../shared/domain/connection.ts';
import { decide } from '../../../shared/domain/decide.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import { incidentMessage } from '../../../shared/domain/message/incident-message.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { message as english } from '../../../shared/words/english/message.ts';
import { at, connection, down, firstIp, gateway, observation, secondIp, up } from '../builders.ts';

const stopped = { direction: 'nothing-comes-back', since: at(-12) } as const;
const dead = (outsideIp: string): Tunnel => ({ ...up(outsideIp), stopped });
const tick = [{ kind: 'tick' as const }];

const look = (tunnels: readonly Tunnel[], stored: Incident | undefined, minutes: number) =>
  decide(observation({ connection: connection({ tunnels }) }), stored, tick, defaultPolicy, at(minutes));

describe('a connection that is up and whose traffic has stopped', () => {
  const opened = look([dead(firstIp), dead(secondIp)], undefined, 0);

  it('is an outage at once, dated by when it stopped, with the direction as its cause', () => {
    expect(opened.reason).toBe('opened');
    expect(opened.incident).toMatchObject({ health: 'outage', healthSince: at(-12) });
    expect(opened.incident?.causes).toEqual([
      { name: 'nothing-comes-back', at: at(-12), evidence: `${firstIp}, ${secondIp}` },
    ]);
  });

  it('is never restarted, however long it lasts', () => {
    let { incident } = opened;
    for (const minutes of [1, 20, 60, 240]) {
      const later = look([dead(firstIp), dead(secondIp)], incident, minutes);
      expect(later.restart).toBeUndefined();
      incident = later.incident;
    }
  });

  it('is over when traffic has passed again for long enough', () => {
    const passes = look([up(firstIp), up(secondIp)], opened.incident, 10);
    expect(passes.incident?.phase).toBe('open');
    const { incident } = look([up(firstIp), up(secondIp)], passes.incident, 14);
    expect(incident).toMatchObject({ phase: 'closed', closeReason: 'recovered' });
  });

  it('worsens a degradation whose other tunnel brings nothing back', () => {
    const suspected = look([down(firstIp), up(secondIp)], undefined, -20).incident;
    const degraded = look([down(firstIp), up(secondIp)], suspected, -15).incident;
    expect(degraded?.phase).toBe('open');
    const { incident } = look([down(firstIp), dead(secondIp)], degraded, 0);
    expect(incident?.health).toBe('outage');
    const kinds = incident?.course.map(({ kind }) => kind);
    expect(kinds).toContain('worsened');
    expect(kinds).not.toContain('tunnel-fell');
    expect(incident?.falls).toHaveLength(1);
  });
});

describe('what is said of it', () => {
  const opened = look([dead(firstIp), dead(secondIp)], undefined, 0).incident;
  const say = (incident: Incident | undefined, minutes: number) => {
    if (!incident) throw new Error('no incident');
    return incidentMessage(incident, {
      words: english,
      connection: connection(),
      customerGateway: gateway,
      accountId: '111122223333',
      runbookUrl: undefined,
      now: at(minutes),
    });
  };

  it('names the direction, since when, and what to do about it, and claims of no tunnel that it is down', () => {
    const { headline, severity, cause, todo, tunnels } = say(opened, 0);
    expect(severity).toBe('critical');
    expect(headline).toMatch(/tunnels are up, traffic passes one way only$/);
    expect(cause?.sentence).toContain(`nothing has come back through ${firstIp}, ${secondIp} since`);
    expect(todo).toEqual(english.incident.cause['nothing-comes-back'].todo);
    expect(tunnels.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^up, but no traffic gets through/),
      expect.stringMatching(/^up, but no traffic gets through/),
    ]);
  });

  it('counts from when it stopped, and says that traffic passes, not that tunnels came up', () => {
    const passes = look([up(firstIp), up(secondIp)], opened, 10).incident;
    expect(say(passes, 10).headline).toMatch(/traffic restored$/);
    const closed = look([up(firstIp), up(secondIp)], passes, 14).incident;
    expect(say(closed, 14).headline).toMatch(/traffic restored after 22 minutes$/);
    expect(say(closed, 14).tunnels[0]?.text).toMatch(/^up since 2026-02-22/);
  });
});
