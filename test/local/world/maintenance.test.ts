import { describe, expect, it } from 'vitest';
import { connectionId, minute, stage, startAt, statusOf } from './fixture.ts';

const options = { lifecycleControl: true, startupAction: 'start' } as const;
const waiting = { options, maintenance: { autoAppliedAfterMs: 60 * minute } };

describe('maintenance that waits', () => {
  it('is applied by AWS at its deadline: the endpoint is replaced, and nothing waits any more', async () => {
    const scene = stage({ first: waiting });
    expect(scene.first.maintenance).toMatchObject({
      pending: true,
      autoAppliedAfter: startAt + 60 * minute,
    });
    await scene.after(60 * minute);
    expect([statusOf(scene, scene.first), statusOf(scene, scene.second)]).toEqual(['DOWN', 'UP']);
    expect(scene.world.connection(connectionId).state).toBe('available');
    await scene.after(65 * minute);
    expect(statusOf(scene, scene.first)).toBe('UP');
    expect(scene.first.maintenance).toEqual({
      pending: false,
      autoAppliedAfter: undefined,
      lastAppliedAt: startAt + 64 * minute,
    });
  });

  it('is done with when its owner replaces the tunnel before', async () => {
    const scene = stage({ first: waiting });
    scene.world.replaceOnRequest(scene.first);
    await scene.after(60 * minute);
    expect(statusOf(scene, scene.first)).toBe('UP');
    expect(scene.entries('tunnel.down')).toHaveLength(1);
  });

  it('waits for ever without a deadline, and for the later one of two', async () => {
    const scene = stage({ first: waiting, second: { options } });
    scene.world.keepMaintenance(scene.first, 120 * minute);
    scene.world.keepMaintenance(scene.second, null);
    await scene.after(119 * minute);
    expect(scene.entries('tunnel.down')).toEqual([]);
    await scene.after(1_000 * minute);
    expect(scene.entries('tunnel.down')).toHaveLength(1);
    expect(scene.second.maintenance).toMatchObject({ pending: true, autoAppliedAfter: undefined });
  });

  it('is not applied to a connection that has been deleted', async () => {
    const scene = stage({ first: waiting });
    scene.world.deleteConnection(connectionId);
    await scene.after(61 * minute);
    expect(scene.first.maintenance).toMatchObject({ pending: true });
    expect(scene.entries('tunnel.down')).toHaveLength(2);
  });
});
