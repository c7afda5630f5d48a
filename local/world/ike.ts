import type { Clock, Journal } from '../contract.ts';
import { derivedNumber } from './derived.ts';
import { awsMayInitiate, disagreement, wouldAgree } from './initiation.ts';
import type { Connection, Tunnel } from './model.ts';
import { latest, noteStatus } from './telemetry.ts';

/** What can befall the IKE session of a tunnel. */
export interface Ike {
  /** Something about the gateway or the options has changed: the session follows from it. */
  react(connection: Connection, tunnel: Tunnel): void;
  /** The gateway deletes its IKE SA. */
  deleteSa(connection: Connection, tunnel: Tunnel): void;
  /** The endpoint is taken out of service. */
  takeOut(connection: Connection, tunnel: Tunnel, why: string): void;
  /** A new endpoint is in service. `initiate`: who starts IKE on it, by default whoever may. */
  putIn(connection: Connection, tunnel: Tunnel, initiate?: 'somebody' | 'nobody'): void;
}

export const createIke = ({ clock, journal }: { readonly clock: Clock; readonly journal: Journal }): Ike => {
  const announce = (connection: Connection, tunnel: Tunnel, why: string, wasUp: boolean): void => {
    const isUp = latest(tunnel).status === 'UP';
    if (isUp === wasUp) return;
    const { id: connectionId, region } = connection;
    journal.record(isUp ? 'tunnel.up' : 'tunnel.down', {
      region,
      connectionId,
      outsideIp: tunnel.outsideIp,
      why,
    });
  };

  const note = (connection: Connection, tunnel: Tunnel, why: string, sessionReset = false): void => {
    const wasUp = latest(tunnel).status === 'UP';
    noteStatus(connection, tunnel, clock.now(), { sessionReset });
    announce(connection, tunnel, why, wasUp);
  };

  const fall = (connection: Connection, tunnel: Tunnel, why: string, awsTries: boolean): void => {
    tunnel.phase = 'idle';
    tunnel.peerLost = false;
    tunnel.awsTries = awsTries;
    note(connection, tunnel, why);
    react(connection, tunnel);
  };

  const establish = (connection: Connection, tunnel: Tunnel): void => {
    const initiator = tunnel.awsTries && awsMayInitiate(connection, tunnel) ? 'AWS' : 'the gateway';
    tunnel.phase = 'established';
    note(connection, tunnel, `IKE started by ${initiator}`, true);
    react(connection, tunnel);
  };

  const dpdTimedOut = (connection: Connection, tunnel: Tunnel): void => {
    const { dpdTimeoutAction } = tunnel.options;
    if (dpdTimeoutAction === 'none') {
      tunnel.peerLost = true;
      note(connection, tunnel, 'BGP hold timer expired');
      return;
    }
    const awsTries = dpdTimeoutAction === 'restart' && awsMayInitiate(connection, tunnel);
    fall(connection, tunnel, 'DPD timed out', awsTries);
  };

  const later = (tunnel: Tunnel, delayMs: number, what: string, run: () => void): void => {
    tunnel.due = clock.after(delayMs, `${what} on ${tunnel.connectionId}/${tunnel.outsideIp}`, () => {
      tunnel.due = undefined;
      run();
    });
  };

  const reactEstablished = (connection: Connection, tunnel: Tunnel): void => {
    if (!tunnel.peer.answers) {
      if (!tunnel.peerLost) {
        later(tunnel, tunnel.options.dpdTimeoutSeconds * 1000, 'DPD', () => dpdTimedOut(connection, tunnel));
      }
      return;
    }
    const fault = disagreement(tunnel);
    if (fault) {
      fall(connection, tunnel, fault, awsMayInitiate(connection, tunnel));
      return;
    }
    tunnel.peerLost = false;
    note(connection, tunnel, `BGP session ${tunnel.peer.bgp}`);
  };

  const react = (connection: Connection, tunnel: Tunnel): void => {
    tunnel.due?.cancel();
    tunnel.due = undefined;
    if (connection.state === 'deleting' || connection.state === 'deleted') return;
    if (tunnel.phase === 'established') reactEstablished(connection, tunnel);
    else if (tunnel.phase === 'idle' && wouldAgree(tunnel) && (tunnel.awsTries || tunnel.peer.initiates)) {
      later(tunnel, negotiationMs(tunnel), 'IKE', () => establish(connection, tunnel));
    }
  };

  return {
    react,
    deleteSa: (connection, tunnel) => {
      if (tunnel.phase !== 'established') return;
      fall(connection, tunnel, 'the gateway deleted its IKE SA', awsMayInitiate(connection, tunnel));
    },
    takeOut: (connection, tunnel, why) => {
      tunnel.due?.cancel();
      tunnel.due = undefined;
      tunnel.phase = 'replacing';
      tunnel.peerLost = false;
      tunnel.awsTries = false;
      note(connection, tunnel, why);
    },
    putIn: (connection, tunnel, initiate) => {
      tunnel.phase = 'idle';
      note(connection, tunnel, 'new endpoint', true);
      tunnel.awsTries =
        initiate === 'somebody' || (initiate === undefined && awsMayInitiate(connection, tunnel));
      react(connection, tunnel);
    },
  };
};

/** IKE is tried every few seconds; the wait until the next try succeeds differs from tunnel to tunnel. */
const negotiationMs = ({ connectionId, outsideIp }: Tunnel): number =>
  2_000 + 1_000 * derivedNumber(8, 'IKE', connectionId, outsideIp);
