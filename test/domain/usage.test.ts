import { describe, expect, it } from 'vitest';
import {
  droppedUnseen,
  emptyUsage,
  forgetConnections,
  learnUsage,
  neverRoutedOf,
  unknownTunnels,
  unusedTunnelsOf,
  usageShardOf,
} from '../../shared/domain/usage.ts';
import { at, connection, down, firstIp, secondIp, start, tunnel, up } from './builders.ts';

const id = connection().connectionId;
const half = connection({ tunnels: [up(firstIp), down(secondIp)] });
const neverUp = { seenUp: [], neverUp: [secondIp] };

describe('what is known of the use of tunnels', () => {
  it('knows a tunnel as used once it has been seen up', () => {
    expect(learnUsage(emptyUsage, half).used).toEqual({ [id]: [firstIp] });
  });

  it('asks the metrics only about tunnels that are down and unknown', () => {
    expect(unknownTunnels(emptyUsage, half)).toEqual([secondIp]);
    expect(unknownTunnels(learnUsage(emptyUsage, half, neverUp), half)).toEqual([]);
    expect(
      unknownTunnels(
        learnUsage(emptyUsage, connection()),
        connection({ tunnels: [down(firstIp), down(secondIp)] }),
      ),
    ).toEqual([]);
  });

  it('holds a tunnel for unused only on evidence', () => {
    expect(unusedTunnelsOf(learnUsage(emptyUsage, half), id)).toEqual(new Set());
    expect(unusedTunnelsOf(learnUsage(emptyUsage, half, neverUp), id)).toEqual(new Set([secondIp]));
    expect(unusedTunnelsOf(learnUsage(emptyUsage, half, { seenUp: [secondIp], neverUp: [] }), id)).toEqual(
      new Set(),
    );
  });

  it('never takes a tunnel that was once up for unused again', () => {
    const used = learnUsage(learnUsage(emptyUsage, half, neverUp), connection());
    expect(unusedTunnelsOf(used, id)).toEqual(new Set());
    expect(unusedTunnelsOf(learnUsage(used, half, neverUp), id)).toEqual(new Set());
  });

  it('returns the same object when a look has taught nothing, so that nothing is written', () => {
    const usage = learnUsage(emptyUsage, half, neverUp);
    expect(learnUsage(usage, half)).toBe(usage);
    expect(forgetConnections(usage, new Set([id]), start)).toBe(usage);
  });

  it('forgets connections that two passes have missed, and no other', () => {
    const other = connection({ connectionId: 'vpn-0ffffffffffffffff' });
    const usage = learnUsage(learnUsage(emptyUsage, half, neverUp), other);
    const missed = forgetConnections(usage, new Set([other.connectionId]), at(0));
    expect(missed).toEqual({ ...usage, missing: { [id]: at(0) } });
    expect(forgetConnections(missed, new Set([other.connectionId]), at(0.2))).toBe(missed);
    expect(forgetConnections(missed, new Set([other.connectionId]), at(1))).toEqual(
      learnUsage(emptyUsage, other),
    );
    expect(forgetConnections(missed, new Set([id, other.connectionId]), at(1))).toEqual(usage);
  });

  it('takes nothing away for one empty list', () => {
    const usage = learnUsage(emptyUsage, half, neverUp);
    const { missing: _missing, ...rest } = forgetConnections(usage, new Set(), at(0));
    expect(rest).toEqual(usage);
  });

  it('remembers nothing more of a tunnel whose place another has taken', () => {
    const moved = connection({ tunnels: [up('203.0.113.8'), up('203.0.113.9')] });
    expect(learnUsage(learnUsage(emptyUsage, half, neverUp), moved).used[id]).toEqual([
      '203.0.113.8',
      '203.0.113.9',
    ]);
    expect(learnUsage(learnUsage(emptyUsage, half, neverUp), connection({ tunnels: [] })).used[id]).toEqual([
      firstIp,
    ]);
  });

  describe('of routes', () => {
    const silent = connection({ routing: 'bgp', tunnels: [up(firstIp), up(secondIp)] });
    const routed = connection({
      routing: 'bgp',
      tunnels: [tunnel(firstIp, { acceptedRouteCount: 2 }), up(secondIp)],
    });

    it('knows which tunnels have ever had one', () => {
      const before = learnUsage(emptyUsage, silent);
      expect(neverRoutedOf(before, silent)).toEqual(new Set([firstIp, secondIp]));
      const after = learnUsage(before, routed);
      expect(neverRoutedOf(after, silent)).toEqual(new Set([secondIp]));
      expect(neverRoutedOf(learnUsage(after, silent), silent)).toEqual(new Set([secondIp]));
      expect(neverRoutedOf(after, connection())).toEqual(new Set());
    });

    it('holds each used tunnel for routed where a row of before it says nothing of routes', () => {
      const old = { used: { [id]: [firstIp] }, unused: { [id]: [secondIp] } };
      expect(neverRoutedOf(old, silent)).toEqual(new Set([secondIp]));
      expect(neverRoutedOf(learnUsage(old, silent), silent)).toEqual(new Set([secondIp]));
    });
  });

  describe('of the last change of status', () => {
    const known = learnUsage(emptyUsage, connection({ tunnels: [up(firstIp, -5), up(secondIp, -5)] }));

    it('sees a drop between two looks, and none at first sight', () => {
      const moved = connection({ tunnels: [up(firstIp, 3), up(secondIp, -5)] });
      expect(droppedUnseen(emptyUsage, moved)).toEqual([]);
      expect(droppedUnseen(known, moved)).toEqual([{ outsideIp: firstIp, at: at(3) }]);
      expect(droppedUnseen(learnUsage(known, moved), moved)).toEqual([]);
      expect(droppedUnseen(known, connection({ tunnels: [down(firstIp, 3), up(secondIp, -6)] }))).toEqual([]);
    });

    it('writes nothing for a tunnel that is down', () => {
      expect(learnUsage(known, connection({ tunnels: [down(firstIp, 3), up(secondIp, -5)] }))).toBe(known);
    });
  });

  it('keeps no entry that says nothing', () => {
    const silent = connection({ tunnels: [down(firstIp), down(secondIp)] });
    expect(learnUsage(emptyUsage, silent, { seenUp: [], neverUp: [firstIp] })).toEqual({
      used: {},
      unused: { [id]: [firstIp] },
      routed: {},
    });
    expect(unknownTunnels({ used: {}, unused: { [id]: [firstIp] } }, silent)).toEqual([secondIp]);
    expect(unknownTunnels({ used: { [id]: [firstIp] }, unused: {} }, silent)).toEqual([secondIp]);
  });

  it('is kept by the last digit of the id', () => {
    expect(usageShardOf('vpn-0a1b2c3d4e5f6071f')).toBe('f');
  });
});
