import * as z from 'zod/mini';
import type { DiagnosisRequest } from '../../shared/ports/outbound.ts';

const schema = z.object({
  region: z.string(),
  connectionId: z.string(),
  incidentId: z.string(),
});

/** The request in a queue message, or why it cannot be read. */
export const parseRequest = (body: string): DiagnosisRequest | { readonly unreadable: string } => {
  try {
    const parsed = schema.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : { unreadable: z.prettifyError(parsed.error) };
  } catch {
    return { unreadable: 'not JSON' };
  }
};
