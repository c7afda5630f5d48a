import type { Titles } from '../message/message.ts';
import type { FindingId } from './finding.ts';
import type { Grade } from './site.ts';

/** Every sentence that people read about the set-up. A language without one of them does not compile. */
export interface PostureWords {
  readonly finding: Readonly<Record<FindingId, FindingWords>>;
  readonly grade: Readonly<Record<Grade, GradeWords>>;
  readonly digest: DigestWords;
  readonly titles: Titles;
}

export interface FindingWords {
  /** A few words, for a link: at most 40 characters. */
  readonly title: string;
  /** What is wrong and what it leads to, without a full stop: names of connections may follow. At most 110 characters. */
  readonly sentence: string;
  /** What to do, as one or two sentences. At most 280 characters. */
  readonly remedy: string;
  /** The page of AWS about it. */
  readonly url: string;
}

export interface GradeWords {
  /** A few words, for a label: at most 40 characters. */
  readonly title: string;
  readonly sentence: string;
  /** What leads to the next grade; empty for the highest one. */
  readonly nextStep: string;
}

/** The parts of the first line. */
export interface HeadlineWords {
  /** How grave. */
  readonly severity: Readonly<Record<'info' | 'warning', string>>;
  readonly subject: (connections: number) => string;
  /** The end of it for a digest: how many kinds of warnings and of remarks. */
  readonly counts: (warnings: number, remarks: number) => string;
  /** The end of it for what has become worse. */
  readonly gotWorse: (count: number) => string;
}

export interface DigestWords extends HeadlineWords {
  /** The first line in ASCII, for an e-mail's subject, where the language has another alphabet. */
  readonly ascii: HeadlineWords | undefined;
  /** What the message is: a digest, or what has become worse. */
  readonly weekly: string;
  readonly worse: string;
  readonly gotWorseSince: (count: number) => string;
  readonly nothingFound: string;
  /** What to do where Slack is the only way to hear of an outage. */
  readonly slackOnly: string;
  /** A finding and the connections that it is about. */
  readonly about: (sentence: string, names: string) => string;
  /** The same with what to do. */
  readonly withRemedy: (line: string, remedy: string) => string;
  /** The same with what to do and where to read more. */
  readonly inFull: (line: string, remedy: string, url: string) => string;
  /** The end of a list of names. */
  readonly andMore: (count: number) => string;
  /** A site, and the titles of the grades that it has fallen from and to. */
  readonly fell: (site: string, from: string, to: string) => string;
  readonly unreadRegions: (regions: string) => string;
  /** Regions that nobody has named, and AWS's word for why they cannot be looked at. */
  readonly refusingRegions: (regions: string) => string;
  readonly othersUnknown: string;
  readonly unreadMaintenance: (connections: string) => string;
  readonly label: {
    readonly fell: string;
    readonly account: string;
    readonly regions: string;
    readonly runbook: string;
  };
}
