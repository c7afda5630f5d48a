import type { Clock, Journal } from '../contract.ts';
import { derivedNumber } from './derived.ts';
import { ikeFaultOf } from './faults.ts';
import { awsMayInitiate, wouldAgree } from './initiation.ts';
import type { IkeTrouble } from './log/ike-messages.ts';
import type { TunnelLog } from './log/tunnel-log.ts';
import type { Connection, Tunnel } from './model.ts';
import { latest, noteStatus } from './telemetry.ts';

/** What can befall the IKE session of a tunnel. */
export interface Ike {
  /** Lets a tunnel follow its gateway from now on. */
  begin(connection: Connection, tunnel: Tunnel): void;
  /** Something about the gateway or the options has changed: the session follows from it. */
  react(connection: Connection, tunnel: Tunnel): void;
  /** The gateway deletes its IKE SA, or its phase 2 SA, in good order or while that is being rekeyed. */
  deleteSa(connection: Connection, tunnel: Tunnel, deletion: Deletion): void;
  /** The endpoint is taken out of service. */
  takeOut(connection: Connection, tunnel: Tunnel, why: string): void;
  /** A new endpoint is in service. `initiate`: who starts IKE on it, by default whoever may. */
  putIn(connection: Connection, tunnel: Tunnel, initiate?: 'somebody' | 'nobody'): void;
}

export type Deletion = 'ike-sa-deleted' | 'child-sa-deleted' | 'rekey-collision';

interface IkeDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly log: TunnelLog;
}

export const createIke = ({ clock, journal, log }: IkeDeps): Ike => {
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
    log.bgp.follow(connection, tunnel);
  };

  const fall = (connection: Connection, tunnel: Tunnel, trouble: IkeTrouble, awsTries: boolean): void => {
    tunnel.phase = 'idle';
    tunnel.peerLost = false;
    tunnel.awsTries = awsTries;
    log.ike.trouble(connection, tunnel, trouble);
    note(connection, tunnel, whys[trouble]);
    react(connection, tunnel);
  };

  const establish = (connection: Connection, tunnel: Tunnel): void => {
    const initiator = tunnel.awsTries && awsMayInitiate(connection, tunnel) ? 'AWS' : 'the gateway';
    tunnel.phase = 'established';
    log.ike.established(connection, tunnel);
    note(connection, tunnel, `IKE started by ${initiator}`, true);
    react(connection, tunnel);
  };

  const dpdTimedOut = (connection: Connection, tunnel: Tunnel): void => {
    const { dpdTimeoutAction } = tunnel.options;
    if (dpdTimeoutAction === 'none') {
      tunnel.peerLost = true;
      log.ike.trouble(connection, tunnel, 'dead-peer');
      note(connection, tunnel, 'BGP hold timer expired');
      return;
    }
    const awsTries = dpdTimeoutAction === 'restart' && awsMayInitiate(connection, tunnel);
    fall(connection, tunnel, 'dead-peer', awsTries);
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
    const fault = ikeFaultOf(tunnel.peer);
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
    log.ike.follow(connection, tunnel);
    if (connection.state === 'deleting' || connection.state === 'deleted') return;
    if (tunnel.phase === 'established') reactEstablished(connection, tunnel);
    else if (tunnel.phase === 'idle' && wouldAgree(tunnel) && (tunnel.awsTries || tunnel.peer.initiates)) {
      later(tunnel, negotiationMs(tunnel), 'IKE', () => establish(connection, tunnel));
    }
  };

  return {
    begin: (connection, tunnel) => {
      tunnel.awsTries = tunnel.phase === 'idle' && awsMayInitiate(connection, tunnel);
      log.open(connection, tunnel);
      log.bgp.begin(connection, tunnel);
      react(connection, tunnel);
    },
    react,
    deleteSa: (connection, tunnel, deletion) => {
      if (tunnel.phase !== 'established') return;
      fall(connection, tunnel, deletion, awsMayInitiate(connection, tunnel));
    },
    takeOut: (connection, tunnel, why) => {
      tunnel.due?.cancel();
      tunnel.due = undefined;
      tunnel.phase = 'replacing';
      tunnel.peerLost = false;
      tunnel.awsTries = false;
      note(connection, tunnel, why);
      log.ike.follow(connection, tunnel);
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

const whys: Readonly<Record<IkeTrouble, string>> = {
  'pre-shared-key': 'pre-shared key mismatch',
  identity: 'authentication failed',
  'proposal-phase-1': 'no proposal chosen',
  'proposal-phase-2': 'no proposal chosen for phase 2',
  'phase-2-failed': 'phase 2 not established',
  'traffic-selectors': 'traffic selectors not accepted',
  'dead-peer': 'DPD timed out',
  'peer-unreachable': 'the gateway is silent',
  'ike-sa-deleted': 'the gateway deleted its IKE SA',
  'child-sa-deleted': 'the gateway deleted its phase 2 SA',
  'rekey-collision': 'the gateway deleted the phase 2 SA that was being rekeyed',
};

/** IKE is tried every few seconds; the wait until the next try succeeds differs from tunnel to tunnel. */
const negotiationMs = ({ connectionId, outsideIp }: Tunnel): number =>
  2_000 + 1_000 * derivedNumber(8, 'IKE', connectionId, outsideIp);
