import { EC2Client, ModifyVpnTunnelOptionsCommand } from '@aws-sdk/client-ec2';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import { createSecretsService } from '../../../local/services/secretsmanager/service.ts';
import { demoService, functionKey, functionName, startWire } from './wire-fixture.ts';

it('names each call and who made it, and never its input or output', async () => {
  const wire = await startWire([
    createSecretsService({ secrets: { slack: 'xoxb-token' }, createdAt: 0 }),
    demoService('ec2', {
      ModifyVpnTunnelOptions: () => ({ VpnConnection: { CustomerGatewayConfiguration: 'psk-in-document' } }),
    }),
  ]);

  await new SecretsManagerClient(wire.client(functionKey)).send(
    new GetSecretValueCommand({ SecretId: 'slack' }),
  );
  await new EC2Client({ ...wire.client(), region: 'us-east-1' }).send(
    new ModifyVpnTunnelOptionsCommand({
      VpnConnectionId: 'vpn-1',
      VpnTunnelOutsideIpAddress: '203.0.113.10',
      TunnelOptions: { PreSharedKey: 'psk-in-request' },
    }),
  );

  expect(wire.journal).toEqual([
    {
      at: 0,
      what: 'call',
      service: 'secretsmanager',
      operation: 'GetSecretValue',
      region: 'eu-central-1',
      functionName,
    },
    { at: 0, what: 'call', service: 'ec2', operation: 'ModifyVpnTunnelOptions', region: 'us-east-1' },
  ]);
  expect(JSON.stringify(wire.journal)).not.toMatch(/xoxb|psk/);
});
