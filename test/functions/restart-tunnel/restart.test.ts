import { describe, expect, it } from 'vitest';
import type { RestartDeps } from '../../../functions/restart-tunnel/restart.ts';
import { restartTunnel } from '../../../functions/restart-tunnel/restart.ts';
import { at, changedAt, connection, down, firstIp, kinds, secondIp, up } from '../../domain/builders.ts';
import { createFakeRestartLedger, type FakeRestartLedger } from '../../fakes/restart-ledger.ts';
import { createFakeTunnelRestarter, type FakeTunnelRestarter } from '../../fakes/tunnel-restarter.ts';
import { createRegion, type Region } from '../../intake/region.ts';

const id = connection().connectionId;

interface Setting {
  readonly region: Region;
  readonly restarter: FakeTunnelRestarter;
  readonly ledger: FakeRestartLedger;
  readonly deps: RestartDeps;
  restart(outsideIp?: string): ReturnType<typeof restartTunnel>;
}

/** An outage that is five minutes old; the sweep has asked for a restart. */
const setting = async (): Promise<Setting> => {
  const region = createRegion([connection({ tunnels: [down(firstIp), down(secondIp)] })]);
  await region.sweep(0);
  await region.sweep(5);
  const restarter = createFakeTunnelRestarter();
  const ledger = createFakeRestartLedger();
  const deps: RestartDeps = { ...region.deps, restarter, ledger };
  const incidentId = region.records.incident('eu-west-1', id)?.incidentId ?? '';
  return {
    region,
    restarter,
    ledger,
    deps,
    restart: (outsideIp = firstIp) =>
      restartTunnel(deps, { region: 'eu-west-1', connectionId: id, outsideIp, incidentId }),
  };
};

describe('a restart request', () => {
  it('is carried out once, with what AWS needs to negotiate afterwards', async () => {
    const { restarter, restart, region } = await setting();
    expect(await restart()).toMatchObject({ result: 'accepted' });
    expect(restarter.requests).toEqual([
      {
        region: 'eu-west-1',
        connectionId: id,
        outsideIp: firstIp,
        method: 'initiate',
        dpdTimeoutSeconds: 40,
      },
    ]);
    expect(region.told().at(-1)).toBe('incident.restart-started');
  });

  it('that comes again finds the restart in flight', async () => {
    const { restarter, restart } = await setting();
    await restart();
    expect(await restart()).toEqual({ result: 'withheld', reason: 'restart-in-flight' });
    expect(await restart(secondIp)).toEqual({ result: 'withheld', reason: 'restart-in-flight' });
    expect(restarter.requests).toHaveLength(1);
  });

  it('is saved as an intent before the call', async () => {
    const { restarter, restart, region } = await setting();
    let savedBefore: string | undefined;
    restarter.restart = async () => {
      savedBefore = region.records.incident('eu-west-1', id)?.restarts.at(-1)?.call;
      return { call: 'accepted' };
    };
    await restart();
    expect(savedBefore).toBe('intended');
  });

  it('that dies in the call is known, and not repeated', async () => {
    const { restarter, restart } = await setting();
    restarter.restart = async () => {
      throw new Error('the function was killed');
    };
    await expect(restart()).rejects.toThrow('killed');
    expect(await restart()).toEqual({ result: 'withheld', reason: 'restart-in-flight' });
  });

  it.each([
    ['uncertain', 'restart-uncertain', 'restart-in-flight'],
    ['busy', 'restart-busy', 'cooldown'],
    ['rejected', 'restart-rejected', 'cooldown'],
  ] as const)(
    'that AWS answers with %s is told, and the next one finds %s → %s',
    async (call, kind, reason) => {
      const { restarter, restart, region } = await setting();
      restarter.outcomes.push({ call, errorCode: 'SomeCode' });
      expect(await restart()).toMatchObject({ result: call });
      expect(region.told().at(-1)).toBe(`incident.${kind}`);
      expect(await restart()).toEqual({ result: 'withheld', reason });
    },
  );

  it('looks afresh: a tunnel that is up again is left alone', async () => {
    const { restarter, restart, region } = await setting();
    region.connections.all = [connection({ tunnels: [up(firstIp, 5), down(secondIp)] })];
    expect(await restart()).toEqual({ result: 'withheld', reason: 'tunnel-up' });
    expect(restarter.requests).toEqual([]);
  });

  it('is withheld where somebody has changed the connection since the sweep asked for it', async () => {
    const { restarter, restart, region } = await setting();
    await region.records.saveChange('eu-west-1', changedAt(4, { outsideIp: secondIp }));
    expect(await restart()).toEqual({ result: 'withheld', reason: 'changed-by-hand' });
    expect(restarter.requests).toEqual([]);
  });

  it.each([
    ['the connection is gone', []],
    ['the incident is not open', [connection()]],
  ])('comes to nothing when %s', async (_name, seen) => {
    const { region, restarter, deps } = await setting();
    region.connections.all = seen;
    const request = { region: 'eu-west-1', connectionId: id, outsideIp: firstIp, incidentId: 'another' };
    expect(await restartTunnel(deps, request)).toEqual({ result: 'no-incident' });
    expect(restarter.requests).toEqual([]);
  });

  it('comes to nothing while the customer gateway cannot be read', async () => {
    const { region, restart, restarter } = await setting();
    region.customerGateways.failures.next(new Error('throttled'));
    expect(await restart()).toEqual({ result: 'gateway-unknown' });
    expect(restarter.requests).toEqual([]);
  });

  it('is withheld when the account has had its ten restarts, and that is told once', async () => {
    const { region, restart, ledger, restarter } = await setting();
    ledger.attempts = Array.from({ length: 10 }, (_, index) => ({ attemptId: `other-${index}`, at: at(4) }));
    expect(await restart()).toEqual({ result: 'withheld', reason: 'account-limit' });
    expect(await restart()).toEqual({ result: 'withheld', reason: 'account-limit' });
    expect(restarter.requests).toEqual([]);
    const incident = region.records.incident('eu-west-1', id);
    expect(incident?.course.filter((entry) => entry.detail === 'account-limit')).toHaveLength(1);
    expect(region.told().at(-1)).toBe('incident.withheld');
  });

  it('that loses the race looks afresh, and takes one place in the ledger', async () => {
    const { region, restart, restarter, ledger } = await setting();
    region.records.loseNextSaves(2);
    expect(await restart()).toMatchObject({ result: 'accepted' });
    expect(restarter.requests).toHaveLength(1);
    expect(ledger.attempts).toHaveLength(1);
  });

  it('is recorded on the incident as it stands after the call', async () => {
    const { restarter, restart, region } = await setting();
    restarter.restart = async () => {
      await region.sweep(6);
      return { call: 'accepted' };
    };
    await restart();
    const incident = region.records.incident('eu-west-1', id);
    expect(incident?.restarts).toMatchObject([{ call: 'accepted', result: 'pending' }]);
    expect(incident && kinds(incident).at(-1)).toBe('restart-started');
  });
});
