import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { readCredentialScope } from '../local/wire/credential-scope.ts';

/** A request that servers of this process have answered, in real time. */
export interface Exchange {
  /** `dynamodb Query`, `/api/chat.postMessage` */
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Runs `work` and lists what was asked of this process meanwhile, in the order of the answers. */
export const exchangesDuring = async (work: () => Promise<void>): Promise<readonly Exchange[]> => {
  const startedAt = new Map<IncomingMessage, number>();
  const exchanges: Exchange[] = [];
  const started = (message: unknown): void => {
    startedAt.set((message as { request: IncomingMessage }).request, performance.now());
  };
  const finished = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage };
    const startMs = startedAt.get(request);
    const name = nameOf(request);
    if (startMs !== undefined && name) exchanges.push({ name, startMs, endMs: performance.now() });
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

/** The part of the time from the first request to the last answer in which no request was open. */
export const idleShare = (exchanges: readonly Exchange[]): number => {
  const byStart = exchanges.toSorted((one, other) => one.startMs - other.startMs);
  const first = byStart[0]?.startMs ?? 0;
  let openUntil = first;
  let idleMs = 0;
  for (const { startMs, endMs } of byStart) {
    idleMs += Math.max(0, startMs - openUntil);
    openUntil = Math.max(openUntil, endMs);
  }
  return openUntil === first ? 0 : idleMs / (openUntil - first);
};
