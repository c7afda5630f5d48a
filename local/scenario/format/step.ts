import { z } from 'zod';
import { duration } from './duration.ts';
import { bgpFault, connection, ikeFault, tunnelOptions } from './estate.ts';
import { busEvent, eventTrouble, healthEvent, queueMessage } from './event-steps.ts';
import { connectionId, tunnel, tunnels } from './ids.ts';
import { callFault, slackTrouble } from './trouble-steps.ts';

/** Who makes a call. */
const caller = z.union([z.strictObject({ role: z.string() }), z.strictObject({ user: z.string() })], {
  error: '{"role": NAME} or {"user": NAME}',
});

/** What a step can do: exactly one of these. */
const verbs = {
  gatewayGoesSilent: tunnels,
  gatewayAnswers: tunnels,
  gatewayDeletesIkeSa: tunnels,
  gatewayGetsWrongKey: tunnels,
  gatewayGetsRightKey: tunnels,
  gatewayGetsWrongProposal: tunnels,
  gatewayGetsRightProposal: tunnels,
  gatewayFails: z.strictObject({ target: tunnels, fault: ikeFault }),
  gatewayInitiates: z.strictObject({ target: tunnels, initiates: z.boolean() }),
  gatewayAdvertises: z.strictObject({ target: tunnels, routes: z.int().min(0) }),
  bgpSession: z.strictObject({ target: tunnels, state: z.enum(['up', 'down']) }),
  bgpFails: z.strictObject({
    target: tunnels,
    fault: bgpFault,
    /** Who tells the other in a notification. */
    notifiedBy: z.enum(['aws', 'gateway']).optional(),
  }),
  gatewaySends: z.strictObject({ target: tunnels, sends: z.boolean() }),
  awsSends: z.strictObject({ target: tunnels, sends: z.boolean() }),
  childSaDeleted: tunnels,
  /** Harmless: AWS deletes a redundant SA, and nothing else happens. */
  rekeyCollision: z.strictObject({ target: tunnels, harmless: z.boolean().optional() }),
  endpointReplaced: z.strictObject({
    tunnel,
    takes: duration.optional(),
    outcome: z.enum(['back', 'left-down']).optional(),
    healthEventAfter: duration.nullable().optional(),
  }),
  /** `null`: AWS never applies it by itself. */
  maintenanceWaits: z.strictObject({ tunnel, autoAppliedAfter: duration.nullable() }),
  healthEvent,
  busEvent,
  queueMessage,
  eventTrouble,
  callFault,
  slackTrouble,
  connectionCreated: connection,
  connectionDeleted: connectionId,
  tunnelOptionsChanged: z.strictObject({ tunnel, options: tunnelOptions, by: caller.optional() }),
  tagsChanged: z.strictObject({
    resource: z.string(),
    set: z.record(z.string(), z.string()).optional(),
    remove: z.array(z.string()).optional(),
  }),
  stacksDeployed: z.union([
    z.literal(true),
    z.strictObject({
      /** What was watched before this update. */
      regionsBefore: z.array(z.string()).optional(),
      /** Another resource of the stack cannot be made, so that CloudFormation takes everything back. */
      otherResourceFails: z.boolean().optional(),
    }),
  ]),
  stacksRemoved: z.literal(true),
  alarmSet: z.strictObject({
    alarm: z.string(),
    state: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
    reason: z.string().optional(),
    region: z.string().optional(),
  }),
};

export const verbNames = Object.keys(verbs) as (keyof typeof verbs)[];

export const step = z
  .strictObject({
    at: duration,
    /** What a person is told when it happens. */
    says: z.string().optional(),
    ...z.strictObject(verbs).partial().shape,
  })
  .refine((value) => verbNames.filter((name) => value[name] !== undefined).length === 1, {
    error: `exactly one of ${verbNames.join(', ')} beside "at"`,
  });

export type Step = z.output<typeof step>;
export type VerbName = keyof typeof verbs;
