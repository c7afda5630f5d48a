import type { Clock } from '../../contract.ts';
import { derivedHex, derivedNumber } from '../derived.ts';
import { ikeFaultOf } from '../faults.ts';
import { awsMayInitiate } from '../initiation.ts';
import type { Connection, Tunnel } from '../model.ts';
import {
  exchange,
  type IkeTrouble,
  redundantSa,
  rekeyMessages,
  type Session,
  troubleMessage,
} from './ike-messages.ts';
import { keepsActivity, type TunnelLogger } from './logger.ts';
import { createRekeys } from './rekeys.ts';
import { createTries } from './tries.ts';

/** Tells the tunnel activity log what befalls the IKE session. */
export interface IkeLog {
  established(connection: Connection, tunnel: Tunnel): void;
  /** The session falls, or would have to. */
  trouble(connection: Connection, tunnel: Tunnel, trouble: IkeTrouble): void;
  /** Both sides rekeyed at once, to nobody's harm. */
  redundantSa(connection: Connection, tunnel: Tunnel): void;
  /** Begins or ends what goes on by itself: vain tries and rekeying. */
  follow(connection: Connection, tunnel: Tunnel): void;
}

export const createIkeLog = (clock: Clock, logger: TunnelLogger): IkeLog => {
  const tries = createTries<IkeTrouble>(clock);

  const sessionOf = ({ gateway }: Connection, { options, outsideIp }: Tunnel): Session => ({
    ikeVersion: options.ikeVersions.includes('ikev2') ? 2 : 1,
    gatewayIp: gateway.ipAddress ?? gateway.id,
    spi: derivedHex(8, 'SPI', outsideIp, clock.now()),
  });

  const trouble: IkeLog['trouble'] = (connection, tunnel, what) => {
    if (!keepsActivity(tunnel)) return;
    const message = troubleMessage(what, sessionOf(connection, tunnel));
    const standing = tunnel.phase === 'established' ? { phase1: tunnel.phase, phase2: tunnel.phase } : {};
    logger.activity(connection, tunnel, [{ ...message, ...standing }]);
  };

  const initiatorOf = (connection: Connection, tunnel: Tunnel): 'aws' | 'gateway' =>
    awsMayInitiate(connection, tunnel) ? 'aws' : 'gateway';

  const rekeys = createRekeys(clock, (connection, tunnel) => {
    const { spi } = sessionOf(connection, tunnel);
    const initiator = initiatorOf(connection, tunnel);
    logger.activity(connection, tunnel, rekeyMessages(initiator, messageId(tunnel, clock.now()), spi));
  });

  return {
    trouble,
    established: (connection, tunnel) => {
      if (!keepsActivity(tunnel) || sessionOf(connection, tunnel).ikeVersion === 1) return;
      const initiator = tunnel.awsTries ? initiatorOf(connection, tunnel) : 'gateway';
      logger.activity(connection, tunnel, exchange(initiator, 1, 'negotiating'));
    },
    redundantSa: (connection, tunnel) => {
      if (tunnel.phase === 'established') logger.activity(connection, tunnel, [redundantSa]);
    },
    follow: (connection, tunnel) => {
      const isKept = keepsActivity(tunnel);
      const failing = isKept ? vainTry(connection, tunnel) : undefined;
      tries.follow(tunnel, failing, () => failing && trouble(connection, tunnel, failing));
      rekeys.follow(connection, tunnel, isKept);
    },
  };
};

/** What keeps failing: somebody starts IKE, and no session comes of it. */
const vainTry = (connection: Connection, tunnel: Tunnel): IkeTrouble | undefined => {
  const { phase, peer, awsTries } = tunnel;
  if (phase !== 'idle' || connection.state === 'deleting' || connection.state === 'deleted') return undefined;
  if (!peer.answers) return awsTries ? 'peer-unreachable' : undefined;
  return awsTries || peer.initiates ? ikeFaultOf(peer) : undefined;
};

const messageId = ({ outsideIp }: Tunnel, now: number): number =>
  2 + derivedNumber(500, 'message id', outsideIp, now);
