/** A secret that is read when it is first needed and then kept. Its value is for use only, never for a log. */
export interface Secret {
  read(): Promise<string>;
  /** Reads afresh: for a value that has turned out to be wrong, because it was rotated. */
  refresh(): Promise<string>;
}
