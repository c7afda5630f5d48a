import * as z from 'zod/mini';
import type { Announcement, AnnouncementKind, ThreadEntry } from '../../shared/contracts/announcement.ts';
import type { Titles } from '../../shared/domain/message/message.ts';
import { hasLoudNews } from '../../shared/domain/message/rings.ts';

/** The last instant that has a four-digit year. */
const latestAt = 253_402_300_799_999;

const Kind = z.custom<AnnouncementKind>(
  (value) => typeof value === 'string' && /^(?:incident|notice|storm)\.[a-z-]+$/.test(value),
  'not incident.…, notice.… or storm.…',
);

const Message = z.object({
  severity: z.enum(['info', 'warning', 'critical', 'resolved']),
  headline: z.string(),
  summary: z.string(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  tunnels: z.array(
    z.object({
      outsideIp: z.string(),
      state: z.enum(['up', 'down', 'no-routes', 'no-traffic', 'never-routed', 'unused', 'unknown']),
      text: z.string(),
    }),
  ),
  connections: z.optional(
    z.object({
      lines: z.array(
        z.object({
          health: z.enum(['healthy', 'unknown', 'degraded', 'outage']),
          name: z.string(),
          text: z.string(),
        }),
      ),
      more: z.int(),
    }),
  ),
  cause: z.optional(
    z.object({
      sentence: z.string(),
      evidence: z.optional(z.string()),
      others: z.optional(z.array(z.string())),
    }),
  ),
  done: z.array(z.string()),
  todo: z.array(z.string()),
  findings: z._default(z.array(z.string()), []),
  unread: z._default(z.array(z.string()), []),
  links: z.array(z.object({ label: z.string(), url: z.string() })),
  // What was published before these parts existed may still be on its way.
  titles: z.optional(
    z.object({
      why: z.string(),
      evidence: z.string(),
      tunnels: z.string(),
      connections: z._default(z.string(), ''),
      happened: z.string(),
      done: z.string(),
      todo: z.string(),
      findings: z.string(),
      unread: z.string(),
      more: z.string(),
      earlier: z.string(),
    }),
  ),
});

const Schema = z.object({
  format: z.literal('tunnelkeeper/announcement/1'),
  kind: Kind,
  subjectId: z.string().check(z.minLength(1), z.maxLength(500)),
  revision: z.int(),
  region: z.string(),
  connectionId: z.optional(z.string()),
  channel: z.optional(z.string().check(z.minLength(1))),
  gatheredIn: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
  message: Message,
  thread: z.array(
    z.object({
      seq: z.int(),
      at: z.number().check(z.minimum(0), z.maximum(latestAt)),
      text: z.string(),
      loud: z.optional(z.boolean()),
    }),
  ),
  chart: z.optional(z.object({ region: z.string(), title: z.string(), widget: z.string() })),
});

/** The announcement, or what is wrong with it: paths and rules, never values. */
export const parseAnnouncement = (
  value: unknown,
  titles: Titles,
): Announcement | { readonly problem: string } => {
  const parsed = Schema.safeParse(value);
  if (!parsed.success) return { problem: problemOf(parsed.error.issues) };
  const { connectionId, channel, message, thread, chart, ...rest } = parsed.data;
  const { cause } = message;
  return {
    ...rest,
    connectionId,
    channel,
    chart,
    thread: withLoudness(rest.kind, thread),
    message: {
      ...message,
      titles: message.titles ?? titles,
      cause: cause && { ...cause, evidence: cause.evidence },
    },
  };
};

/** Before each line said so itself, the kind said it of the last one. */
const withLoudness = (kind: AnnouncementKind, thread: readonly ThreadEntry[]): readonly ThreadEntry[] =>
  hasLoudNews(kind) && thread.every(({ loud }) => loud === undefined)
    ? thread.map((entry, index) => (index === thread.length - 1 ? { ...entry, loud: true } : entry))
    : thread;

const problemOf = (issues: readonly { readonly path: PropertyKey[]; readonly code: string }[]): string =>
  issues
    .slice(0, 5)
    .map((issue) => `${issue.path.map(String).join('.') || 'body'}: ${issue.code}`)
    .join('; ');
