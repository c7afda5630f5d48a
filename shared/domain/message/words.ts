import type { ChangeOperation } from '../../contracts/vpn-change.ts';
import type { ChangedBy } from '../change.ts';
import type { NoInitiation } from '../diagnosis/diagnosis-words.ts';
import type { HealthTopic } from '../signal.ts';

/**
 * What sentences are made with. Everything is text already, in the catalogue's own language; what is not known is empty.
 */

export interface CourseWords {
  readonly outsideIp: string;
  readonly detail: string;
  /** The health in words, where the entry has one. */
  readonly health: string;
  readonly cause: string;
  /** The call that changed the connection, as a sentence. */
  readonly change: string;
  /** Why a restart is withheld, and whether that ends by itself. */
  readonly withheld: string;
  readonly temporary: boolean;
  readonly closed: string;
  /** How often and how regularly, as a sentence. */
  readonly recurrence?: string | undefined;
}

export interface RecurrenceWords {
  readonly count: number;
  /** In which they came. */
  readonly duration: string;
  /** From one to the next; absent where they keep no rhythm. */
  readonly everyMs?: number | undefined;
}

export interface ChangeWords {
  readonly operation: ChangeOperation;
  readonly by: ChangedBy['kind'];
  /** Short name of the role, user or service. */
  readonly name: string;
  readonly at: string;
  /** How long before the fall. */
  readonly lead: string;
}

export interface WithheldWords {
  readonly outsideIp: string;
  /** When the reason ends by itself. */
  readonly until: string;
  /** Why AWS does not start IKE for this tunnel; absent where it does, or where AWS does not say. */
  readonly noInitiation: NoInitiation | undefined;
}

export interface CauseWords {
  readonly at: string;
  /** The call that changed the connection, as a sentence. */
  readonly change: string;
  /** As the incident holds it. */
  readonly evidence: string;
}

export interface AttemptWords {
  readonly outsideIp: string;
  readonly at: string;
  readonly resultAt: string;
  readonly errorCode: string;
}

export interface OptionsChangedWords {
  readonly outsideIp: string;
  /** As AWS spells them: `StartupAction=add,DPDTimeoutAction=clear`. */
  readonly before: string;
  readonly after: string;
  /** The command that puts them back. */
  readonly command: string;
}

export interface TroubleWords {
  readonly since: string;
  readonly duration: string;
}

export interface TunnelWords extends TroubleWords {
  /** Undefined where no BGP runs. */
  readonly routes: number | undefined;
  readonly statusMessage: string;
}

export interface NoticeWords {
  /** How many connections it is about. */
  readonly count: number;
  readonly topic: HealthTopic;
  /** When it happened, or will happen. */
  readonly at: string;
  readonly code: string;
  readonly category: string;
  readonly account: string;
  readonly region: string;
}

export interface StormWords {
  /** Connections that were ever in it. */
  readonly total: number;
  readonly outage: number;
  readonly degraded: number;
  /** Not reported by AWS. */
  readonly unknown?: number;
  /** Up again, but not yet for long enough. */
  readonly settling: number;
  readonly recovered: number;
  /** Name and id; empty where they have different ones. */
  readonly gateway: string;
  readonly region: string;
  /** When the first and the last incident opened. */
  readonly since: string;
  readonly until: string;
  /** How long it has lasted, or took. */
  readonly duration: string;
}

/** Something that some of the connections of a storm have in common. */
export interface SharedWords {
  readonly count: number;
}

export interface SharedWithheldWords extends SharedWords {
  /** Why a restart is withheld, and whether that ends by itself. */
  readonly withheld: string;
  readonly temporary: boolean;
}
