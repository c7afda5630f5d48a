import type { PlannedOptions } from '../estate/estate.ts';
import type { FunctionName } from '../platform/function-name.ts';
import type { Service } from '../platform/service.ts';
import type { Ailment, IdleEnd } from '../world/model.ts';
import type { Oddity } from '../world/odd-answers.ts';
import type { Passage } from '../world/traffic.ts';

/** Times are milliseconds since the start of the run. */
export type Disturbance = WorldEvent | FalseSignal | Fault;

/** What happens to connections. `connection` and `tunnel` are indexes in the estate. */
export type WorldEvent =
  | {
      readonly kind: 'fall';
      readonly atMs: number;
      readonly connection: number;
      readonly tunnel: 0 | 1;
      readonly ailment: Ailment['kind'];
      readonly forMs: number;
    }
  | {
      readonly kind: 'gateway-silent';
      readonly atMs: number;
      readonly gateway: number;
      readonly forMs: number;
    }
  | {
      /** It goes down and comes up again, both ends wanting to. */
      readonly kind: 'bounced';
      readonly atMs: number;
      readonly connection: number;
      readonly tunnel: 0 | 1;
      readonly forMs: number;
    }
  | {
      /** Tunnels stay up, and what passed both ways passes one way, or not at all. */
      readonly kind: 'traffic-stopped';
      readonly atMs: number;
      readonly connection: number;
      readonly passage: Exclude<Passage, 'both-ways'>;
      readonly forMs: number;
    }
  | {
      readonly kind: 'idle-ended';
      readonly atMs: number;
      readonly connection: number;
      readonly tunnel: 0 | 1;
      readonly how: IdleEnd;
    }
  | {
      readonly kind: 'endpoint-replaced';
      readonly atMs: number;
      readonly connection: number;
      readonly tunnel: 0 | 1;
      readonly takesMs: number;
    }
  | {
      readonly kind: 'restarted-by-hand';
      readonly atMs: number;
      readonly connection: number;
      readonly tunnel: 0 | 1;
      /** What is changed with it. @default nothing */
      readonly options?: Partial<PlannedOptions> | undefined;
    }
  | {
      readonly kind: 'configured';
      readonly atMs: number;
      readonly connection: number;
      readonly tunnel: 0 | 1;
    }
  | {
      readonly kind: 'tagged';
      readonly atMs: number;
      readonly connection: number;
      readonly key: string;
      readonly value: string | undefined;
    }
  | { readonly kind: 'created'; readonly atMs: number; readonly connection: number }
  | { readonly kind: 'deleted'; readonly atMs: number; readonly connection: number };

/** What comes in from outside and is not so. */
export type FalseSignal =
  | {
      /** Somebody asks for a restart, rightly or not, with the id of the present incident. */
      readonly kind: 'restart-requested';
      readonly atMs: number;
      readonly connection: number;
      readonly tunnel: 0 | 1;
    }
  | {
      readonly kind: 'health-told';
      readonly atMs: number;
      readonly connection: number;
      readonly code: string;
      /** It is about another account, though it names a connection of ours. */
      readonly foreign: boolean;
    };

/** What goes wrong on the way. */
export type Fault =
  | CallsFault
  | SlowFault
  | KilledFault
  | EventsFault
  | ScheduleFault
  | SlackFault
  | OddAnswersFault
  | RegionRefusesFault
  | {
      readonly kind: 'telemetry-late';
      readonly fromMs: number;
      readonly toMs: number;
      readonly byMs: number;
    }
  | {
      readonly kind: 'delivered-twice';
      readonly fromMs: number;
      readonly toMs: number;
      readonly share: number;
    }
  | { readonly kind: 'clock-off'; readonly function: FunctionName; readonly byMs: number };

interface Window {
  readonly fromMs: number;
  readonly toMs: number;
  /** Of what could be hit, so much is. */
  readonly share: number;
}

export interface CallsFault extends Window {
  readonly kind: 'calls';
  readonly service: Service;
  readonly mode: CallMode;
}

/**
 * `throttled`, `denied`, `failed`: an error, and nothing done. `failed-after`: an error though it was done. `lost-before`,
 * `lost-after`: no answer, not done or done. `twice`: done, the answer lost, and done again by the SDK.
 */
export type CallMode =
  | 'throttled'
  | 'denied'
  | 'failed'
  | 'failed-after'
  | 'lost-before'
  | 'lost-after'
  | 'twice';

export interface SlowFault extends Window {
  readonly kind: 'slow';
  readonly service: Service;
  readonly upToMs: number;
}

export interface KilledFault extends Window {
  readonly kind: 'killed';
  readonly function: FunctionName;
  /** At which of its calls, the first being 1; before the call or after it took effect. */
  readonly call: number;
  readonly when: 'before' | 'after';
}

export interface EventsFault extends Window {
  readonly kind: 'events';
  readonly mode: 'lost' | 'late' | 'twice';
  readonly byMs: number;
}

export interface ScheduleFault extends Window {
  readonly kind: 'schedule';
  readonly mode: 'missed' | 'late' | 'twice';
}

export interface OddAnswersFault extends Window {
  readonly kind: 'odd-answers';
  readonly oddity: Oddity;
}

/** The account may not look there for a while. */
export interface RegionRefusesFault extends Window {
  readonly kind: 'region-refuses';
  readonly region: string;
}

export interface SlackFault extends Window {
  readonly kind: 'slack';
  readonly mode: SlackMode;
  /** It alone. @default all */
  readonly channel?: string;
}

export type SlackMode =
  | 'limited'
  | 'server-error'
  | 'ok-false'
  | 'refused'
  | 'revoked'
  | 'no-edits'
  | 'blocks-refused'
  | 'lost-before'
  | 'lost-after';
