import { describe, expect, it } from 'vitest';
import {
  emptyUsage,
  forgetConnections,
  learnUsage,
  unknownTunnels,
  unusedTunnelsOf,
  usageShardOf,
} from '../../shared/domain/usage.ts';
import { connection, down, firstIp, secondIp, up } from './builders.ts';

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
    expect(forgetConnections(usage, new Set([id]))).toBe(usage);
  });

  it('forgets connections that are gone', () => {
    expect(forgetConnections(learnUsage(emptyUsage, half, neverUp), new Set())).toEqual(emptyUsage);
  });

  it('forgets those that are gone alone', () => {
    const other = connection({ connectionId: 'vpn-0ffffffffffffffff' });
    const usage = learnUsage(learnUsage(emptyUsage, half, neverUp), other);
    expect(forgetConnections(usage, new Set([id]))).toEqual(learnUsage(emptyUsage, half, neverUp));
    expect(forgetConnections(usage, new Set([other.connectionId]))).toEqual(learnUsage(emptyUsage, other));
  });

  it('keeps no entry that says nothing', () => {
    expect(learnUsage(emptyUsage, half)).toEqual({ used: { [id]: [firstIp] }, unused: {} });
    const silent = connection({ tunnels: [down(firstIp), down(secondIp)] });
    expect(learnUsage(emptyUsage, silent, { seenUp: [], neverUp: [firstIp] })).toEqual({
      used: {},
      unused: { [id]: [firstIp] },
    });
    expect(unknownTunnels({ used: {}, unused: { [id]: [firstIp] } }, silent)).toEqual([secondIp]);
    expect(unknownTunnels({ used: { [id]: [firstIp] }, unused: {} }, silent)).toEqual([secondIp]);
  });

  it('is kept by the last digit of the id', () => {
    expect(usageShardOf('vpn-0a1b2c3d4e5f6071f')).toBe('f');
  });
});
