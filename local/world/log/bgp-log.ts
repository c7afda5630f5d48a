import type { Clock } from '../../contract.ts';
import { type SessionFault, sessionFaultOf } from '../faults.ts';
import type { Connection, Tunnel } from '../model.ts';
import { vainTry } from './bgp-messages.ts';
import { bgpNews, type Seen, seenNow } from './bgp-news.ts';
import { keepsBgp, type TunnelLogger } from './logger.ts';
import { sessionFacts } from './neighbours.ts';
import { createTries } from './tries.ts';

/** Tells the BGP log of a tunnel what has changed. */
export interface BgpLog {
  /** What is so now has long been so. */
  begin(connection: Connection, tunnel: Tunnel): void;
  follow(connection: Connection, tunnel: Tunnel): void;
}

export const createBgpLog = (clock: Clock, logger: TunnelLogger): BgpLog => {
  const tries = createTries<SessionFault>(clock);
  const seen = new WeakMap<Tunnel, Seen>();

  const followTries = (connection: Connection, tunnel: Tunnel, { isIpsecUp }: Seen): void => {
    const fault = isIpsecUp && tunnel.peer.answers ? sessionFaultOf(connection, tunnel.peer) : undefined;
    tries.follow(tunnel, fault, () => {
      if (fault) logger.bgp(connection, tunnel, vainTry(fault, sessionFacts(connection, tunnel)));
    });
  };

  return {
    begin: (connection, tunnel) => {
      if (!keepsBgp(connection, tunnel)) return;
      const now = seenNow(connection, tunnel);
      seen.set(tunnel, now);
      followTries(connection, tunnel, now);
    },
    follow: (connection, tunnel) => {
      if (!keepsBgp(connection, tunnel)) {
        tries.follow(tunnel, undefined, () => {});
        return;
      }
      const now = seenNow(connection, tunnel);
      const before = seen.get(tunnel);
      seen.set(tunnel, now);
      logger.bgp(connection, tunnel, bgpNews(connection, tunnel, before, now));
      followTries(connection, tunnel, now);
    },
  };
};
