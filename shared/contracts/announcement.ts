import type { Chart } from '../domain/diagnosis/explanation.ts';
import type { CourseKind } from '../domain/incident.ts';
import type { Message } from '../domain/message/message.ts';
import type { NoticeKind } from '../domain/notice.ts';
import type { StormKind } from '../domain/storm/storm.ts';
import type { EpochMs } from '../domain/time.ts';

/**
 * What is published about one subject: the message as it should stand now, and what has happened so far.
 * A later one (higher `revision`) says everything that an earlier one said, so earlier ones may be lost or late.
 */
export interface Announcement {
  readonly format: 'tunnelkeeper/announcement/1';
  /** For filters. `incident.<course kind>` of the gravest new entry, `incident.update` for a silent redraw, `notice.<kind>`; `storm.<kind>` likewise. */
  readonly kind: AnnouncementKind;
  /** The incident id, the notice id or the storm id: one Slack message per subject. */
  readonly subjectId: string;
  readonly revision: number;
  readonly region: string;
  readonly connectionId: string | undefined;
  /** Overrides the configured channel (tag `tunnelkeeper:channel`). */
  readonly channel: string | undefined;
  /** The storm in whose thread an incident is told; undefined: in a message of its own. */
  readonly gatheredIn?: string | undefined;
  readonly message: Message;
  readonly thread: readonly ThreadEntry[];
  /** To be drawn and shown in the thread, once per subject. */
  readonly chart: Chart | undefined;
}

export type AnnouncementKind =
  | `incident.${CourseKind | 'update'}`
  | `notice.${NoticeKind | 'region-unreachable'}`
  | `storm.${StormKind | 'update'}`;

export interface ThreadEntry {
  readonly seq: number;
  readonly at: EpochMs;
  readonly text: string;
  /** It asks for a person: whichever delivery carries it makes it ring, once. Absent in what was published before there was such a field. */
  readonly loud?: boolean | undefined;
}
