import * as z from 'zod/mini';

/** What a message of ours says of itself, for nobody but us to read: by it a message is found whose sending was not answered. */
export interface MessageMark {
  readonly subjectId: string;
  /** In a thread that several subjects share, each has a message: a reply tells of a step. */
  readonly step: 'post' | 'reply';
  readonly revision: number;
  /** The last thread entry that people know of with it. */
  readonly seq: number;
  readonly rungSeq: number;
}

const eventType = 'tunnelkeeper_message';

export const metadataOf = ({ subjectId, step, revision, seq, rungSeq }: MessageMark): object => ({
  event_type: eventType,
  event_payload: { subject_id: subjectId, step, revision, seq, rung_seq: rungSeq },
});

const Metadata = z.object({
  event_type: z.literal(eventType),
  event_payload: z.object({
    subject_id: z.string(),
    step: z.enum(['post', 'reply']),
    revision: z.number(),
    seq: z.number(),
    rung_seq: z.number(),
  }),
});

/** Undefined for a message that is not ours. */
export const markIn = (metadata: unknown): MessageMark | undefined => {
  const parsed = Metadata.safeParse(metadata);
  if (!parsed.success) return undefined;
  const { subject_id: subjectId, step, revision, seq, rung_seq: rungSeq } = parsed.data.event_payload;
  return { subjectId, step, revision, seq, rungSeq };
};
