import { z } from 'zod';
import { duration } from './duration.ts';

/** How many calls fail, or for how long; without either, one call. */
const limits = { times: z.int().min(1).optional(), for: duration.optional() };

const services = [
  'ec2',
  'monitoring',
  'dynamodb',
  'sqs',
  'sns',
  'secretsmanager',
  'events',
  'kms',
  'logs',
  'health',
  'sts',
  'lambda',
  'cloudformation',
] as const;

/** Calls to a service go wrong, before or after they took effect. */
export const callFault = z.strictObject({
  service: z.enum(services),
  operation: z.string(),
  region: z.string().optional(),
  when: z.enum(['before', 'after']).optional(),
  failure: z.union([
    z.enum(['throttle', 'hang']),
    z.strictObject({
      code: z.string(),
      message: z.string().optional(),
      statusCode: z.int().min(200).max(599).optional(),
    }),
  ]),
  ...limits,
});

/** Slack answers as it does on a bad day. */
export const slackTrouble = z.strictObject({
  /** A method such as `chat.postMessage`, `webhook`, or `*` for all. */
  method: z.string().optional(),
  when: z.enum(['before', 'after']).optional(),
  answer: z.enum(['rate-limited', 'server-error', 'silence', 'refusal']),
  retryAfterSeconds: z.int().min(1).optional(),
  /** What Slack says when it refuses with status 200. */
  error: z.string().optional(),
  ...limits,
});
