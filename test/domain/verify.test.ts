import { describe, expect, it } from 'vitest';
import type { RestartAttempt } from '../../shared/domain/incident.ts';
import { verifyRestarts } from '../../shared/domain/lifecycle/verify.ts';
import { minutesMs } from '../../shared/domain/time.ts';
import {
  at,
  connection,
  down,
  firstIp,
  follow,
  kinds,
  lastIncident,
  secondIp,
  see,
  tunnel,
  up,
} from './builders.ts';
import { attempt } from './restart/cases.ts';

const incident = lastIncident(follow([{ minute: 0, observation: see([down(firstIp), down(secondIp)]) }]));
const pending: Partial<RestartAttempt> = {
  requestedAt: at(5),
  result: 'pending',
  resultAt: undefined,
  hadEffect: false,
};

const verified = (
  minute: number,
  seen: ReturnType<typeof connection>,
  change: Partial<RestartAttempt> = {},
) =>
  verifyRestarts(
    { ...incident, restarts: [attempt({ ...pending, ...change })] },
    seen,
    minutesMs(15),
    at(minute),
  );

const withFirst = (first: ReturnType<typeof tunnel>, routing: 'static' | 'bgp' = 'static') =>
  connection({ routing, tunnels: [up(secondIp), first] });

describe('a restart is verified by its effect', () => {
  it.each([
    ['up since after the request', 8, withFirst(up(firstIp, 7)), 'recovered'],
    ['an old up is no proof', 8, withFirst(up(firstIp, 4)), 'pending'],
    ['an up from the very moment of the request is no proof', 8, withFirst(up(firstIp, 5)), 'pending'],
    ['an old up that still stands when the time is over', 20, withFirst(up(firstIp, 4)), 'recovered'],
    ['down', 19, withFirst(down(firstIp, 7)), 'pending'],
    ['down when the time is over', 20, withFirst(down(firstIp, 7)), 'failed'],
    ['IPsec up without routes', 8, withFirst(up(firstIp, 7), 'bgp'), 'pending'],
    ['IPsec up without routes when the time is over', 20, withFirst(up(firstIp, 7), 'bgp'), 'failed'],
    [
      'with routes',
      8,
      withFirst(tunnel(firstIp, { lastStatusChangeAt: at(7), acceptedRouteCount: 2 }), 'bgp'),
      'recovered',
    ],
    ['the tunnel is not listed', 20, connection({ tunnels: [up(secondIp)] }), 'failed'],
  ] as const)('%s, at minute %i', (_name, minute, seen, expected) => {
    expect(verified(minute, seen).restarts[0]?.result).toBe(expected);
  });

  it.each(['intended', 'uncertain', 'accepted'] as const)('whether the call was %s or not', (call) => {
    expect(verified(8, withFirst(up(firstIp, 7)), { call }).restarts[0]?.result).toBe('recovered');
  });

  it.each(['busy', 'rejected'] as const)('but not one that was certainly not done: %s', (call) => {
    expect(verified(8, withFirst(up(firstIp, 7)), { call, result: 'failed' }).restarts[0]?.result).toBe(
      'failed',
    );
  });

  it('judges each by itself', () => {
    const restarts = [attempt(), attempt({ ...pending })];
    const after = verifyRestarts({ ...incident, restarts }, withFirst(up(firstIp, 7)), minutesMs(15), at(8));
    expect(after.restarts[0]).toBe(restarts[0]);
    expect(after.restarts[1]).toMatchObject({ result: 'recovered', resultAt: at(8), hadEffect: true });
    expect(after.course).toHaveLength(incident.course.length + 1);
  });

  it('tells recovery and failure once', () => {
    const recovered = verified(8, withFirst(up(firstIp, 7)));
    expect(kinds(recovered).at(-1)).toBe('restart-recovered');
    expect(verifyRestarts(recovered, withFirst(up(firstIp, 7)), minutesMs(15), at(9))).toBe(recovered);
    expect(verified(20, withFirst(down(firstIp, 7))).course.at(-1)).toMatchObject({
      kind: 'restart-failed',
      severity: 'warning',
      outsideIp: firstIp,
    });
  });

  it.each([
    ['the status changed since', withFirst(down(firstIp, 6)), true],
    ['AWS is modifying the connection', connection({ state: 'modifying', tunnels: [down(firstIp)] }), true],
    ['nothing moved', withFirst(down(firstIp, 1)), false],
  ])('notes whether it had an effect: %s', (_name, seen, expected) => {
    expect(verified(8, seen).restarts[0]?.hadEffect).toBe(expected);
  });
});
