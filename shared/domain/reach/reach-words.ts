import type { BlindReason } from './blind-reason.ts';

/** Every sentence that people read about a region that cannot be looked at. */
export interface ReachWords {
  /** The end of the first line, while it lasts and when it is over. */
  readonly blind: string;
  readonly back: string;
  readonly left: string;
  /** The same in ASCII, for an e-mail's subject, where the language has another alphabet. */
  readonly ascii: Readonly<Record<'blind' | 'back' | 'left', string>> | undefined;
  readonly blindSummary: (words: BlindWords) => string;
  readonly backSummary: (words: BlindWords) => string;
  readonly leftSummary: (words: BlindWords) => string;
  readonly reason: Readonly<Record<BlindReason, ReachReasonWords>>;
}

export interface BlindWords {
  readonly region: string;
  readonly since: string;
  readonly duration: string;
}

export interface ReachReasonWords {
  readonly why: string;
  readonly todo: (region: string) => readonly string[];
}
