import type { SelfAlarmArticle } from '../../contracts/self-alarm.ts';
import type { Connection, Target } from '../connection.ts';
import type { Health, TunnelState } from '../health.ts';
import type { CloseReason, CourseKind, RestartAttempt, SeenCauseName } from '../incident.ts';
import type { NoticeKind, NoticeReason } from '../notice.ts';
import type { RefusingRegion } from '../regions/others.ts';
import type { WithholdReason } from '../restart/withhold-reason.ts';
import type { StormKind, StormRestarts } from '../storm/storm.ts';
import type { Message, Titles } from './message.ts';
import type { RegionFound } from './setup-message.ts';
import type {
  AttemptWords,
  CauseWords,
  ChangeWords,
  CourseWords,
  NoticeWords,
  OptionsChangedWords,
  RecurrenceWords,
  SharedWithheldWords,
  SharedWords,
  StormWords,
  TroubleWords,
  TunnelWords,
  WithheldWords,
} from './words.ts';

/**
 * Every sentence that people read in a message, in one language. The parts are records over the unions of the domain, so
 * that a reason or a kind without its sentence does not compile. The values stand in `shared/words/<language>/message`.
 */
export interface MessageCatalogue {
  readonly connection: ConnectionText;
  /** One sentence for each thing that can happen in an incident. */
  readonly course: Readonly<Record<CourseKind, (words: CourseWords) => string>>;
  /** `2 hours 5 minutes` */
  readonly duration: (durationMs: number) => string;
  readonly incident: IncidentText;
  readonly notice: NoticesText;
  /** About Tunnelkeeper itself. */
  readonly own: OwnText;
  readonly storm: StormText;
  readonly titles: Titles;
  /** Only of a language whose headlines have no ASCII form. */
  readonly subject?: SubjectText;
  /** Why a tunnel is not restarted, and what a person can do. */
  readonly withheld: Readonly<Record<WithholdReason, WithheldText>>;
}

export interface ConnectionText {
  readonly severity: Readonly<Record<Message['severity'], string>>;
  /** Health in words, as the end of a sentence. */
  readonly health: Readonly<Record<Health, string>>;
  readonly closed: Readonly<Record<CloseReason, string>>;
  readonly target: Readonly<Record<Target['kind'], string>>;
  readonly tunnel: Readonly<Record<TunnelState, (words: TunnelWords) => string>>;
  readonly label: Readonly<Record<LabelName, string>>;
  readonly routing: Readonly<Record<Connection['routing'], string>>;
  readonly gatewayAddress: (ipAddress: string | undefined) => string;
  readonly gatewayAsn: (asn: string) => string;
}

export type LabelName =
  | 'connection'
  | 'account'
  | 'region'
  | 'target'
  | 'customerGateway'
  | 'lastChange'
  | 'consoleLink'
  | 'healthLink'
  | 'runbookLink';

export interface IncidentText {
  readonly standing: Readonly<Record<Standing, StandingText>>;
  readonly cause: Readonly<Record<SeenCauseName, CauseSentence>>;
  /** Drops that come again and again. */
  readonly recurrence: (words: RecurrenceWords) => string;
  /** The logs of these tunnels show the same cause. */
  readonly alike: (outsideIps: string) => string;
  /** Somebody else's call to change the connection. */
  readonly changed: (words: ChangeWords) => string;
  readonly attempt: Readonly<Record<AttemptStanding, (words: AttemptWords) => string>>;
  /** Options that a restart has changed for good. */
  readonly optionsChanged: (words: OptionsChangedWords) => string;
}

/** How an incident stands, as far as its message tells it apart. `restored`: up again after an outage, where `healthy` was never without traffic. */
export type Standing =
  | Health
  | 'restored'
  | 'one-way'
  | 'one-way-alone'
  | 'traffic-passes'
  | 'traffic-recovered'
  | 'flapping-down'
  | 'flapping-degraded'
  | 'flapping-up'
  | 'dropping'
  | 'dropped'
  | CloseReason
  | 'reported-again';

export interface StandingText {
  /** The end of the first line: what it means for the traffic. */
  readonly consequence: (trouble: TroubleWords) => string;
  /** Is traffic flowing, and since when. */
  readonly summary: (trouble: TroubleWords) => string;
  /** What a person should do, where no refused restart says it. */
  readonly todo: readonly string[];
}

export interface CauseSentence {
  readonly sentence: (words: CauseWords) => string;
  /** The line that proves it; empty if there is none. */
  readonly evidence: (words: CauseWords) => string;
  /** What a person should do about it, as long as nobody has looked further. */
  readonly todo: readonly string[];
}

/** How a restart stands: what AWS answered, and what came of it. */
export type AttemptStanding =
  | Exclude<RestartAttempt['call'], 'accepted' | 'uncertain' | 'intended'>
  | 'pending'
  | 'pending-unanswered'
  | 'recovered'
  | 'failed';

/** About many incidents that are told in one message. */
export interface StormText {
  /** Whom it is about, by what they share. */
  readonly about: Readonly<Record<StormScope, (words: StormWords) => string>>;
  readonly standing: Readonly<Record<StormStanding, StormStandingText>>;
  /** One line for each connection. */
  readonly member: Readonly<Record<Health, (trouble: TroubleWords) => string>>;
  readonly course: Readonly<Record<StormKind, (words: StormWords) => string>>;
  /** Follows the cause where not all have the same. */
  readonly causeOfSome: (words: SharedWords) => string;
  readonly withheld: (words: SharedWithheldWords) => string;
  readonly restarts: Readonly<Record<keyof StormRestarts, (words: SharedWords) => string>>;
  readonly todo: Readonly<Record<StormScope, readonly string[]>>;
}

/** What the connections of a storm share. */
export type StormScope = 'gateway' | 'region';

export type StormStanding = 'outage' | 'degraded' | 'unknown' | 'settling' | 'over';

export interface StormStandingText {
  /** The end of the first line: what it means for the traffic. */
  readonly consequence: (words: StormWords) => string;
  readonly summary: (words: StormWords) => string;
}

export interface NoticesText {
  readonly notice: Readonly<Record<NoticeKind, NoticeText>>;
  /** A sentence that follows the summary. */
  readonly noticeReason: Readonly<Record<NoticeReason, string>>;
  /** Said in place of the summary of `endpoint-replaced` where nothing was left to look at. */
  readonly replacedOnGone: (words: NoticeWords) => string;
  readonly awsWrites: string;
  readonly connections: (count: number) => string;
  readonly more: (count: number) => string;
  readonly vpnIn: (region: string) => string;
  readonly unusedTunnels: (outsideIps: readonly string[]) => string;
  readonly oneWayTunnels: (outsideIps: readonly string[]) => string;
  readonly gone: string;
  /** The label of what AWS names beside connections. */
  readonly otherEntities: string;
  /** For a replacement on a connection that has only one tunnel in use. */
  readonly replacedWithoutRedundancy: string;
}

export interface NoticeText {
  /** The end of the first line. */
  readonly consequence: (words: NoticeWords) => string;
  readonly summary: (words: NoticeWords) => string;
  readonly todo: readonly string[];
}

export interface WithheldText {
  /** Why not. */
  readonly why: (words: WithheldWords) => string;
  /** What a person can do instead; absent where waiting is all. */
  readonly instead?: (words: WithheldWords) => string;
}

export interface OwnText {
  readonly alarm: SelfAlarmText;
  /** Something on the topic that nobody understands. */
  readonly unreadable: {
    readonly headline: string;
    readonly summary: string;
    readonly problem: string;
    readonly beginsWith: string;
    readonly todo: string;
  };
  /** Why a message stands in the configured channel, and not where it was meant to. */
  readonly postedHere: (channel: string, error: string) => string;
  /** After a deployment. */
  readonly watches: {
    readonly headline: (connections: number, regions: number) => string;
    readonly summary: string;
    readonly region: (found: RegionFound) => string;
    /** What to do where Slack is the only way to hear of an outage. */
    readonly slackOnly: string;
    /** No connection in any of so many regions. */
    readonly nothing: (regions: number) => string;
    readonly nothingTodo: string;
    /** A region that nobody has named cannot be looked at, and AWS's word for why. */
    readonly refusing: (region: RefusingRegion) => string;
    readonly othersUnknown: string;
  };
}

/** The subject of an e-mail, in ASCII: SNS takes nothing else. */
export interface SubjectText {
  readonly severity: Readonly<Record<Message['severity'], string>>;
  readonly standing: Readonly<Record<Standing, string>>;
  readonly notice: Readonly<Record<NoticeKind, string>>;
  readonly connections: (count: number) => string;
  readonly vpnIn: (region: string) => string;
  readonly storm: Pick<StormText, 'about'> & {
    readonly standing: Readonly<Record<StormStanding, (words: StormWords) => string>>;
  };
}

/** About alarms on Tunnelkeeper itself. */
export interface SelfAlarmText {
  /** What it means for the reader, in whole sentences. */
  readonly meaning: Readonly<Record<SelfAlarmArticle, string>>;
  /** The end of the first line: the gravest of what is wrong. */
  readonly consequence: Readonly<Record<SelfAlarmArticle, string>>;
  /** The first line and the summary when nothing is wrong any more. */
  readonly over: string;
  readonly overSummary: string;
  /** Over a list of all that is wrong, where it is more than one thing. */
  readonly title: string;
  readonly since: (words: { readonly text: string; readonly since: string; readonly part: string }) => string;
  readonly again: (text: string) => string;
  readonly still: (words: { readonly text: string; readonly since: string }) => string;
  readonly ended: (text: string) => string;
}
