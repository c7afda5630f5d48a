import * as z from 'zod/mini';

const Notification = z.object({ Type: z.literal('Notification'), Message: z.string() });

/** What was published, from a queue whose subscription delivers raw or in the envelope of SNS. */
export const publishedText = (body: string): string => {
  const envelope = Notification.safeParse(parseJson(body));
  return envelope.success ? envelope.data.Message : body;
};

/** Undefined for what is not JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
