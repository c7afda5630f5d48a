import { z } from 'zod';
import { bgpFaults, ikeFaults } from '../../world/faults.ts';
import { associationStates, attachmentStates } from '../../world/model.ts';
import { duration } from './duration.ts';
import {
  attachmentId,
  connectionId,
  gatewayId,
  ipAddress,
  routeTableId,
  transitGatewayId,
  vpnGatewayId,
} from './ids.ts';

const tags = z.record(z.string(), z.string());

const logOutputFormat = z.enum(['json', 'text']).optional();

export const tunnelOptions = z.strictObject({
  startupAction: z.enum(['add', 'start']).optional(),
  dpdTimeoutSeconds: z.int().min(30).optional(),
  dpdTimeoutAction: z.enum(['clear', 'none', 'restart']).optional(),
  ikeVersions: z
    .array(z.enum(['ikev1', 'ikev2']))
    .min(1)
    .optional(),
  lifecycleControl: z.boolean().optional(),
  logGroupArn: z.string().optional(),
  logOutputFormat,
  bgpLogGroupArn: z.string().optional(),
  bgpLogOutputFormat: logOutputFormat,
});

/** `key` and `proposal` have keys of their own. */
const otherIkeFault = z.enum(['none', ...ikeFaults]).exclude(['pre-shared-key', 'proposal-phase-1']);

export const ikeFault = z.enum(['none', ...ikeFaults]);
export const bgpFault = z.enum(['none', ...bgpFaults]);

const peer = z.strictObject({
  answers: z.boolean().optional(),
  initiates: z.boolean().optional(),
  key: z.enum(['right', 'wrong']).optional(),
  proposal: z.enum(['right', 'wrong']).optional(),
  ikeFault: otherIkeFault.optional(),
  bgp: z.enum(['up', 'down']).optional(),
  bgpFault: bgpFault.optional(),
  routes: z.int().min(0).optional(),
  sends: z.boolean().optional(),
});

/** `null`: AWS never applies it by itself. */
const maintenance = z
  .strictObject({ autoAppliedAfter: duration.nullable() })
  .transform(({ autoAppliedAfter }) => ({ autoAppliedAfterMs: autoAppliedAfter }));

const tunnel = z
  .strictObject({
    outsideIp: ipAddress,
    state: z.enum(['up', 'down']).optional(),
    stateFor: duration.optional(),
    history: z.enum(['up', 'down', 'none']).optional(),
    peer: peer.optional(),
    awsSends: z.boolean().optional(),
    options: tunnelOptions.optional(),
    maintenance: maintenance.optional(),
  })
  .refine(({ maintenance: waits, options }) => !waits || options?.lifecycleControl, {
    path: ['maintenance'],
    error: 'of a tunnel with "lifecycleControl": true in its options',
  })
  .transform(({ stateFor, ...rest }) => ({ ...rest, stateForMs: stateFor }));

const attachment = z.strictObject({
  id: attachmentId.optional(),
  state: z.enum(attachmentStates).optional(),
  routeTable: routeTableId.nullable().optional(),
  associationState: z.enum(associationStates).optional(),
});

export const connection = z.strictObject({
  id: connectionId,
  customerGateway: gatewayId,
  region: z.string().optional(),
  name: z.string().optional(),
  tags: tags.optional(),
  routing: z.enum(['bgp', 'static']).optional(),
  transitGateway: transitGatewayId.optional(),
  vpnGateway: vpnGatewayId.optional(),
  attachment: attachment.optional(),
  accelerated: z.boolean().optional(),
  classic: z.boolean().optional(),
  telemetryOrder: z.enum(['same', 'reversed']).optional(),
  tunnels: z.tuple([tunnel, tunnel]),
});

const customerGateway = z.strictObject({
  id: gatewayId,
  region: z.string().optional(),
  ipAddress: ipAddress.nullable().optional(),
  bgpAsn: z.int().min(1).optional(),
  deviceName: z.string().optional(),
  tags: tags.optional(),
});

export const estate = z.strictObject({
  customerGateways: z.array(customerGateway),
  connections: z.array(connection),
});
