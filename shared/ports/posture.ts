import type { PostureRecord } from '../domain/posture/record.ts';
import type { SaveResult } from './records.ts';

/** What is remembered about the set-up of the account. */
export interface PostureRecords {
  load(): Promise<PostureRecord | undefined>;
  /** Saves if the stored version is `record.version - 1` (0: no row yet). */
  save(record: PostureRecord): Promise<SaveResult>;
}
