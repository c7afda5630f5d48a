import type { IncomingMessage } from 'node:http';

export type Fields = Readonly<Record<string, unknown>>;

export const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/**
 * The fields of a call, from a JSON or a form body. In a form, structures are JSON within a field. Undefined: not readable.
 * Methods that only read take a form alone, and see nothing in JSON (docs.slack.dev, "Using the Slack Web API").
 */
export const parseFields = (method: string, body: string, contentType: string): Fields | undefined => {
  if (contentType.includes('application/json')) return formOnly.has(method) ? {} : parseObject(body);
  const fields = [...new URLSearchParams(body)];
  return Object.fromEntries(
    fields.map(([name, value]) => [name, structured.has(name) ? parseJson(value) : value]),
  );
};

const formOnly = new Set(['conversations.info', 'users.conversations']);

const structured = new Set(['blocks', 'files', 'metadata']);

export const parseObject = (json: string): Fields | undefined => {
  const value = parseJson(json);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
};

const parseJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};
