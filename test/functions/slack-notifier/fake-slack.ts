import type { SlackClient, SlackMode, SlackRequest } from '../../../shared/slack/client.ts';
import type { FoundMessage, SlackSearch } from '../../../shared/slack/find-messages.ts';
import type { MessageMark } from '../../../shared/slack/mark.ts';
import type { SlackOutcome } from '../../../shared/slack/outcome.ts';
import type { SlackFile } from '../../../shared/slack/upload.ts';

/** What a channel shows. */
export interface ShownMessage {
  readonly ts: string;
  readonly channel: string;
  text: string;
  blocks: string;
  readonly replies: {
    readonly text: string;
    readonly broadcast: boolean;
    readonly mark?: MessageMark | undefined;
  }[];
  readonly threadTs?: string | undefined;
  readonly mark?: MessageMark | undefined;
  readonly files: SlackFile[];
}

export interface FakeSlack extends SlackClient {
  readonly messages: ShownMessage[];
  readonly requests: SlackRequest[];
  readonly uploads: SlackFile[];
  /** The next calls take no effect and end like this. */
  answerNext(...outcomes: SlackOutcome[]): void;
  /** Decides about every call that is not answered otherwise. */
  refuse(rule: (request: SlackRequest) => SlackOutcome | undefined): void;
  /** The next calls take effect, and end like this all the same. */
  loseAnswers(...outcomes: SlackOutcome[]): void;
  readonly searches: SlackSearch[];
  /** The next searches end like this. */
  answerNextSearch(...outcomes: SlackOutcome[]): void;
  /** The next uploads show nothing and end like this. */
  answerNextUpload(...outcomes: SlackOutcome[]): void;
}

/** A Slack that keeps what it is sent. */
export const createFakeSlack = (mode: SlackMode = 'bot'): FakeSlack => {
  const messages: ShownMessage[] = [];
  const requests: SlackRequest[] = [];
  const answers: SlackOutcome[] = [];
  const uploads: SlackFile[] = [];
  const lost: SlackOutcome[] = [];
  const searches: SlackSearch[] = [];
  const searchAnswers: SlackOutcome[] = [];
  const uploadAnswers: SlackOutcome[] = [];
  let rule: (request: SlackRequest) => SlackOutcome | undefined = () => undefined;
  return {
    mode,
    messages,
    requests,
    uploads,
    answerNext: (...outcomes) => {
      answers.push(...outcomes);
    },
    refuse: (given) => {
      rule = given;
    },
    send: async (request) => {
      requests.push(request);
      const applied = answers.shift() ?? rule(request) ?? apply(messages, request, mode);
      return lost.shift() ?? applied;
    },
    loseAnswers: (...outcomes) => {
      lost.push(...outcomes);
    },
    searches,
    answerNextSearch: (...outcomes) => {
      searchAnswers.push(...outcomes);
    },
    find: async (search) => {
      searches.push(search);
      return searchAnswers.shift() ?? { outcome: 'looked', messages: marked(messages, search) };
    },
    answerNextUpload: (...outcomes) => {
      uploadAnswers.push(...outcomes);
    },
    upload: async (file) => {
      uploads.push(file);
      return uploadAnswers.shift() ?? show(messages, file);
    },
  };
};

/** It tells times apart no more than the messages do. */
const marked = (
  messages: readonly ShownMessage[],
  { channel, threadTs }: SlackSearch,
): readonly FoundMessage[] => {
  const parent = messages.find(({ ts }) => ts === threadTs);
  const replies = (parent?.replies ?? []).map((reply, index) => ({
    ...reply,
    channel,
    ts: `${threadTs}.${index}`,
  }));
  const posts = messages.filter((each) => each.threadTs === threadTs && each.channel === channel);
  return [...posts, ...replies].flatMap(({ ts, mark }) => (mark ? [{ channel, ts, mark }] : []));
};

const show = (messages: readonly ShownMessage[], file: SlackFile): SlackOutcome => {
  const { channel, threadTs: ts } = file;
  const message = messages.find((each) => each.ts === ts && each.channel === channel);
  if (!message) return { outcome: 'message-gone', error: 'thread_not_found' };
  message.files.push(file);
  return { outcome: 'delivered', channel, ts };
};

const apply = (messages: ShownMessage[], request: SlackRequest, mode: SlackMode): SlackOutcome => {
  if (request.call === 'post') {
    const ts = `${messages.length + 1}.0`;
    const { channel, text, blocks, threadTs, mark } = request;
    messages.push({
      ts,
      channel,
      text,
      blocks: JSON.stringify(blocks),
      replies: [],
      files: [],
      threadTs,
      mark,
    });
    return mode === 'bot'
      ? { outcome: 'delivered', channel, ts }
      : { outcome: 'delivered', channel: undefined, ts: undefined };
  }
  const ts = request.call === 'update' ? request.ts : request.threadTs;
  const message = messages.find((each) => each.ts === ts && each.channel === request.channel);
  if (!message) return { outcome: 'message-gone', error: 'message_not_found' };
  if (request.call === 'update') {
    message.text = request.text;
    message.blocks = JSON.stringify(request.blocks);
  } else {
    message.replies.push({ text: request.text, broadcast: request.broadcast, mark: request.mark });
  }
  return { outcome: 'delivered', channel: request.channel, ts };
};
