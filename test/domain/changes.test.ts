import { describe, expect, it } from 'vitest';
import type { ConnectionChange } from '../../shared/domain/change.ts';
import type { Connection } from '../../shared/domain/connection.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import { incidentMessage } from '../../shared/domain/message/incident-message.ts';
import { incidentThread } from '../../shared/domain/message/incident-thread.ts';
import { intendRestart, nextAttempt, recordOutcome } from '../../shared/domain/restart/attempt.ts';
import {
  at,
  changedAt,
  connection,
  down,
  everyMinute,
  firstIp,
  follow,
  gateway,
  kinds,
  lastIncident,
  observation,
  replaced,
  secondIp,
  tunnel,
  up,
} from './builders.ts';
import { english } from './message/languages.ts';

/** The first tunnel has been down since the start, which may have been changed. */
const oneDown = (changes: readonly ConnectionChange[] = [], change: Partial<Connection> = {}) =>
  observation({ connection: connection({ tunnels: [down(firstIp), up(secondIp)], ...change }), changes });

const contextAt = (minute: number) => ({
  words: english,
  connection: connection(),
  customerGateway: gateway,
  accountId: '111122223333',
  runbookUrl: undefined,
  now: at(minute),
});

const messageOf = (incident: Incident, minute: number) => incidentMessage(incident, contextAt(minute));

const threadOf = (incident: Incident) => incidentThread(incident, contextAt(0)).map(({ text }) => text);

const lastChange = (incident: Incident, minute: number) =>
  messageOf(incident, minute).facts.find(({ label }) => label === 'Last change')?.value;

describe("somebody's call just before a fall", () => {
  const seen = oneDown([changedAt(-2)]);
  const incident = lastIncident(follow(everyMinute(0, 3, seen)));

  it('is its cause, and says who has done what and when', () => {
    expect(messageOf(incident, 3).cause).toEqual({
      sentence: 'Tunnel options were changed by role network-admin at 02:58 UTC, 2 minutes before the fall.',
      evidence: 'CloudTrail: ModifyVpnTunnelOptions (event-at--2)',
    });
    expect(kinds(incident)).toEqual(['opened', 'withheld']);
    expect(lastChange(incident, 3)).toBeUndefined();
  });

  it('keeps the tunnel from being restarted for 15 minutes, and no longer', () => {
    const decisions = follow(everyMinute(0, 14, seen));
    const at13 = decisions.findIndex((decision) => decision.restart);
    expect(at13).toBe(13);
    expect(decisions[12]?.incident?.withheld).toMatchObject({ reason: 'changed-by-hand', until: at(13) });
    expect(messageOf(incident, 3).done[0]).toContain(
      'is not restarted yet: somebody has changed the connection only minutes ago',
    );
  });

  it('is told as the cause when CloudTrail brings it only after the incident has opened', () => {
    const late = lastIncident(
      follow([
        ...everyMinute(0, 4, oneDown()),
        { minute: 5, observation: seen },
        { minute: 6, observation: seen },
      ]),
    );
    expect(kinds(late)).toEqual(['opened', 'withheld', 'cause-found', 'withheld']);
    expect(threadOf(late)[2]).toBe(
      'Cause: Tunnel options were changed by role network-admin at 02:58 UTC, 2 minutes before the fall.',
    );
  });

  it.each([
    ['made more than a quarter of an hour before', changedAt(-16)],
    ['made after it', changedAt(1)],
    ['about the other tunnel', changedAt(-2, { outsideIp: secondIp })],
  ])('is no cause if it was %s', (_name, change) => {
    const { causes } = lastIncident(follow(everyMinute(0, 3, oneDown([change]))));
    expect(causes).toEqual([]);
  });

  it('is no cause if it has created the connection, and is told', () => {
    const change = changedAt(-2, { operation: 'CreateVpnConnection', outsideIp: undefined });
    const created = lastIncident(follow(everyMinute(0, 3, oneDown([change]))));
    expect(created.causes).toEqual([]);
    expect(threadOf(created)).toContain('The connection was created by role network-admin at 02:58 UTC.');
    expect(created.withheld).toMatchObject({ reason: 'changed-by-hand' });
  });

  it('is a cause if it names no tunnel', () => {
    const change = changedAt(-2, { operation: 'ModifyVpnConnection', outsideIp: undefined });
    expect(lastIncident(follow(everyMinute(0, 3, oneDown([change])))).causes).toMatchObject([
      { name: 'changed-by-hand', change: { operation: 'ModifyVpnConnection', leadMs: 120_000 } },
    ]);
  });

  it('gives way in the message to what the log says, and stays there as a fact', () => {
    const withLog: Incident = {
      ...incident,
      causes: [...incident.causes, { name: 'dead-peer', at: at(0), evidence: 'line', outsideIp: firstIp }],
    };
    const keyed = withLog.causes.map((cause) =>
      cause.name === 'dead-peer' ? { ...cause, name: 'pre-shared-key' as const } : cause,
    );
    expect(lastChange({ ...withLog, causes: keyed }, 3)).toBe(
      'Tunnel options were changed by role network-admin at 02:58 UTC, 2 minutes before the fall.',
    );
  });
});

describe("somebody's call during an incident", () => {
  const seen = oneDown([changedAt(5, { operation: 'ReplaceVpnTunnel', by: { kind: 'user', name: 'jane' } })]);
  const incident = lastIncident(
    follow([...everyMinute(0, 5, oneDown()), ...[6, 7].map((minute) => ({ minute, observation: seen }))]),
  );

  it('is told in the thread, once, and stands among the facts', () => {
    expect(threadOf(incident).filter((text) => text.includes('jane'))).toEqual([
      'A tunnel endpoint was replaced on request by user jane at 03:05 UTC.',
    ]);
    expect(lastChange(incident, 7)).toBe(
      'A tunnel endpoint was replaced on request by user jane at 03:05 UTC.',
    );
  });

  it('withholds a restart', () => {
    expect(incident.withheld).toMatchObject({ reason: 'changed-by-hand', until: at(20) });
  });

  it('is the last thing told of a connection that it has deleted', () => {
    const gone = observation({
      connection: undefined,
      changes: [changedAt(5, { operation: 'DeleteVpnConnection', outsideIp: undefined })],
    });
    const closed = lastIncident(follow([...everyMinute(0, 5, oneDown()), ...everyMinute(6, 7, gone)]));
    expect(closed).toMatchObject({ phase: 'closed', closeReason: 'connection-deleted' });
    expect(threadOf(closed).slice(-2)).toEqual([
      'The connection was deleted by role network-admin at 03:05 UTC.',
      'Incident closed: the connection was deleted.',
    ]);
  });
});

it('who has deleted a connection is told once, also when that is known only after its incident was closed', () => {
  const deletion = changedAt(5, { operation: 'DeleteVpnConnection', outsideIp: undefined });
  const gone = (changes: readonly ConnectionChange[]) => observation({ connection: undefined, changes });
  const decisions = follow([
    ...everyMinute(0, 5, oneDown()),
    ...everyMinute(6, 7, gone([])),
    ...everyMinute(8, 9, gone([changedAt(5), deletion])),
  ]);
  expect(decisions.slice(-4).map(({ reason }) => reason)).toEqual([
    'missing',
    'closed',
    'remembered',
    'gone',
  ]);
  expect(threadOf(lastIncident(decisions)).at(-1)).toBe(
    'The connection was deleted by role network-admin at 03:05 UTC.',
  );
  expect(lastIncident(decisions).revision).toBe((decisions.at(-3)?.incident?.revision ?? 0) + 1);
});

it('a change of a healthy connection makes no incident and no write', () => {
  const [decision] = follow([{ minute: 0, observation: observation({ changes: [changedAt(0)] }) }]);
  expect(decision).toMatchObject({ reason: 'healthy', changed: false, incident: undefined });
});

describe('a connection seen being modified', () => {
  const modifying = oneDown([], { state: 'modifying' });

  it('without a restart of ours is being changed by somebody, who is not known', () => {
    const incident = lastIncident(
      follow([...everyMinute(0, 3, modifying), { minute: 4, observation: oneDown() }]),
    );
    expect(messageOf(incident, 4).cause).toEqual({
      sentence:
        'The connection was being changed at 03:00 UTC, and not by Tunnelkeeper. Who did it is not known.',
      evidence: 'AWS showed the connection as "modifying"',
    });
    expect(incident.withheld).toMatchObject({ reason: 'changed-by-hand', until: at(18) });
  });

  it('is told again when CloudTrail says who it was', () => {
    const incident = lastIncident(
      follow([...everyMinute(0, 3, modifying), { minute: 4, observation: oneDown([changedAt(-1)]) }]),
    );
    expect(incident.causes).toMatchObject([
      { name: 'changed-by-hand', at: at(-1), change: { by: { name: 'network-admin' } } },
    ]);
    expect(kinds(incident).filter((kind) => kind === 'cause-found')).toHaveLength(1);
  });

  it('keeps restarts away though AWS does not list the connection for a moment', () => {
    const incident = lastIncident(
      follow([
        ...everyMinute(0, 3, modifying),
        { minute: 4, observation: observation({ connection: undefined }) },
        ...everyMinute(5, 9, oneDown()),
      ]),
    );
    expect(incident.phase).toBe('open');
    expect(incident.withheld).toMatchObject({ reason: 'changed-by-hand', until: at(18) });
  });

  it('after a restart of ours is our own doing', () => {
    const opened = lastIncident(follow(everyMinute(0, 3, oneDown())));
    const attempt = nextAttempt(opened, tunnel(firstIp), { method: 'initiate' }, at(4));
    const restarted = recordOutcome(
      intendRestart(opened, attempt),
      attempt.attemptId,
      { call: 'accepted' },
      at(4),
    );
    expect(lastIncident(follow([{ minute: 5, observation: modifying }], restarted)).causes).toEqual([]);
    const busy = recordOutcome(intendRestart(opened, attempt), attempt.attemptId, { call: 'busy' }, at(4));
    expect(lastIncident(follow([{ minute: 5, observation: modifying }], busy)).causes).toMatchObject([
      { name: 'changed-by-hand' },
    ]);
  });

  it('is not told again with every look at it', () => {
    const revisions = follow(everyMinute(0, 10, modifying)).map(({ incident }) => incident?.revision);
    expect(revisions.slice(3)).toEqual(Array(8).fill(revisions[3]));
  });

  it('for long keeps restarts away for as long, and is told once', () => {
    const incident = lastIncident(
      follow([...everyMinute(0, 40, modifying), { minute: 41, observation: oneDown() }]),
    );
    expect(incident.withheld).toMatchObject({ reason: 'changed-by-hand' });
    expect(kinds(incident).filter((kind) => kind === 'cause-found')).toEqual([]);
  });
});

describe('the Health event about the endpoint that a change has replaced', () => {
  it('is an echo and no other cause', () => {
    const incident = lastIncident(
      follow([
        ...everyMinute(0, 5, oneDown([changedAt(-2)])),
        { minute: 6, observation: oneDown([changedAt(-2)]), signals: [replaced(-1)] },
        { minute: 7, observation: oneDown([changedAt(-2)]), signals: [replaced(-1)] },
      ]),
    );
    expect(incident.causes.map(({ name }) => name)).toEqual(['changed-by-hand']);
    expect(kinds(incident).filter((kind) => kind === 'change-echo')).toHaveLength(1);
  });

  it('is a cause of its own where it was replaced long after', () => {
    const incident = lastIncident(
      follow([
        ...everyMinute(0, 5, oneDown([changedAt(-2)])),
        { minute: 20, observation: oneDown([changedAt(-2)]), signals: [replaced(19)] },
      ]),
    );
    expect(incident.causes.map(({ name }) => name)).toEqual(['changed-by-hand', 'endpoint-replaced']);
  });
});
