import { describe, expect, it, vi } from 'vitest';
import type { RestartDeps } from '../../../functions/restart-tunnel/restart.ts';
import { restartTunnel } from '../../../functions/restart-tunnel/restart.ts';
import type { LogLine, TrafficPoint } from '../../../shared/domain/diagnosis/evidence.ts';
import {
  at,
  changedAt,
  connection,
  down,
  firstIp,
  kinds,
  options,
  secondIp,
  tunnel,
  up,
} from '../../domain/builders.ts';
import { createFakeRestartLedger, type FakeRestartLedger } from '../../fakes/restart-ledger.ts';
import { tunnelKey } from '../../fakes/tunnel-history.ts';
import { createFakeTunnelLogs, type FakeTunnelLogs } from '../../fakes/tunnel-logs.ts';
import { createFakeTunnelMetrics, type FakeTunnelMetrics } from '../../fakes/tunnel-metrics.ts';
import { createFakeTunnelRestarter, type FakeTunnelRestarter } from '../../fakes/tunnel-restarter.ts';
import { createRegion, type Region, takesLeave } from '../../intake/region.ts';

const id = connection().connectionId;

interface Setting {
  readonly region: Region;
  readonly restarter: FakeTunnelRestarter;
  readonly ledger: FakeRestartLedger;
  readonly metrics: FakeTunnelMetrics;
  readonly logs: FakeTunnelLogs;
  readonly deps: RestartDeps;
  restart(outsideIp?: string): ReturnType<typeof restartTunnel>;
}

/** An outage that is five minutes old, of a gateway that has shown itself, by a policy that leaves nothing to the gateway: a restart is asked for. */
const setting = async (): Promise<Setting> => {
  const region = createRegion([connection({ tunnels: [down(firstIp), down(secondIp)] })]);
  await region.sweep(0);
  await region.sweep(5);
  await takesLeave(region);
  const restarter = createFakeTunnelRestarter();
  const ledger = createFakeRestartLedger();
  const metrics = createFakeTunnelMetrics();
  const logs = createFakeTunnelLogs();
  const { policy } = region.deps;
  const atOnce = { ...policy, restart: { ...policy.restart, selfRecoveryMs: 0 } };
  const deps: RestartDeps = { ...region.deps, policy: atOnce, restarter, ledger, metrics, logs };
  const incidentId = region.records.incident('eu-west-1', id)?.incidentId ?? '';
  return {
    region,
    restarter,
    ledger,
    metrics,
    logs,
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
        call: { method: 'modify', options: { dpdTimeoutAction: 'restart' } },
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

  describe('asks what else may know that the tunnel is up', () => {
    const key = tunnelKey({ connectionId: id, outsideIp: firstIp });
    const point = (minute: number, state: number): TrafficPoint => ({
      at: at(minute),
      state,
      inBytes: undefined,
      outBytes: undefined,
    });
    const logGroupArn = 'arn:aws:logs:eu-west-1:123456789012:log-group:vpn:*';
    const logged = { ...options, activityLog: { logGroupArn } };
    const line = (minute: number, phases: string, outsideIp = firstIp): LogLine => ({
      streamName: `${id}_${outsideIp}-IKE.log`,
      at: at(minute),
      message: JSON.stringify({
        event_timestamp: at(minute) / 1_000,
        details: 'AWS tunnel is sending response (id=1) for CREATE_CHILD_SA',
        ike_phase1_state: phases,
        ike_phase2_state: phases,
      }),
    });
    const withLog = async (...lines: readonly LogLine[]) => {
      const made = await setting();
      const tunnels = [tunnel(firstIp, { ...down(firstIp), options: logged }), down(secondIp)];
      made.region.connections.all = [connection({ tunnels })];
      made.logs.groups.set('vpn', lines);
      return made;
    };

    it('and is withheld where the newest point of the metric shows it', async () => {
      const { restarter, restart, metrics } = await setting();
      metrics.points.set(key, [point(3, 0), point(4, 1)]);
      expect(await restart()).toEqual({
        result: 'withheld',
        reason: 'tunnel-up',
        sign: 'tunnel-state-metric',
      });
      expect(restarter.requests).toEqual([]);
    });

    it('and is withheld where the newest phases of its log stand', async () => {
      const { restarter, restart } = await withLog(line(1, 'down'), line(4, 'Established'));
      expect(await restart()).toEqual({ result: 'withheld', reason: 'tunnel-up', sign: 'tunnel-log' });
      expect(restarter.requests).toEqual([]);
    });

    it('and is made where they show it as down, or only as it was before it went down', async () => {
      const { restart, metrics } = await withLog(
        line(-1, 'established'),
        line(3, 'established'),
        line(4, 'down'),
      );
      metrics.points.set(key, [point(-1, 1), point(4, 0)]);
      expect(await restart()).toMatchObject({ result: 'accepted' });
    });

    it.each([
      ['the metric shows', 'tunnel-state-metric', [point(3, 1), point(4, 0)], []],
      ['its log shows', 'tunnel-log', [], [line(3, 'established', secondIp), line(4, 'down', secondIp)]],
    ] as const)(
      'and is left to the gateway where %s that the other one has just gone down, too',
      async (_name, sign, points, lines) => {
        const made = await setting();
        const peer = { ...up(secondIp, -600), options: logged };
        made.region.connections.all = [connection({ tunnels: [down(firstIp), peer] })];
        made.metrics.points.set(tunnelKey({ connectionId: id, outsideIp: secondIp }), points);
        made.logs.groups.set('vpn', lines);
        const { policy } = made.deps;
        const deps = {
          ...made.deps,
          policy: { ...policy, restart: { ...policy.restart, peerSettlingMs: 0 } },
        };
        const incidentId = made.region.records.incident('eu-west-1', id)?.incidentId ?? '';
        const request = { region: 'eu-west-1', connectionId: id, outsideIp: firstIp, incidentId };
        expect(await restartTunnel(deps, request)).toEqual({
          result: 'withheld',
          reason: 'left-to-gateway',
          sign,
        });
        expect(made.restarter.requests).toEqual([]);
      },
    );

    it('and is made where neither can be read, which is logged', async () => {
      const { region, restart, metrics, logs } = await withLog();
      metrics.failures.next(new Error('throttled'));
      logs.failures.next(new Error('denied'));
      expect(await restart()).toMatchObject({ result: 'accepted' });
      expect(region.log.messages('warn')).toEqual(Array(2).fill('restart not checked against all evidence'));
    });

    it('and waits three seconds for an answer, no longer', async () => {
      const { region, restart, metrics } = await setting();
      metrics.read = () => new Promise(() => undefined);
      const restarted = restart();
      await vi.waitFor(() => expect(region.timers.pending()).toContain(3_000));
      region.timers.runAll();
      expect(await restarted).toMatchObject({ result: 'accepted' });
    });
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
