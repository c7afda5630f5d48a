import * as z from 'zod/mini';
import { isPrivate, type SlackCredentials } from './credentials.ts';
import { type ExchangeOptions, exchange, jsonPost, type SlackPost } from './exchange.ts';
import { judgeStatus, unreadable } from './judge.ts';
import { judgeAccepted } from './judge-web-api.ts';
import type { SlackOutcome } from './outcome.ts';

/** A picture to be shown in a thread. */
export interface SlackFile {
  /** Its id: unlike messages, files are not taken by a channel's name. */
  readonly channel: string;
  readonly threadTs: string;
  readonly filename: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly title: string;
  /** What a screen reader says; at most 1,000 characters. */
  readonly altText: string;
}

type Bot = Extract<SlackCredentials, { kind: 'bot' }>;

const Ticket = z.object({ ok: z.literal(true), upload_url: z.string(), file_id: z.string() });
const Shared = z.object({ ok: z.literal(true) });

/** Shows a file in three calls, each once: a place to put it, its bytes, and where it belongs. The first that fails is the outcome. */
export const uploadFile = async (
  options: ExchangeOptions,
  { token, apiUrl }: Bot,
  file: SlackFile,
): Promise<SlackOutcome> => {
  const authorization = `Bearer ${token}`;
  const ticket = await call(options, askForPlace(apiUrl, authorization, file), Ticket);
  if ('outcome' in ticket) return ticket;
  // Slack answers with the address: pictures go nowhere else than over TLS.
  if (!isPrivate(ticket.upload_url)) return unreadable;
  const refused = await putBytes(options, ticket.upload_url, file.bytes);
  if (refused) return refused;
  const { channel, threadTs, title } = file;
  const shared = await call(
    options,
    jsonPost(
      `${apiUrl}files.completeUploadExternal`,
      { files: [{ id: ticket.file_id, title }], channel_id: channel, thread_ts: threadTs },
      { authorization },
    ),
    Shared,
  );
  return 'outcome' in shared ? shared : { outcome: 'delivered', channel, ts: threadTs };
};

/** As a form: for long the only type that Slack documented for this method. */
const askForPlace = (
  apiUrl: string,
  authorization: string,
  { filename, bytes, altText }: SlackFile,
): SlackPost => ({
  url: `${apiUrl}files.getUploadURLExternal`,
  headers: { 'content-type': 'application/x-www-form-urlencoded', authorization },
  body: new URLSearchParams({ filename, length: String(bytes.length), alt_txt: altText }).toString(),
});

/** The address is the permission: the token stays with the Web API. */
const putBytes = async (
  options: ExchangeOptions,
  url: string,
  bytes: SlackFile['bytes'],
): Promise<SlackOutcome | undefined> => {
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await exchange(options, { url, headers, body: bytes });
  if (typeof answer === 'string') return { outcome: 'unavailable', reason: answer };
  const byStatus = judgeStatus(answer);
  if (byStatus) return byStatus;
  return answer.status === 200 ? undefined : { outcome: 'refused', error: `upload_status_${answer.status}` };
};

const call = async <Answer>(
  options: ExchangeOptions,
  post: SlackPost,
  schema: z.ZodMiniType<Answer>,
): Promise<Answer | SlackOutcome> => {
  const answer = await exchange(options, post);
  if (typeof answer === 'string') return { outcome: 'unavailable', reason: answer };
  return judgeAccepted(answer, schema);
};
