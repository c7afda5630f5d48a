/** A module of the SDK that a bundle does without, and the source of what stands in its place. */
export interface Replacement {
  /** Matches the path as the importing module writes it. */
  readonly imported: RegExp;
  readonly instead: string;
}
