import * as z from 'zod/mini';

const schema = z.object({
  region: z.string(),
  connectionId: z.string(),
  outsideIp: z.string(),
  incidentId: z.string(),
});

/** Where to look. Nothing else in the message is trusted. */
export type ParsedRequest = z.infer<typeof schema>;

/** The request in a queue message, or why it cannot be read. */
export const parseRequest = (body: string): ParsedRequest | { readonly unreadable: string } => {
  try {
    const parsed = schema.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : { unreadable: z.prettifyError(parsed.error) };
  } catch {
    return { unreadable: 'not JSON' };
  }
};
