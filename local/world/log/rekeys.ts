import type { Clock, Timer } from '../../contract.ts';
import { derivedNumber } from '../derived.ts';
import type { Connection, Tunnel } from '../model.ts';

/** The rekeying of phase 2, for tunnels that log it. It changes nothing but the log. */
export const createRekeys = (clock: Clock, rekey: (connection: Connection, tunnel: Tunnel) => void) => {
  const running = new WeakMap<Tunnel, Timer>();
  const known = new WeakSet<Tunnel>();

  const schedule = (connection: Connection, tunnel: Tunnel, pauseMs: number): void => {
    const timer = clock.after(pauseMs, `rekeying of ${tunnel.connectionId}/${tunnel.outsideIp}`, () => {
      if (tunnel.peer.answers) rekey(connection, tunnel);
      schedule(connection, tunnel, intervalMs(tunnel));
    });
    running.set(tunnel, timer);
  };

  return {
    follow: (connection: Connection, tunnel: Tunnel, isKept: boolean): void => {
      const stands = isKept && tunnel.phase === 'established' && tunnel.options.ikeVersions.includes('ikev2');
      const timer = running.get(tunnel);
      if (stands && !timer) {
        const interval = intervalMs(tunnel);
        schedule(connection, tunnel, known.has(tunnel) ? interval : alreadyIn(tunnel, interval));
      } else if (!stands && timer) {
        timer.cancel();
        running.delete(tunnel);
      }
      known.add(tunnel);
    },
  };
};

/** Phase 2 lifetime less the margin, and less as much of the fuzz as this tunnel happens to take. */
const intervalMs = ({ options, connectionId, outsideIp }: Tunnel): number => {
  const { phase2LifetimeSeconds, rekeyMarginTimeSeconds, rekeyFuzzPercentage } = options;
  const fuzzSeconds = Math.floor((rekeyMarginTimeSeconds * rekeyFuzzPercentage) / 100);
  const taken = derivedNumber(fuzzSeconds + 1, 'rekey fuzz', connectionId, outsideIp);
  return 1_000 * Math.max(60, phase2LifetimeSeconds - rekeyMarginTimeSeconds - taken);
};

/** A tunnel that has been up for long is anywhere between two rekeyings. */
const alreadyIn = ({ connectionId, outsideIp }: Tunnel, interval: number): number =>
  1_000 + derivedNumber(interval - 1_000, 'rekey start', connectionId, outsideIp);
