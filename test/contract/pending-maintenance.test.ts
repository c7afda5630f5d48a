import type {
  GetVpnTunnelReplacementStatusRequest,
  GetVpnTunnelReplacementStatusResult,
} from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { createEc2Service } from '../../local/services/ec2/service.ts';
import { ec2DetailClients } from '../../shared/aws/ec2/clients.ts';
import { createPendingMaintenance } from '../../shared/aws/ec2/pending-maintenance.ts';
import { startAws } from '../aws/aws-double.ts';
import { callError, refusal } from '../aws/refusal.ts';
import { createFakePendingMaintenance } from '../fakes/surroundings.ts';
import { tunnelKey } from '../fakes/tunnel-history.ts';
import { stage } from '../local/world/fixture.ts';
import {
  type PendingMaintenanceSubject,
  region,
  runPendingMaintenanceContract,
  tunnel,
} from './pending-maintenance-contract.ts';

type Details = GetVpnTunnelReplacementStatusResult['MaintenanceDetails'];

const operation = 'GetVpnTunnelReplacementStatus';

const fake = (): PendingMaintenanceSubject => {
  const maintenance = createFakePendingMaintenance();
  return {
    maintenance,
    place: (of, placed) => void maintenance.all.set(tunnelKey(of), placed),
    refuseNext: () => maintenance.failures.next(callError(operation, 'UnauthorizedOperation')),
  };
};

const startEc2 = async () => {
  const details = new Map<string, Details>();
  const aws = await startAws({
    ec2: {
      [operation]: (input: GetVpnTunnelReplacementStatusRequest): GetVpnTunnelReplacementStatusResult => {
        const { VpnConnectionId: connectionId = '', VpnTunnelOutsideIpAddress: outsideIp = '' } = input;
        const key = tunnelKey({ connectionId, outsideIp });
        return { VpnConnectionId: connectionId, MaintenanceDetails: details.get(key) };
      },
    },
  });
  return { aws, details, maintenance: createPendingMaintenance(ec2DetailClients()) };
};

const onEc2 = async (): Promise<PendingMaintenanceSubject> => {
  const { aws, details, maintenance } = await startEc2();
  return {
    maintenance,
    place: (of, { pending, autoAppliedAfter }) =>
      void details.set(tunnelKey(of), {
        PendingMaintenance: pending ? 'AVAILABLE' : 'NOT_AVAILABLE',
        MaintenanceAutoAppliedAfter: autoAppliedAfter === undefined ? undefined : new Date(autoAppliedAfter),
      }),
    refuseNext: () => aws.fail(refusal('ec2', operation, 'UnauthorizedOperation', 403)),
  };
};

/** The tunnels have AWS's leave to wait, and their maintenance a deadline that is counted from now. */
const onLocalAccount = async (): Promise<PendingMaintenanceSubject> => {
  const { clock, world, ...scene } = stage();
  const aws = await startAws({ ec2: createEc2Service({ ...scene, clock, world }).operations });
  const options = { lifecycleControl: true };
  world.add({
    customerGateways: [{ id: 'cgw-00000000000000001', region }],
    connections: [
      {
        id: tunnel.connectionId,
        customerGateway: 'cgw-00000000000000001',
        tunnels: [
          { outsideIp: tunnel.outsideIp, options },
          { outsideIp: '203.0.113.2', options },
        ],
      },
    ],
  });
  return {
    maintenance: createPendingMaintenance(ec2DetailClients()),
    place: ({ connectionId, outsideIp }, { pending, autoAppliedAfter }) => {
      const placed = world.connection(connectionId).tunnels.find((one) => one.outsideIp === outsideIp);
      if (!placed || !pending) return;
      world.keepMaintenance(placed, autoAppliedAfter === undefined ? null : autoAppliedAfter - clock.now());
    },
    refuseNext: () => aws.fail(refusal('ec2', operation, 'UnauthorizedOperation', 403)),
  };
};

describe('pending maintenance: the fake', () => runPendingMaintenanceContract(fake));
describe('pending maintenance: the local account', () => runPendingMaintenanceContract(onLocalAccount));
describe('pending maintenance: EC2', () => {
  runPendingMaintenanceContract(onEc2);

  it.each<[string | undefined, boolean]>([
    ['AVAILABLE', true],
    ['Available', true],
    ['NOT_AVAILABLE', false],
    ['not_available', false],
    ['None', false],
    ['', false],
    [undefined, false],
  ])('takes %s for %s', async (word, pending) => {
    const { details, maintenance } = await startEc2();
    details.set(tunnelKey(tunnel), { PendingMaintenance: word });
    expect(await maintenance.read(region, tunnel)).toMatchObject({ pending });
  });
});
