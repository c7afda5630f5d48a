import type { SlackAnswer, UnavailableReason } from './outcome.ts';

export interface ExchangeOptions {
  readonly fetch: typeof fetch;
  /** @default 5000 */
  readonly timeoutMs?: number;
}

export interface SlackPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** Posts once and reads the answer. Never throws: a silence is a reason. */
export const exchange = async (
  { fetch, timeoutMs = 5_000 }: ExchangeOptions,
  { url, headers, body }: SlackPost,
): Promise<SlackAnswer | UnavailableReason> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: await response.text(),
    };
  } catch (error) {
    // The error itself may hold the URL, which is the secret of a webhook and of an upload.
    return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'network';
  }
};

/** A call of a Web API method, or of a webhook, with its arguments as JSON. */
export const jsonPost = (
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): SlackPost => ({
  url,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});
