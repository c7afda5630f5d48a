import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readCredentialScope } from '../local/wire/credential-scope.ts';

/** A request that servers of this process have answered, in real time. */
export interface Exchange {
  /** `dynamodb Query`, `/api/chat.postMessage` */
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** As far away as AWS may be. Without it an answer could be there before the request that is sent beside it. */
export const roundTripMs = 50;

/** Runs `work` and lists what was asked of this process meanwhile, in the order of the answers, each held for a round trip. */
export const exchangesDuring = async (work: () => Promise<void>): Promise<readonly Exchange[]> => {
  const startedAt = new Map<IncomingMessage, number>();
  const exchanges: Exchange[] = [];
  const started = (message: unknown): void => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (!nameOf(request)) return;
    startedAt.set(request, performance.now());
    const end = response.end.bind(response) as (...args: readonly unknown[]) => unknown;
    response.end = (...args: readonly unknown[]) => {
      setTimeout(() => end(...args), roundTripMs);
      return response;
    };
  };
  const finished = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage };
    const startMs = startedAt.get(request);
    if (startMs !== undefined) exchanges.push({ name: nameOf(request), startMs, endMs: performance.now() });
  };
  subscribe('http.server.request.start', started);
  subscribe('http.server.response.finish', finished);
  try {
    await work();
    return exchanges;
  } finally {
    unsubscribe('http.server.request.start', started);
    unsubscribe('http.server.response.finish', finished);
  }
};

/** Nothing for what the account asks itself: its table is a server of its own. */
const nameOf = ({ url = '', headers }: IncomingMessage): string => {
  const service = readCredentialScope(headers.authorization)?.service;
  const operation = String(headers['x-amz-target'] ?? '')
    .split('.')
    .at(-1);
  return service ? [service, operation].filter(Boolean).join(' ') : url.startsWith('/api/') ? url : '';
};

/** How many of the exchanges had to wait for one another: the longest row in which each began after the one before had ended. */
export const longestRow = (exchanges: readonly Exchange[]): number => {
  const lengths: number[] = [];
  for (const [index, { startMs }] of exchanges.entries()) {
    const before = exchanges
      .slice(0, index)
      .flatMap(({ endMs }, other) => (endMs <= startMs ? [lengths[other] ?? 0] : []));
    lengths.push(1 + Math.max(0, ...before));
  }
  return Math.max(0, ...lengths);
};

/** The time from the first request to the last answer in which no request was open. */
export const idleMs = (exchanges: readonly Exchange[]): number => {
  const byStart = exchanges.toSorted((one, other) => one.startMs - other.startMs);
  let openUntil = byStart[0]?.startMs ?? 0;
  let idle = 0;
  for (const { startMs, endMs } of byStart) {
    idle += Math.max(0, startMs - openUntil);
    openUntil = Math.max(openUntil, endMs);
  }
  return idle;
};
