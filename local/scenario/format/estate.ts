import { z } from 'zod';
import { bgpFaults, ikeFaults } from '../../world/faults.ts';
import { duration } from './duration.ts';
import { connectionId, gatewayId, ipAddress, transitGatewayId, vpnGatewayId } from './ids.ts';

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

const tunnel = z
  .strictObject({
    outsideIp: ipAddress,
    state: z.enum(['up', 'down']).optional(),
    stateFor: duration.optional(),
    history: z.enum(['up', 'down', 'none']).optional(),
    peer: peer.optional(),
    options: tunnelOptions.optional(),
  })
  .transform(({ stateFor, ...rest }) => ({ ...rest, stateForMs: stateFor }));

export const connection = z.strictObject({
  id: connectionId,
  customerGateway: gatewayId,
  region: z.string().optional(),
  name: z.string().optional(),
  tags: tags.optional(),
  routing: z.enum(['bgp', 'static']).optional(),
  transitGateway: transitGatewayId.optional(),
  vpnGateway: vpnGatewayId.optional(),
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
