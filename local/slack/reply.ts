/** What the server answers to one request. */
export interface Reply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const json = (value: unknown, statusCode = 200, headers: Reply['headers'] = {}): Reply => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
});

export const text = (body: string, statusCode = 200, headers: Reply['headers'] = {}): Reply => ({
  statusCode,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body,
});

export const refusal = (error: string, messages: readonly string[] = []): Reply =>
  json(
    messages.length === 0
      ? { ok: false, error }
      : { ok: false, error, errors: messages, response_metadata: { messages } },
  );

export const rateLimited = (retryAfterSeconds: number): Reply =>
  json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(retryAfterSeconds) });

export const missingScope = (needed: string, provided: readonly string[]): Reply =>
  json({ ok: false, error: 'missing_scope', needed, provided: provided.join(',') });
