import { type EpochMs, secondsMs } from '../../shared/domain/time.ts';
import { createRandom } from '../kernel/random.ts';
import { awsTries, type Tunnel, type WorldConnection } from './model.ts';

/**
 * When somebody next starts IKE for a tunnel. Both ends try to a beat of their own, which nothing that happens to the tunnel
 * moves, and a gateway tries both of its tunnels: what one run finds up at a moment, another one of the same seed does, however they have come to be there.
 */
export const nextTryAt = (
  seed: number,
  connection: WorldConnection,
  tunnel: Tunnel,
  now: EpochMs,
): EpochMs => {
  const { initiates, idleForMs } = connection.gateway;
  const { connectionId } = connection.plan;
  const beat = (whose: string, fromMs: number, toMs: number): EpochMs => {
    const random = createRandom(seed, 'beat', whose);
    const everyMs = random.whole(fromMs, toMs);
    const phaseMs = random.whole(0, everyMs);
    return Math.ceil((now - phaseMs) / everyMs) * everyMs + phaseMs;
  };
  const ofGateway = initiates
    ? beat(`gateway/${connectionId}`, secondsMs(5), secondsMs(60))
    : beat(`traffic/${connectionId}`, idleForMs, idleForMs + secondsMs(60));
  return awsTries(connection, tunnel)
    ? Math.min(ofGateway, beat(`aws/${tunnel.outsideIp}`, secondsMs(5), secondsMs(15)))
    : ofGateway;
};

/** An exchange of IKE that nothing stands in the way of. */
export const exchangeMs = secondsMs(2);
