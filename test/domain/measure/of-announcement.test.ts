import { describe, expect, it } from 'vitest';
import { restartOutcomes } from '../../../shared/contracts/own-metrics.ts';
import { addToCourse } from '../../../shared/domain/lifecycle/course.ts';
import { suspectIncident } from '../../../shared/domain/lifecycle/start.ts';
import { measurementsOf } from '../../../shared/domain/measure/of-announcement.ts';
import { minutesMs } from '../../../shared/domain/time.ts';
import { at, connection, down, firstIp, secondIp, start, up } from '../builders.ts';

const incident = suspectIncident(
  connection({ tunnels: [down(firstIp), up(secondIp)] }),
  new Set(),
  undefined,
  start,
);

it.each(restartOutcomes)('a restart is counted as %s', (outcome) => {
  const after = addToCourse(incident, start, [{ kind: `restart-${outcome}`, outsideIp: firstIp }]);
  expect(measurementsOf(after, 0)).toEqual([{ name: 'Restarts', outcome }]);
});

it('what has been told before is not measured again', () => {
  const once = addToCourse(incident, start, [{ kind: 'restart-started', outsideIp: firstIp }]);
  const twice = addToCourse(once, start, [{ kind: 'restart-failed', outsideIp: firstIp }]);
  expect(measurementsOf(twice, 1)).toEqual([{ name: 'Restarts', outcome: 'failed' }]);
  expect(measurementsOf(twice, 2)).toEqual([]);
});

describe('how long it took', () => {
  const opened = (change: Parameters<typeof addToCourse>[0] = incident) =>
    addToCourse({ ...change, phase: 'open', openedAt: at(3) }, at(3), [{ kind: 'opened' }]);

  it.each([
    ['the fall that AWS dates', { tunnels: [down(firstIp, -2), up(secondIp, -9)] }, 5],
    ['the first of two falls', { tunnels: [down(firstIp, -2), down(secondIp, -4)] }, 7],
    ['the first sight, where AWS dates the fall later', { tunnels: [down(firstIp, 2), up(secondIp)] }, 3],
  ])('to detect it is measured from %s', (_name, change, minutes) => {
    const seen = suspectIncident(connection(change), new Set(), undefined, at(0));
    const falls = seen.tunnels.map((tunnel, index) => ({
      ...tunnel,
      since: change.tunnels[index]?.lastStatusChangeAt ?? 0,
    }));
    expect(measurementsOf(opened({ ...seen, tunnels: falls }), 0)).toEqual([
      { name: 'TimeToDetect', durationMs: minutesMs(minutes) },
    ]);
  });

  it('to recover is measured from the first sight, and of a recovery only', () => {
    const closed = (detail: string) =>
      addToCourse({ ...opened(), phase: 'closed', closedAt: at(20) }, at(20), [{ kind: 'closed', detail }]);
    expect(measurementsOf(closed('recovered'), 1)).toEqual([
      { name: 'TimeToRecover', durationMs: minutesMs(20) },
    ]);
    expect(measurementsOf(closed('connection-deleted'), 1)).toEqual([]);
  });

  it('is not told of what is neither', () => {
    const detailed = addToCourse(incident, start, [{ kind: 'cause-found', detail: 'recovered' }]);
    expect(measurementsOf({ ...detailed, openedAt: at(1), closedAt: at(2) }, 0)).toEqual([]);
    const undated = addToCourse(incident, start, [
      { kind: 'opened' },
      { kind: 'closed', detail: 'recovered' },
    ]);
    expect(measurementsOf(undated, 0)).toEqual([]);
  });
});
