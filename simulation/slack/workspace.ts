import type { EpochMs } from '../../shared/domain/time.ts';

/** The channel that the product is configured with. */
export const defaultChannel = '#vpn';

/** Stands for a call of an incoming webhook, which posts into `defaultChannel`. */
export const webhookMethod = 'webhook';

/** A message as a channel shows it now. */
export interface ShownMessage {
  readonly channel: string;
  readonly ts: string;
  text: string;
  readonly replies: string[];
}

/** What Slack answers over HTTP. */
export interface SlackAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: string;
}

export interface SlackCall {
  readonly method: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Accepted {
  readonly call: 'post' | 'update' | 'reply';
  readonly channel: string;
  readonly ts: string;
  /** Of the message in whose thread it stands. */
  readonly threadTs: string | undefined;
  readonly text: string;
  /** Of a reply: the channel shows it as well. */
  readonly broadcast: boolean;
  /** Of a webhook, whose messages are not told apart by anything else: its blocks. */
  readonly blocks?: string;
}

export interface Workspace {
  readonly messages: ReadonlyMap<string, ShownMessage>;
  /** Does what a method asks for. */
  accept(call: SlackCall, now: EpochMs, taken: (accepted: Accepted) => void): SlackAnswer;
}

/** Which call shows a message, and where; undefined for one that shows none. */
export const shownBy = ({
  method,
  body,
}: SlackCall): Pick<Accepted, 'call' | 'channel' | 'threadTs'> | undefined => {
  const channel = textOf(body['channel']);
  if (method === webhookMethod) return { call: 'post', channel: defaultChannel, threadTs: undefined };
  if (method === 'chat.update') return { call: 'update', channel, threadTs: undefined };
  if (method !== 'chat.postMessage') return undefined;
  const threadTs = body['thread_ts'];
  return threadTs === undefined
    ? { call: 'post', channel, threadTs }
    : { call: 'reply', channel, threadTs: textOf(threadTs) };
};

interface Posted {
  readonly at: EpochMs;
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly metadata: unknown;
}

/** So long Slack has taken a message and its history does not show it. */
const historyLagMs = 8_000;

/** A Slack that keeps what it is sent, and tells what it has taken. */
export const createWorkspace = ({
  seesHistory = true,
}: {
  readonly seesHistory?: boolean;
} = {}): Workspace => {
  const posted: Posted[] = [];
  const messages = new Map<string, ShownMessage>();
  let posts = 0;
  let files = 0;
  return {
    messages,
    accept: ({ method, body }, now, taken) => {
      const accepted = (done: Accepted): SlackAnswer => {
        taken(done);
        return answer({ ok: true, channel: done.channel, ts: done.ts });
      };
      const channel = textOf(body['channel']);
      const text = textOf(body['text']);
      // Here a channel's name is its id.
      if (method === 'users.conversations')
        return answer({
          ok: true,
          channels: [defaultChannel, '#net'].map((id) => ({ id, name: id.slice(1) })),
        });
      if (method === 'auth.test') return answer({ ok: true, team: 'Example' });
      if (method === 'conversations.history' || method === 'conversations.replies') {
        if (!seesHistory) return answer({ ok: false, error: 'missing_scope' });
        const threadTs = method === 'conversations.replies' ? textOf(body['ts']) : undefined;
        const [oldest, latest] = [body['oldest'], body['latest']].map((time) => Number(time) * 1_000);
        const found = posted.filter(
          (each) =>
            each.channel === channel &&
            (each.threadTs === threadTs || each.ts === threadTs) &&
            each.at > (oldest ?? 0) &&
            each.at < (latest ?? now) &&
            each.at + historyLagMs <= now,
        );
        return answer({ ok: true, messages: found.map(({ ts, metadata }) => ({ ts, metadata })) });
      }
      if (method === 'chat.update') {
        const ts = textOf(body['ts']);
        const message = messages.get(ts);
        if (!message || message.channel !== channel) return answer({ ok: false, error: 'message_not_found' });
        message.text = text;
        return accepted({ call: 'update', channel, ts, threadTs: undefined, text, broadcast: false });
      }
      if (method === 'upload') return answer({});
      if (method === 'files.completeUploadExternal') return answer({ ok: true });
      if (method === 'files.getUploadURLExternal') {
        files += 1;
        return answer({
          ok: true,
          upload_url: `https://files.slack.com/upload/${files}`,
          file_id: `F${files}`,
        });
      }
      if (method !== 'chat.postMessage' && method !== webhookMethod)
        return answer({ ok: false, error: 'unknown_method' });
      posts += 1;
      const ts = `${Math.floor(now / 1_000)}.${String(posts).padStart(6, '0')}`;
      if (method === webhookMethod) {
        const blocks = JSON.stringify(body['blocks'] ?? []);
        messages.set(ts, { channel: defaultChannel, ts, text, replies: [] });
        taken({
          call: 'post',
          channel: defaultChannel,
          ts,
          threadTs: undefined,
          text,
          broadcast: false,
          blocks,
        });
        return { status: 200, retryAfter: null, body: 'ok' };
      }
      const threadTs = body['thread_ts'];
      if (threadTs !== undefined && !messages.has(textOf(threadTs)))
        return answer({ ok: false, error: 'thread_not_found' });
      posted.push({
        at: now,
        channel,
        ts,
        threadTs: threadTs === undefined ? undefined : textOf(threadTs),
        metadata: body['metadata'],
      });
      if (threadTs === undefined) {
        messages.set(ts, { channel, ts, text, replies: [] });
        return accepted({ call: 'post', channel, ts, threadTs: undefined, text, broadcast: false });
      }
      const parent = messages.get(textOf(threadTs));
      if (!parent) return answer({ ok: false, error: 'thread_not_found' });
      parent.replies.push(text);
      messages.set(ts, { channel, ts, text, replies: [] });
      return accepted({
        call: 'reply',
        channel,
        ts,
        threadTs: parent.ts,
        text,
        broadcast: body['reply_broadcast'] === true,
      });
    },
  };
};

export const answer = (body: object, status = 200, retryAfter: string | null = null): SlackAnswer => ({
  status,
  retryAfter,
  body: JSON.stringify(body),
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
