import { describe, expect, it } from 'vitest';
import type { TunnelRecord } from '../../../shared/domain/incident.ts';
import { compareTunnels, isDown } from '../../../shared/domain/lifecycle/tunnels.ts';
import { at, connection, down, firstIp, secondIp, tunnel, up } from '../builders.ts';

const bgp = (...tunnels: readonly ReturnType<typeof tunnel>[]) => connection({ routing: 'bgp', tunnels });
const compare = (recorded: readonly TunnelRecord[], seen: ReturnType<typeof connection>, minute = 9) =>
  compareTunnels(recorded, seen, new Set(), at(minute));

const record = (change: Partial<TunnelRecord> = {}): TunnelRecord => ({
  outsideIp: firstIp,
  state: 'up',
  since: at(2),
  acceptedRouteCount: 3,
  statusMessage: '3 BGP ROUTES',
  ...change,
});

describe('tunnels are compared with what is recorded', () => {
  it('and say which have fallen and which have risen', () => {
    const recorded = [record({ state: 'down' }), record({ outsideIp: secondIp })];
    const changes = compare(recorded, connection({ tunnels: [up(firstIp, 8), down(secondIp, 7)] }));
    expect(changes).toMatchObject({
      health: 'degraded',
      fallen: [{ outsideIp: secondIp, at: at(7) }],
      risen: [firstIp],
    });
  });

  it('and count one without routes as fallen, until it has some', () => {
    const silent = tunnel(firstIp, { bgpSession: 'up', lastStatusChangeAt: at(2) });
    const lost = compare([record()], bgp(silent));
    expect(lost).toMatchObject({ health: 'outage', fallen: [{ outsideIp: firstIp, at: at(9) }], risen: [] });
    const back = compare(lost.tunnels, bgp({ ...silent, acceptedRouteCount: 1 }), 12);
    expect(back).toMatchObject({ health: 'healthy', fallen: [], risen: [firstIp] });
    expect(compare(lost.tunnels, bgp(silent), 12)).toMatchObject({ fallen: [], risen: [] });
  });

  it('and date what carries routes by its status, session or not', () => {
    const seen = tunnel(firstIp, { bgpSession: 'up', acceptedRouteCount: 3, lastStatusChangeAt: at(-7) });
    expect(compare([], bgp(seen)).tunnels).toMatchObject([{ state: 'up', since: at(-7) }]);
  });

  it.each([
    ['when its status has not changed', at(2)],
    ['when AWS does not date its status', undefined],
  ])('and one that stays up keeps its record though its routes differ, %s', (_name, lastStatusChangeAt) => {
    const known = record();
    const seen = bgp(tunnel(firstIp, { acceptedRouteCount: 5, lastStatusChangeAt }));
    expect(compare([known], seen).tunnels[0]).toBe(known);
  });

  it('and one that has blinked is recorded anew', () => {
    const seen = bgp(
      tunnel(firstIp, { acceptedRouteCount: 5, lastStatusChangeAt: at(4), statusMessage: 'm' }),
    );
    expect(compare([record()], seen).tunnels).toEqual([
      record({ since: at(4), acceptedRouteCount: 5, statusMessage: 'm' }),
    ]);
  });
});

it.each([
  ['up', false],
  ['unused', false],
  ['down', true],
  ['no-routes', true],
] as const)('a tunnel that is %s is down or not', (state, expected) => {
  expect(isDown(record({ state }))).toBe(expected);
  expect(isDown(undefined)).toBe(false);
});
