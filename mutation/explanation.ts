/** Why no test can notice a mutant. */
export type Reason =
  /** No input tells the two apart, or another rule has already excluded the input that would. */
  | 'equivalent'
  /** Only a value that the types forbid would tell the two apart. */
  | 'unreachable-by-type';

/** A mutant that no test notices, and why that is right. It has no line number, so that it lasts as long as its line. */
export interface Explanation {
  /** The line of source in which the mutated text begins, without indentation. */
  readonly line: string;
  /** The text that is mutated: white space as one space, what is long shortened. */
  readonly text: string;
  /** What it is replaced by, written alike. */
  readonly becomes: string;
  readonly why: Reason;
  /** One short sentence: what makes it so here. */
  readonly because: string;
}

/** By file, from the root of the repository. */
export type Explained = Readonly<Record<string, readonly Explanation[]>>;
