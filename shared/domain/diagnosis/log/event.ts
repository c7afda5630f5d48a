import type { EpochMs } from '../../time.ts';

/** What one line of a tunnel's log says. Every text is untrusted. */
export type LogEvent = ActivityEvent | SessionEvent | RouteEvent;

interface Logged {
  readonly connectionId: string;
  /** As in `sameAddress`, not as the stream writes it. */
  readonly outsideIp: string;
  readonly at: EpochMs;
  /** The message itself, on one line, as a person would quote it. */
  readonly text: string;
}

/** IKE and IPsec. A state is absent where the line does not say it. */
export interface ActivityEvent extends Logged {
  readonly kind: 'activity';
  readonly phase1: PhaseState | undefined;
  readonly phase2: PhaseState | undefined;
}

export type PhaseState = 'established' | 'rekeying' | 'negotiating' | 'down';

/** The BGP session. */
export interface SessionEvent extends Logged {
  readonly kind: 'session';
  readonly status: 'up' | 'down' | undefined;
}

/** One prefix that the gateway tells AWS about. */
export interface RouteEvent extends Logged {
  readonly kind: 'route';
  readonly status: 'advertised' | 'updated' | 'withdrawn' | undefined;
  /** Empty where the line does not say it. */
  readonly prefix: string;
}
