import { z } from 'zod';
import { duration } from './duration.ts';
import { accountId, connectionId } from './ids.ts';

/** An AWS Health event in any published form. */
export const healthEvent = z.strictObject({
  code: z.string(),
  connections: z.array(connectionId).optional(),
  region: z.string().optional(),
  category: z.enum(['issue', 'accountNotification', 'investigation', 'scheduledChange']).optional(),
  scope: z.enum(['ACCOUNT_SPECIFIC', 'PUBLIC']).optional(),
  /** The form of the newest schema, or the one captured in 2022. */
  form: z.enum(['newest', '2022']).optional(),
  entities: z.enum(['ids', 'arns']).optional(),
  /** The account that it is sent to. */
  accountId: accountId.optional(),
  affectedAccountId: accountId.optional(),
  statusCode: z.enum(['open', 'closed', 'upcoming']).optional(),
  description: z.string().optional(),
  /** How long before the event what it tells began. */
  startedBefore: duration.optional(),
  /** Deliveries of each page in all. */
  copies: z.int().min(1).optional(),
  spacing: duration.optional(),
  backupCopy: z.boolean().optional(),
  /** The connections spread over so many pages. */
  pages: z.int().min(1).optional(),
  /** Order in which the pages come, from 1. */
  pageOrder: z.array(z.int().min(1)).optional(),
});

/** Any JSON as an event on the bus. */
export const busEvent = z.strictObject({
  event: z.looseObject({}),
  copies: z.int().min(1).optional(),
  spacing: duration.optional(),
});

export const queueMessage = z.strictObject({
  /** A part of the queue's name. */
  queue: z.string(),
  /** A text as it is; anything else as JSON. */
  body: z.unknown(),
  groupId: z.string().optional(),
  copies: z.int().min(1).optional(),
});

/** What becomes of events for a while on their way to the bus. */
export const eventTrouble = z.strictObject({
  source: z.string().optional(),
  detailType: z.string().optional(),
  for: duration,
  delayBy: duration.optional(),
  copies: z.int().min(1).optional(),
  /** Held until the time is over, then delivered last first. */
  reversed: z.boolean().optional(),
  lost: z.boolean().optional(),
});
