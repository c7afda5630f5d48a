import { expect, it } from 'vitest';
import { restartOutcomes } from '../../../shared/contracts/own-metrics.ts';
import { addToCourse } from '../../../shared/domain/lifecycle/course.ts';
import { suspectIncident } from '../../../shared/domain/lifecycle/start.ts';
import { measurementsOf } from '../../../shared/domain/measure/of-announcement.ts';
import { connection, down, firstIp, secondIp, start, up } from '../builders.ts';

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
