import { describe, expect, it } from 'vitest';
import type { Cause, Incident, RestartAttempt } from '../../../shared/domain/incident.ts';
import {
  findCauses,
  foldReplacement,
  isEchoOfRestart,
  rememberReplacements,
} from '../../../shared/domain/lifecycle/causes.ts';
import { foldChanges, isEchoOfQuietChange, tellChanges } from '../../../shared/domain/lifecycle/changes.ts';
import { suspectIncident } from '../../../shared/domain/lifecycle/start.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import type { HealthSignal, Signal } from '../../../shared/domain/signal.ts';
import { hoursMs, minutesMs, secondsMs } from '../../../shared/domain/time.ts';
import {
  alarm,
  at,
  changedAt,
  connection,
  down,
  firstIp,
  observation,
  replaced,
  secondIp,
  up,
} from '../builders.ts';
import { attempt } from '../restart/cases.ts';

const policy = defaultPolicy;
const tick: Signal = { kind: 'tick' };

/** The first tunnel has been down since minute 0. */
const seen = observation({ connection: connection({ tunnels: [down(firstIp), up(secondIp)] }) });
const suspected = suspectIncident(
  connection({ tunnels: [down(firstIp), up(secondIp)] }),
  new Set(),
  undefined,
  at(0),
);
const open: Incident = { ...suspected, phase: 'open', openedAt: at(0) };

const told = (detail: string, minute: number) => ({
  seq: 1,
  at: at(minute),
  kind: 'cause-found',
  severity: 'info',
  detail,
});

describe('both tunnels', () => {
  const together = (
    first: number | undefined,
    second: number | undefined,
    change: Partial<Incident> = {},
  ) => {
    const tunnels = [first, second].map((minute, index) => ({
      ...down(index === 0 ? firstIp : secondIp),
      lastStatusChangeAt: minute === undefined ? undefined : at(minute),
    }));
    const listed = connection({ tunnels });
    const incident = { ...suspectIncident(listed, new Set(), undefined, at(1)), ...change };
    return findCauses(incident, observation({ connection: listed }), [tick], policy, at(1)).causes;
  };

  it('that went down in the same moment say by that where the cause lies', () => {
    expect(together(0, 0)).toEqual([{ name: 'both-tunnels', at: at(0), evidence: '0' }]);
    expect(together(1 / 30, 0)).toEqual([{ name: 'both-tunnels', at: at(0), evidence: '2' }]);
  });

  it('do not, where they did so one after the other, or AWS does not say when', () => {
    expect(together(0, 0.05)).toEqual([]);
    expect(together(undefined, undefined)).toEqual([]);
    expect(together(1, undefined)).toEqual([]);
  });

  it('do not, where something better is known', () => {
    const known: Cause = { name: 'changed-by-hand', at: at(-1), evidence: 'e' };
    expect(together(0, 0, { causes: [known] })).toEqual([known]);
  });
});

describe('a connection that is associated with no gateway', () => {
  const associated = (gatewayAssociation: string | undefined) =>
    observation({
      connection: connection({ tunnels: [down(firstIp), up(secondIp)], gatewayAssociation }),
    });

  it('is a cause, told once', () => {
    const first = findCauses(open, associated('not-associated'), [tick], policy, at(3));
    expect(first.causes).toEqual([{ name: 'not-associated', at: at(3), evidence: 'not-associated' }]);
    expect(first.course).toEqual([told('not-associated', 3)]);
    expect(findCauses(first, associated('not-associated'), [tick], policy, at(4))).toEqual(first);
  });

  it.each(['associated', 'associating', 'disassociating', undefined])('is none where AWS says %s', (said) => {
    expect(findCauses(open, associated(said), [tick], policy, at(3)).causes).toEqual([]);
  });
});

describe('a replacement is an echo of our restart', () => {
  it.each<[string, Partial<RestartAttempt>, number, number, boolean]>([
    ['dated by our request', {}, 0, 9, true],
    ['dated five minutes before it', {}, -5, 9, true],
    ['not dated before that', {}, -5.1, 9, false],
    ['dated up to an hour after it', {}, 60, 90, true],
    ['not dated after that', {}, 60.1, 90, false],
    ['dated in the future, which counts as now', {}, 90, 60, true],
    ['whatever came of a call', { call: 'uncertain', result: 'pending' }, 0, 9, true],
    ['though nobody knows of the call', { call: 'intended', result: 'pending' }, 0, 9, true],
    ['not where AWS was busy', { call: 'busy' }, 0, 9, false],
    ['nor where it refused', { call: 'rejected' }, 0, 9, false],
  ])('%s', (_name, change, replacedMinute, minute, expected) => {
    const incident = { ...open, restarts: [attempt({ requestedAt: at(-100) }), attempt(change)] };
    expect(isEchoOfRestart(incident, at(replacedMinute), hoursMs(1), at(minute))).toBe(expected);
  });
});

describe('a replacement', () => {
  const signal = replaced(3) as HealthSignal;
  const fold = (incident: Incident, minute = 5) => foldReplacement(incident, signal, policy, at(minute));
  const replacement: Cause = { name: 'endpoint-replaced', at: at(3), evidence: 'event-1' };

  it('is a cause, told if the incident is', () => {
    expect(fold(suspected)).toEqual({ ...suspected, causes: [replacement] });
    expect(fold(open)).toEqual({ ...open, causes: [replacement], course: [told('endpoint-replaced', 5)] });
    expect(fold(suspected, 2).causes).toEqual([{ ...replacement, at: at(2) }]);
  });

  it('is known by its event', () => {
    const known = { ...open, causes: [replacement] };
    expect(fold(known)).toBe(known);
    const another = { ...open, causes: [{ ...replacement, evidence: 'event-2' }] };
    expect(fold(another).causes).toHaveLength(2);
    const alike: Incident = { ...open, causes: [{ name: 'gateway-wide', at: at(0), evidence: 'event-1' }] };
    expect(fold(alike).causes).toHaveLength(2);
  });

  it('is nothing new to an incident that is over', () => {
    const closed: Incident = { ...open, phase: 'closed' };
    expect(fold(closed)).toBe(closed);
  });

  it.each<[string, Partial<Incident>]>([
    ['health-echo', { restarts: [attempt({ requestedAt: at(2) })] }],
    ['change-echo', { causes: [{ name: 'changed-by-hand', at: at(2), evidence: 'e' }] }],
  ])('is told once as %s', (kind, change) => {
    const incident = { ...open, ...change };
    const once = fold(incident);
    expect(once).toEqual({
      ...incident,
      course: [{ seq: 1, at: at(5), kind, severity: 'info', detail: 'event-1' }],
    });
    expect(fold(once)).toBe(once);
    expect(fold({ ...once, phase: 'closed' }).course).toHaveLength(1);
  });

  it.each([
    [-2, true],
    [-2.1, false],
    [18, true],
    [18.1, false],
  ])('dated %d belongs to a change at minute 3 or not', (minute, expected) => {
    const incident: Incident = { ...open, causes: [{ name: 'changed-by-hand', at: at(3), evidence: 'e' }] };
    const after = foldReplacement(incident, replaced(minute) as HealthSignal, policy, at(60));
    expect(after.course[0]?.kind).toBe(expected ? 'change-echo' : 'cause-found');
    const settlingMs = policy.restart.changeSettlingMs;
    const quiet = observation({ changes: [changedAt(-60), changedAt(3)] });
    expect(isEchoOfQuietChange(open, quiet, at(minute), settlingMs)).toBe(expected);
    const working = { ...open, changingSeenAt: at(3) };
    expect(isEchoOfQuietChange(working, observation(), at(minute), settlingMs)).toBe(expected);
    expect(isEchoOfQuietChange(open, observation(), at(minute), settlingMs)).toBe(false);
  });

  it('is remembered for the next fall, for a while', () => {
    const previous: Incident = {
      ...open,
      causes: [
        replacement,
        { ...replacement, at: at(4) },
        { name: 'gateway-wide', at: at(9), evidence: '3' },
      ],
      quietReplacement: { ...replacement, at: at(5) },
    };
    const remembered = (minute: number, before: Incident | 'none' = previous) =>
      rememberReplacements(
        { ...suspected, causes: [{ ...replacement, at: at(6) }] },
        before === 'none' ? undefined : before,
        minutesMs(15),
        at(minute),
      ).causes.map((cause) => cause.at);
    expect(remembered(17)).toEqual([at(3), at(4), at(5), at(6)]);
    expect(remembered(18)).toEqual([at(4), at(5), at(6)]);
    expect(remembered(20)).toEqual([at(6)]);
    expect(remembered(17, open)).toEqual([at(6)]);
    expect(remembered(17, 'none')).toEqual([at(6)]);
  });
});

describe('causes that show themselves', () => {
  const find = (
    incident: Incident,
    change: Parameters<typeof observation>[0] = {},
    signals: readonly Signal[] = [tick],
  ) => findCauses(incident, { ...seen, ...change }, signals, policy, at(5));

  it('are none where nothing shows', () => {
    expect(find(open)).toEqual(open);
    const others = [tick, alarm('ALARM'), { ...replaced(3), topic: 'other' } as Signal];
    expect(find(open, {}, others)).toEqual(open);
  });

  it('are the replacement that AWS tells of', () => {
    expect(find(suspected, {}, [tick, replaced(3)]).causes).toEqual([
      { name: 'endpoint-replaced', at: at(3), evidence: 'event-1' },
    ]);
  });

  it('are routes that are missing', () => {
    const [first, second] = open.tunnels;
    const silent = { ...open, tunnels: [first, { ...second, state: 'no-routes', since: at(2) }] } as Incident;
    const found = find(silent);
    expect(found.causes).toEqual([{ name: 'bgp-no-routes', at: at(2), evidence: secondIp }]);
    expect(found.course).toEqual([told('bgp-no-routes', 5)]);
    expect(find(found)).toEqual(found);
    const others = {
      ...silent,
      causes: [{ name: 'endpoint-replaced', at: at(1), evidence: 'e' }],
    } as Incident;
    expect(find(others).causes.map(({ name }) => name)).toEqual(['endpoint-replaced', 'bgp-no-routes']);
  });

  it('are falls of the same gateway, from so many on as the policy says', () => {
    expect(find(suspected, { gatewayFalls: [[at(-10)], [at(10)]] }).causes).toEqual([
      { name: 'gateway-wide', at: at(0), evidence: '3' },
    ]);
    expect(find(suspected, { gatewayFalls: [[at(0)], [at(10.1)], [at(-10.1)]] }).causes).toEqual([]);
    const well = { ...suspected, tunnels: suspected.tunnels.slice(1) };
    expect(find(well, { gatewayFalls: [[at(0)], [at(0)]] }).causes).toEqual([]);
  });

  it('are not told again when more fall', () => {
    const known = find(open, { gatewayFalls: [[at(0)], [at(0)]] });
    expect(find(known, { gatewayFalls: [[at(0)], [at(0)], [at(1)]] })).toEqual(known);
  });
});

describe("somebody's call", () => {
  const modifying = observation({
    connection: connection({ state: 'modifying', tunnels: [down(firstIp), up(secondIp)] }),
  });
  const fold = (incident: Incident, change: Parameters<typeof observation>[0], isOurs = false, minute = 5) =>
    foldChanges(incident, { ...seen, ...change }, isOurs, policy, at(minute));
  const seconds = (count: number) => secondsMs(count) / minutesMs(1);
  const call = (minute: number, leadMs: number, change: Parameters<typeof changedAt>[1] = {}): Cause => {
    const { changeId, operation, by } = changedAt(minute, change);
    return {
      name: 'changed-by-hand',
      at: at(minute),
      evidence: `${operation} (${changeId})`,
      change: { changeId, operation, by, leadMs },
    };
  };

  it.each([
    ['a quarter of an hour before', -15, minutesMs(15)],
    ['ten seconds after, as clocks differ', seconds(10), 0],
  ])('%s the fall is its cause', (_name, minute, leadMs) => {
    expect(fold(suspected, { changes: [changedAt(minute)] }).causes).toEqual([call(minute, leadMs)]);
  });

  it.each([
    ['more than that before', -15.1],
    ['more than that after', seconds(10.1)],
  ])('%s the fall is none', (_name, minute) => {
    expect(fold(suspected, { changes: [changedAt(minute)] })).toEqual(suspected);
  });

  it('that brought a tunnel up explains no fall', () => {
    const risen = suspectIncident(
      connection({ tunnels: [down(firstIp), up(secondIp, 4)] }),
      new Set(),
      undefined,
      at(4),
    );
    expect(fold(risen, { changes: [changedAt(3, { outsideIp: secondIp })] })).toEqual(risen);
  });

  it('counts where it was the last, whatever the order in which they are told', () => {
    const changes = [changedAt(-3), changedAt(-1), changedAt(-2)];
    expect(fold(suspected, { changes }).causes).toEqual([call(-1, minutesMs(1))]);
  });

  it('takes the place of an earlier one, and of a sighting, and is told', () => {
    const found = fold(open, { changes: [changedAt(-2)] });
    expect(found.course).toEqual([told('changed-by-hand', 5)]);
    expect(fold(found, { changes: [changedAt(-2)] })).toBe(found);
    expect(fold(found, { changes: [changedAt(-3)] })).toBe(found);
    const later = fold(found, { changes: [changedAt(-1)] });
    expect(later.causes).toEqual([call(-1, minutesMs(1))]);
    expect(later.course).toHaveLength(2);
    const sighted = foldChanges(open, modifying, false, policy, at(5));
    expect(fold(sighted, { changes: [changedAt(-2)] }).causes).toEqual([call(-2, minutesMs(2))]);
    const other: Cause = { name: 'gateway-wide', at: at(0), evidence: '3' };
    expect(fold({ ...found, causes: [other, ...found.causes] }, { changes: [changedAt(-1)] }).causes).toEqual(
      [other, call(-1, minutesMs(1))],
    );
  });

  it('that nobody tells of is seen in what AWS does, unless we have asked for it', () => {
    const sighting: Cause = { name: 'changed-by-hand', at: at(5), evidence: 'modifying' };
    expect(foldChanges(open, modifying, false, policy, at(5))).toEqual({
      ...open,
      changingSeenAt: at(5),
      causes: [sighting],
      course: [told('changed-by-hand', 5)],
    });
    expect(foldChanges(open, modifying, true, policy, at(5))).toBe(open);
    const unlisted = { ...seen, connection: undefined };
    expect(foldChanges(open, unlisted, false, policy, at(5))).toBe(open);
  });

  it('is not seen anew within the hour, and not told anew after it', () => {
    const known = foldChanges(open, modifying, false, policy, at(5));
    const soon = foldChanges(known, modifying, false, policy, at(64.9));
    expect(soon).toEqual({ ...known, changingSeenAt: at(64.9) });
    const late = foldChanges(known, modifying, false, policy, at(65));
    expect(late).toEqual({
      ...known,
      changingSeenAt: at(65),
      causes: [{ name: 'changed-by-hand', at: at(65), evidence: 'modifying' }],
    });
    const called = { ...modifying, changes: [changedAt(2)] };
    expect(foldChanges(open, called, false, policy, at(61.9)).causes).toEqual([]);
    expect(foldChanges(open, called, false, policy, at(62)).causes).toHaveLength(1);
  });
});

describe('what others have done', () => {
  const tell = (incident: Incident, ...changes: ReturnType<typeof changedAt>[]) =>
    tellChanges(incident, { ...seen, changes }, policy, at(5)).course;
  const entry = (seq: number, minute: number) => {
    const { changeId, operation, by } = changedAt(minute);
    return {
      seq,
      at: at(5),
      kind: 'changed',
      severity: 'info',
      change: { changeId, operation, by, at: at(minute) },
    };
  };

  it('is told in its order, since a quarter of an hour before', () => {
    expect(tell(open, changedAt(2), changedAt(-15), changedAt(-15.1))).toEqual([entry(1, -15), entry(2, 2)]);
  });

  it('is told once, and not where it is the cause', () => {
    const once = tellChanges(open, { ...seen, changes: [changedAt(2)] }, policy, at(5));
    expect(tellChanges(once, { ...seen, changes: [changedAt(2)] }, policy, at(6))).toBe(once);
    const caused = foldChanges(suspected, { ...seen, changes: [changedAt(-2)] }, false, policy, at(5));
    expect(tell({ ...caused, phase: 'open' }, changedAt(-2))).toEqual([]);
  });

  it.each<[string, Partial<Incident>, 'DeleteVpnConnection' | 'ModifyVpnTunnelOptions', number]>([
    ['open', {}, 'ModifyVpnTunnelOptions', 1],
    ['suspected', { phase: 'suspected' }, 'ModifyVpnTunnelOptions', 0],
    ['over', { phase: 'closed', closeReason: 'recovered' }, 'DeleteVpnConnection', 0],
    [
      'over with the connection',
      { phase: 'closed', closeReason: 'connection-deleted' },
      'DeleteVpnConnection',
      1,
    ],
    [
      'over with the connection, but for who deleted it',
      { phase: 'closed', closeReason: 'connection-deleted' },
      'ModifyVpnTunnelOptions',
      0,
    ],
  ])('is told of an incident that is %s, or not', (_name, change, operation, count) => {
    expect(tell({ ...open, ...change }, changedAt(2, { operation }))).toHaveLength(count);
  });
});
