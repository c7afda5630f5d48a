import { describe } from 'vitest';
import { cloudWatchClients } from '../../shared/aws/cloudwatch/clients.ts';
import { createTunnelHistory } from '../../shared/aws/cloudwatch/tunnel-history.ts';
import type { TunnelRef } from '../../shared/ports/aws.ts';
import { startAws } from '../aws/aws-double.ts';
import { cloudWatchOperations, createCloudWatchWorld } from '../aws/cloudwatch-double.ts';
import { start } from '../domain/builders.ts';
import { createFakeTunnelHistory, tunnelKey } from '../fakes/tunnel-history.ts';
import { runTunnelHistoryContract, type TunnelHistorySubject } from './tunnel-history-contract.ts';

const fake = (): TunnelHistorySubject => {
  const history = createFakeTunnelHistory();
  return {
    history,
    now: start,
    wasUp: (tunnel, at) => {
      history.lastUp.set(tunnelKey(tunnel), at);
    },
    wasDown: () => {},
    hasNothing: (tunnel) => {
      history.silent.add(tunnelKey(tunnel));
    },
  };
};

const onCloudWatch =
  (dimensionsOf: (tunnel: TunnelRef) => Readonly<Record<string, string>>) =>
  async (): Promise<TunnelHistorySubject> => {
    const world = createCloudWatchWorld();
    const metrics: { dimensions: Readonly<Record<string, string>>; upAt: number[]; downAt?: number[] }[] = [];
    world.metrics.set('eu-west-1', metrics);
    await startAws({ monitoring: cloudWatchOperations(world) });
    return {
      history: createTunnelHistory(cloudWatchClients(), { now: () => start }),
      now: start,
      wasUp: (tunnel, at) => {
        metrics.push({ dimensions: dimensionsOf(tunnel), upAt: [at] });
      },
      wasDown: (tunnel, at) => {
        metrics.push({ dimensions: dimensionsOf(tunnel), upAt: [], downAt: [at] });
      },
      hasNothing: () => {},
    };
  };

describe('tunnel history: the fake', () => runTunnelHistoryContract(fake));
describe('tunnel history: CloudWatch with the outside IP as the only dimension', () =>
  runTunnelHistoryContract(onCloudWatch(({ outsideIp }) => ({ TunnelIpAddress: outsideIp }))));
describe('tunnel history: CloudWatch with both dimensions', () =>
  runTunnelHistoryContract(
    onCloudWatch(({ connectionId, outsideIp }) => ({ VpnId: connectionId, TunnelIpAddress: outsideIp })),
  ));
