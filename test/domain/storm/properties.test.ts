import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../shared/domain/incident.ts';
import { stormOf } from '../../../shared/domain/storm/membership.ts';
import type { Storm } from '../../../shared/domain/storm/storm.ts';
import { look, opened, recovered } from './cases.ts';

interface Step {
  readonly minutes: number;
  /** How many connections fall, of which gateway, and where they are told. */
  readonly falls: number;
  readonly gateway: 'cgw-a' | 'cgw-b' | 'each-its-own';
  readonly channel: string | undefined;
  /** Which of those that are down come back: every n-th; 0: none. */
  readonly rises: number;
  /** Which of those that are out have one tunnel again: every n-th; 0: none. */
  readonly improves: number;
  /** Storms are opened, but not followed: what a look about one connection does. */
  readonly partial: boolean;
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  minutes: fc.constantFrom(1, 1, 1, 2, 5, 30, 300),
  falls: fc.constantFrom(0, 1, 3, 6, 20),
  gateway: fc.constantFrom('cgw-a', 'cgw-b', 'each-its-own'),
  channel: fc.constantFrom(undefined, undefined, '#berlin'),
  rises: fc.constantFrom(0, 0, 1, 2),
  improves: fc.constantFrom(0, 0, 3),
  partial: fc.boolean(),
});

interface Moment {
  readonly storms: readonly Storm[];
  readonly incidents: readonly Incident[];
}

const play = (steps: readonly Step[]): readonly Moment[] => {
  let minute = 0;
  let count = 0;
  let now: Moment = { storms: [], incidents: [] };
  return steps.map((step) => {
    minute += step.minutes;
    const before = now.incidents.map((incident, index) => change(incident, index, step, minute));
    const fallen = Array.from({ length: step.falls }, () => {
      count += 1;
      const customerGatewayId = step.gateway === 'each-its-own' ? `cgw-${count}` : step.gateway;
      return opened(count, minute, { customerGatewayId, channel: step.channel });
    });
    const next = look(now.storms, [...before, ...fallen], minute);
    const opens = next.storms.some(({ stormId }) => !now.storms.some((storm) => storm.stormId === stormId));
    now = step.partial && !opens ? { ...next, storms: now.storms } : next;
    return now;
  });
};

const change = (incident: Incident, index: number, step: Step, minute: number): Incident => {
  if (incident.phase !== 'open') return incident;
  if (step.rises > 0 && index % step.rises === 0) return recovered(incident, minute);
  if (step.improves > 0 && index % step.improves === 0) return { ...incident, health: 'degraded' };
  return incident;
};

const always = (property: (moments: readonly Moment[]) => void): void => {
  const anySteps = fc.array(anyStep, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(anySteps, (steps) => property(play(steps))),
    { numRuns: 150 },
  );
};

const pairs = (moments: readonly Moment[]): readonly (readonly [Moment, Moment])[] =>
  moments.slice(1).flatMap((moment, index) => {
    const before = moments[index];
    return before ? [[before, moment] as const] : [];
  });

describe('whatever happens', () => {
  it('an incident is in one storm at most, and never moves to another', () => {
    always((moments) => {
      for (const [before, after] of pairs(moments)) {
        const now = new Map(after.incidents.map((incident) => [incident.incidentId, incident.gatheredIn]));
        for (const { incidentId, gatheredIn } of before.incidents) {
          expect(now.get(incidentId)).toBe(gatheredIn);
        }
      }
    });
  });

  it('none that is open is told in the thread of a storm that is over or unknown', () => {
    always((moments) => {
      for (const { storms, incidents } of settled(moments)) {
        const open = storms.filter(({ closedAt }) => closedAt === undefined).map(({ stormId }) => stormId);
        for (const { phase, gatheredIn } of incidents) {
          if (phase === 'open' && gatheredIn !== undefined) expect(open).toContain(gatheredIn);
        }
      }
    });
  });

  it('a picture counts each of its incidents, and forgets none', () => {
    always((moments) => {
      for (const { storms, incidents } of settled(moments)) {
        for (const storm of storms.filter(({ closedAt }) => closedAt === undefined)) {
          const members = incidents.filter((incident) => stormOf(storms, incident) === storm);
          const { total, outage, degraded, settling } = storm.picture.counts;
          expect(outage + degraded + settling).toBe(members.filter(({ phase }) => phase === 'open').length);
          expect(total).toBeGreaterThanOrEqual(members.length);
        }
      }
      for (const [before, after] of pairs(moments)) {
        for (const storm of before.storms) {
          const next = after.storms.find(({ stormId }) => stormId === storm.stormId);
          if (next) expect(next.picture.counts.total).toBeGreaterThanOrEqual(storm.picture.counts.total);
        }
      }
    });
  });

  it('the revision grows with what is shown, and with nothing else', () => {
    const shown = ({ picture, course, closedAt, customerGateway }: Storm) =>
      JSON.stringify([picture, course, closedAt, customerGateway]);
    always((moments) => {
      for (const [before, after] of pairs(moments)) {
        for (const storm of before.storms) {
          const next = after.storms.find(({ stormId }) => stormId === storm.stormId);
          if (next) expect(next.revision).toBe(storm.revision + (shown(next) === shown(storm) ? 0 : 1));
        }
      }
    });
  });

  it('never are more than five that open at once at one gateway left to be told one by one', () => {
    always((moments) => {
      for (const { storms, incidents } of moments) {
        const loose = incidents.filter(
          ({ phase, gatheredIn }) => phase === 'open' && gatheredIn === undefined,
        );
        const together = Map.groupBy(
          loose.filter((incident) => !stormOf(storms, incident)),
          ({ channel, customerGatewayId, openedAt }) => `${channel} ${customerGatewayId} ${openedAt}`,
        );
        expect(Math.max(0, ...[...together.values()].map(({ length }) => length))).toBeLessThanOrEqual(5);
      }
    });
  });
});

/** Moments at which the storms have been looked at as well. */
const settled = (moments: readonly Moment[]): readonly Moment[] =>
  moments.filter((moment, index) => moment.storms !== moments[index - 1]?.storms);
