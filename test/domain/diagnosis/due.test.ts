import { describe, expect, it } from 'vitest';
import { logCauseNames } from '../../../shared/domain/diagnosis/cause-names.ts';
import { diagnosisDue } from '../../../shared/domain/diagnosis/due.ts';
import { causeTraits } from '../../../shared/domain/diagnosis/log/cause-traits.ts';
import type { Cause, Incident } from '../../../shared/domain/incident.ts';
import { at, down, firstIp, follow, lastIncident, secondIp, see, up } from '../builders.ts';
import { cause, explanation } from './cases.ts';

const degraded = lastIncident(
  follow([
    { minute: 0, observation: see([down(firstIp), up(secondIp)]) },
    { minute: 2, observation: see([down(firstIp), up(secondIp)]) },
  ]),
);

const explainedAt = (minute: number, ...causes: readonly Cause[]): Incident => ({
  ...degraded,
  explanation: explanation({ at: at(minute) }),
  causes,
});

const outage = lastIncident(
  follow([
    { minute: 0, observation: see([down(firstIp), down(secondIp)]) },
    { minute: 2, observation: see([down(firstIp), down(secondIp)]) },
  ]),
);

const hour = 60;

const table: readonly (readonly [string, Incident, number, boolean])[] = [
  ['nobody has looked', degraded, 2, true],
  ['a tunnel fell after the last look', explainedAt(-1), 0, true],
  ['it is over', { ...degraded, phase: 'closed' }, 2, false],
  ['every tunnel is up again', { ...degraded, health: 'healthy' }, 2, false],
  ['it is only suspected', { ...degraded, phase: 'suspected' }, 2, true],
  ['a fresh fall without a cause, 1 minute later', explainedAt(1), 2, false],
  ['a fresh fall without a cause, 2 minutes later', explainedAt(1), 3, true],
  ['a fresh fall, a wrong key found', explainedAt(1, cause({ name: 'pre-shared-key' })), 14, false],
  ['a fresh fall, denied routes found', explainedAt(1, cause({ name: 'bgp-as-loop' })), 14, false],
  ['a fresh fall, a silent peer found', explainedAt(1, cause({ name: 'dead-peer' })), 3, true],
  ['a fresh fall, no keep-alives found', explainedAt(1, cause({ name: 'bgp-hold-timer' })), 3, true],
  ['an older fall, a silent peer found', explainedAt(16, cause({ name: 'dead-peer' })), 30, false],
  [
    'a fresh fall, a cause of the other tunnel found',
    explainedAt(1, cause({ outsideIp: secondIp })),
    3,
    true,
  ],
  ['a fresh fall, a cause of an earlier fall', explainedAt(1, cause({ at: at(-16) })), 3, true],
  ['a fall at the moment of the last look', explainedAt(0), 1, false],
  [
    'two fresh falls, of one of them a wrong key found',
    { ...explainedAt(1, cause({ name: 'pre-shared-key' })), tunnels: outage.tunnels },
    3,
    true,
  ],
  ['a quarter of an hour after a fall', explainedAt(13), 15, false],
  ['14 minutes after a look at an older fall', explainedAt(20), 34, false],
  ['15 minutes after a look at an older fall', explainedAt(20), 35, true],
  ['15 minutes after a look at a fall of a day', explainedAt(24 * hour - 15), 24 * hour, true],
  ['15 minutes after a look at an older one', explainedAt(24 * hour - 14), 24 * hour + 1, false],
  ['4 hours after a look at an older one', explainedAt(24 * hour), 28 * hour, true],
];

describe('a diagnosis', () => {
  it.each(table)('%s', (_name, incident, minute, due) => {
    expect(diagnosisDue(incident, at(minute))).toBe(due);
  });
});

describe('a cause', () => {
  it.each(logCauseNames)('%s has the last word if it lies in a configuration', (name) => {
    const looksAgain = diagnosisDue(explainedAt(1, cause({ name })), at(3));
    expect(looksAgain).toBe(!causeTraits[name].kind.endsWith('configuration'));
  });
});

describe('a decision', () => {
  it('asks for a diagnosis at the first sight of a fall, and of none where all is well', () => {
    const looks = [
      { minute: 0, observation: see([up(firstIp), up(secondIp)]) },
      { minute: 1, observation: see([down(firstIp, 1), up(secondIp)]) },
      { minute: 2, observation: see([up(firstIp, 2), up(secondIp)]) },
    ];
    expect(follow(looks).map((decision) => decision.diagnose)).toEqual([false, true, false]);
  });

  it('asks for one though nothing else has changed', () => {
    const [decision] = follow([{ minute: 20, observation: see([down(firstIp), up(secondIp)]) }], {
      ...explainedAt(4),
      lastToldAt: at(2),
    });
    expect(decision).toMatchObject({ diagnose: true });
  });

  it('asks for none of a connection that is gone or being created', () => {
    const seen = see([down(firstIp), down(secondIp)], { state: 'pending' });
    expect(follow([{ minute: 0, observation: seen }], degraded)[0]?.diagnose).toBe(false);
    const gone = see([down(firstIp), down(secondIp)], { state: 'deleted' });
    expect(follow([{ minute: 0, observation: gone }], degraded)[0]?.diagnose).toBe(false);
  });
});
