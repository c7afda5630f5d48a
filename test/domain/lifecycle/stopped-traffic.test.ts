import { describe, expect, it } from 'vitest';
import type { Tunnel } from '../../../shared/domain/connection.ts';
import { decide } from '../../../shared/domain/decide.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { at, connection, down, firstIp, observation, secondIp, up } from '../builders.ts';

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
    expect(opened.incident?.causes).toEqual([{ name: 'nothing-comes-back', at: at(-12), evidence: firstIp }]);
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
