import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity, Clock, Faults, Journal } from '../contract.ts';
import { createChannels, type SlackChannel } from './channels.ts';
import { createFiles, type SharedFile, uploadPath } from './files.ts';
import type { SlackMessage } from './message.ts';
import { createRateLimit, postRate, updateRate } from './rate-limit.ts';
import { type Reply, text } from './reply.ts';
import { parseFields, readBody } from './request-body.ts';
import { type SlackScope, usualScopes } from './scopes.ts';
import { troubledReply } from './trouble.ts';
import { createWebApi } from './web-api.ts';
import { createWebhooks } from './webhook.ts';

export interface SlackServerOptions {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly activity: Activity;
  readonly faults: Faults;
  readonly channels: readonly SlackChannel[];
  /** Bot tokens that are good. */
  readonly tokens: readonly string[];
  /** What the bot may do. @default `usualScopes` */
  readonly scopes?: readonly SlackScope[] | undefined;
  /** Paths such as `/services/T…/B…/…`, each with the name of the channel it posts to. */
  readonly webhookPaths: Readonly<Record<string, string>>;
  /** Messages that a channel takes at once before it is held to one a second. @default 20 */
  readonly burst?: number | undefined;
}

export interface SlackServer {
  /** Answers a request that is for Slack; false: it is not. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  /** Resolves to the URL. Port 0: any that is free. */
  listen(port: number): Promise<string>;
  close(): Promise<void>;
  /** Every message of a channel, by id or name, replies included. */
  messages(channel: string): readonly SlackMessage[];
  /** Every file that messages of a channel show, with its bytes. */
  files(channel: string): readonly ChannelFile[];
}

export interface ChannelFile extends SharedFile {
  readonly threadTs: string | undefined;
}

/** A Slack workspace on loopback. */
export const createSlackServer = (options: SlackServerOptions): SlackServer => {
  const channels = createChannels(options.channels, options);
  const answer = createAnswer(options, channels);
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const active = options.activity.begin();
    response.on('close', active.end);
    answer(request)
      .catch((cause) => text(`internal_error: ${String(cause)}`, 500))
      .then((reply) => (reply ? send(response, reply) : active.hold()))
      .catch(() => response.destroy());
  };
  const server = createServer(serve);
  // An idle connection that is closed after real seconds would make one run differ from the next.
  server.keepAliveTimeout = 0;
  return {
    answer: (request, response) => {
      const isForSlack = slackPaths.some((path) => request.url?.startsWith(path));
      if (isForSlack) serve(request, response);
      return isForSlack;
    },
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    messages: channels.messages,
    files: (channel) =>
      channels
        .messages(channel)
        .flatMap(({ threadTs, files = [] }) => files.map((file) => ({ ...file, threadTs }))),
  };
};

const slackPaths = ['/api/', '/services/', uploadPath];

const send = (response: ServerResponse, { statusCode, headers, body }: Reply): void => {
  response.writeHead(statusCode, headers).end(body);
};

const createAnswer = (
  options: SlackServerOptions,
  channels: ReturnType<typeof createChannels>,
): ((request: IncomingMessage) => Promise<Reply | undefined>) => {
  const takeTurn = createRateLimit(options, postRate(options.burst ?? 20));
  const takeUpdate = createRateLimit(options, updateRate);
  const { tokens, scopes = usualScopes } = options;
  const files = createFiles();
  const webApi = createWebApi({ channels, files, tokens, scopes, takeTurn, takeUpdate });
  const webhooks = createWebhooks({ channels, webhookPaths: options.webhookPaths, takeTurn });

  const respond = (path: string, body: Buffer, request: IncomingMessage): Reply => {
    if (path.startsWith('/services/')) return webhooks(path, body.toString('utf8'));
    if (path.startsWith(uploadPath)) {
      const [statusCode, answer] = files.put(path.slice(uploadPath.length), body);
      return text(answer, statusCode);
    }
    if (!path.startsWith('/api/')) return text('not_found', 404);
    const method = path.slice('/api/'.length);
    const fields = parseFields(method, body.toString('utf8'), request.headers['content-type'] ?? '');
    return webApi(method, fields, tokenOf(request, fields));
  };

  return async (request) => {
    const path = new URL(request.url ?? '/', 'http://slack').pathname;
    const body = await readBody(request);
    const fault = options.faults.take('slack', operationOf(path));
    if (fault?.when === 'before') return troubledReply(fault);
    const reply = respond(path, body, request);
    return fault ? troubledReply(fault) : reply;
  };
};

/** By what name faults know a request: the method, `upload`, or `webhook`. */
const operationOf = (path: string): string => {
  if (path.startsWith('/api/')) return path.slice('/api/'.length);
  return path.startsWith(uploadPath) ? 'upload' : 'webhook';
};

const tokenOf = (
  { headers }: IncomingMessage,
  fields: Readonly<Record<string, unknown>> | undefined,
): string | undefined => {
  const bearer = /^Bearer (?<token>\S+)$/.exec(headers.authorization ?? '')?.groups?.['token'];
  const inBody = fields?.['token'];
  return bearer ?? (typeof inBody === 'string' ? inBody : undefined);
};
