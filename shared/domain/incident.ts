import type { ChangeOperation } from '../contracts/vpn-change.ts';
import type { ChangedBy } from './change.ts';
import type { TunnelOptions } from './connection.ts';
import type { OneWayDirection } from './data-path/traffic.ts';
import type { LogCauseName } from './diagnosis/cause-names.ts';
import type { Explanation } from './diagnosis/explanation.ts';
import type { Health, Severity, TunnelState } from './health.ts';
import type { Recurrence } from './recurrence.ts';
import type { WithholdReason } from './restart/withhold-reason.ts';
import type { EpochMs } from './time.ts';

/** The record of one connection being less than healthy, from first sight to recovery, and the memory that outlives it. */
export interface Incident {
  /** `<connectionId>/<first sight in epoch ms>`: one Slack message per id. */
  readonly incidentId: string;
  readonly region: string;
  readonly connectionId: string;
  /** Its name when it was first seen in trouble. */
  readonly connectionName?: string | undefined;
  readonly customerGatewayId: string;
  /** Where its owner wants it told; absent: in the configured channel. */
  readonly channel?: string | undefined;
  /** The storm in whose thread it is told; absent: in a message of its own. */
  readonly gatheredIn?: string;
  /** Grows by one with every save; saves are conditional on it. */
  readonly version: number;
  /** `suspected`: seen, not confirmed, nobody told. */
  readonly phase: 'suspected' | 'open' | 'closed';
  readonly firstSeenAt: EpochMs;
  readonly openedAt: EpochMs | undefined;
  readonly closedAt: EpochMs | undefined;
  readonly closeReason: CloseReason | undefined;
  readonly health: Health;
  /** Since when the connection has had this health. */
  readonly healthSince: EpochMs;
  /** The most severe health that people have been told in this incident. */
  readonly worstHealth: Health;
  readonly tunnels: readonly TunnelRecord[];
  /** Falls of used tunnels within the flapping window, of this and of earlier incidents. */
  readonly falls: readonly Fall[];
  readonly flappingSince: EpochMs | undefined;
  /** When the connection dropped within the last week, in this and in earlier incidents and between them, the oldest first. */
  readonly drops?: readonly EpochMs[] | undefined;
  /** When it was last told that they come again and again. */
  readonly recurrenceToldAt?: EpochMs | undefined;
  /** When a tunnel was last back soon after it went down, without anybody's doing; of earlier incidents as well. */
  readonly cameBackAt?: EpochMs | undefined;
  /** When AWS was last seen working on the connection for somebody else. */
  readonly changingSeenAt: EpochMs | undefined;
  /** Since when AWS has left the connection out of its list. */
  readonly missingSince?: EpochMs | undefined;
  /** The last replacement of an endpoint that AWS told of while all was well: no cause of this incident, but maybe of the next. */
  readonly quietReplacement?: Cause | undefined;
  readonly causes: readonly Cause[];
  /** What has been found out around it; absent until somebody has looked. */
  readonly explanation: Explanation | undefined;
  /** Attempts of this incident and of earlier ones, as long as a guard needs them. */
  readonly restarts: readonly RestartAttempt[];
  /** The present refusal, for the message. */
  readonly withheld: Withheld | undefined;
  /** Refusals that have been told: each reason once per incident. */
  readonly withheldTold: readonly WithholdReason[];
  readonly lastToldAt: EpochMs | undefined;
  readonly course: readonly CourseEntry[];
  /** Grows when there is something to tell or to redraw; `announcedRevision` follows once it has been published. */
  readonly revision: number;
  readonly announcedRevision: number;
  /** The last course entry that has been published. */
  readonly announcedSeq: number;
  /** Earlier incidents whose end people have not been told of, the oldest first. */
  readonly untold?: readonly Incident[] | undefined;
}

export type CloseReason = 'recovered' | 'connection-deleted' | 'unwatched' | 'unconfirmed';

export interface TunnelRecord {
  readonly outsideIp: string;
  readonly state: TunnelState;
  readonly since: EpochMs;
  readonly acceptedRouteCount: number;
  readonly statusMessage: string;
  /** Of a tunnel that is `unknown`: what it was when something was known of it last. */
  readonly lastKnown?: LastKnown | undefined;
}

export interface LastKnown {
  readonly state: TunnelState;
  readonly since: EpochMs;
}

export interface Fall {
  readonly outsideIp: string;
  readonly at: EpochMs;
}

export type CauseName = SeenCauseName | LogCauseName;

/** Causes that show themselves without any log. */
export type SeenCauseName =
  | 'changed-by-hand'
  | 'route-changed'
  | 'not-associated'
  | 'endpoint-replaced'
  | 'bgp-no-routes'
  | OneWayDirection
  | 'gateway-wide'
  | 'both-tunnels'
  | 'unknown';

export interface Cause {
  readonly name: CauseName;
  readonly at: EpochMs;
  /** The line that proves it, as a person would quote it. */
  readonly evidence: string;
  /** The call that it was, of `changed-by-hand` and `route-changed`; absent where nobody has told who made it. */
  readonly change?: ChangeFact;
  /** The tunnel whose log says so. */
  readonly outsideIp?: string;
  /** In words, of causes that only the diagnosis has words for. */
  readonly explained?: CauseExplained;
}

export interface ChangeFact {
  readonly changeId: string;
  readonly operation: ChangeOperation;
  readonly by: ChangedBy;
  /** How long before the fall, of a cause. */
  readonly leadMs?: number;
}

export interface DatedChange extends ChangeFact {
  readonly at: EpochMs;
}

export interface CauseExplained {
  readonly sentence: string;
  /** What to do at the gateway. */
  readonly todo: readonly string[];
}

export interface RestartAttempt {
  /** `<incidentId>/<outside IP>/<n>` */
  readonly attemptId: string;
  readonly incidentId: string;
  readonly outsideIp: string;
  readonly requestedAt: EpochMs;
  /** `intended`: saved before the call; if it stays so, the outcome of the call is unknown. */
  readonly call: 'intended' | 'accepted' | 'uncertain' | 'busy' | 'rejected';
  readonly errorCode: string | undefined;
  /** What was sent, so that the next attempt can move it if this one had no effect. */
  readonly sentDpdTimeoutSeconds: number;
  /** Absent in attempts of earlier versions. */
  readonly sent?: RestartCall | undefined;
  /** The options as they were that it changed. */
  readonly before?: OptionsSent | undefined;
  /** The tunnel changed, or the connection was seen being modified, after the request. */
  readonly hadEffect: boolean;
  readonly result: 'pending' | 'recovered' | 'failed';
  readonly resultAt: EpochMs | undefined;
}

export type RestartCall =
  | { readonly method: 'replace' }
  | { readonly method: 'modify'; readonly options: OptionsSent };

export interface OptionsSent {
  readonly startupAction?: TunnelOptions['startupAction'];
  readonly dpdTimeoutAction?: TunnelOptions['dpdTimeoutAction'];
  readonly dpdTimeoutSeconds?: number;
}

export interface Withheld {
  readonly reason: WithholdReason;
  readonly outsideIp: string;
  readonly at: EpochMs;
  /** When the reason ends by itself, where that is known. */
  readonly until: EpochMs | undefined;
}

/** One thing that happened, for the thread under the message and for the history. */
export interface CourseEntry {
  readonly seq: number;
  readonly at: EpochMs;
  readonly kind: CourseKind;
  readonly severity: Severity;
  /** The tunnel it is about, if it is about one. */
  readonly outsideIp?: string;
  /** A word or a short fact: the withhold reason, the error code, the close reason. */
  readonly detail?: string;
  /** How often and how regularly, of `recurring`. */
  readonly recurrence?: Recurrence;
  /** The call, of `changed`. */
  readonly change?: DatedChange;
}

export type CourseKind =
  | 'opened'
  | 'not-reported'
  | 'worsened'
  | 'improved'
  | 'tunnel-fell'
  | 'tunnel-recovered'
  | 'flapping'
  | 'recurring'
  | 'outage-stays'
  | 'settled'
  | 'settled-unhealthy'
  | 'reminder'
  | 'cause-found'
  | 'health-echo'
  | 'changed'
  | 'change-echo'
  | 'withheld'
  | 'restart-started'
  | 'restart-uncertain'
  | 'restart-busy'
  | 'restart-rejected'
  | 'restart-recovered'
  | 'restart-failed'
  | 'closed';
