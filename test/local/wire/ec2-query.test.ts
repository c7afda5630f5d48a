import {
  DescribeVpnConnectionsCommand,
  EC2Client,
  ModifyVpnTunnelOptionsCommand,
  type VpnConnection,
} from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoService, startWire } from './wire-fixture.ts';

const connection: VpnConnection = {
  VpnConnectionId: 'vpn-0a1b2c3d4e5f60001',
  State: 'available',
  CustomerGatewayConfiguration:
    '<?xml version="1.0"?>\n<vpn id="a&b">\r\n  <psk>it\'s "secret"</psk>\n</vpn>',
  Tags: [{ Key: 'Name', Value: 'Zürich → Frankfurt 🚇' }],
  Routes: [],
  Options: {
    StaticRoutesOnly: false,
    TunnelOptions: [
      { OutsideIpAddress: '203.0.113.10', DpdTimeoutSeconds: 30, IkeVersions: [{ Value: 'ikev2' }] },
      { OutsideIpAddress: '203.0.113.20', LogOptions: { CloudWatchLogOptions: { LogEnabled: true } } },
    ],
  },
  VgwTelemetry: [
    {
      OutsideIpAddress: '203.0.113.10',
      Status: 'UP',
      AcceptedRouteCount: 0,
      LastStatusChange: new Date(1e12),
    },
    { OutsideIpAddress: '203.0.113.20', Status: 'DOWN', StatusMessage: 'IPSEC IS DOWN' },
  ],
};

describe('EC2 Query', () => {
  it('carries nested structures, dates, booleans, numbers and empty lists to the client', async () => {
    const service = demoService('ec2', {
      DescribeVpnConnections: () => ({ VpnConnections: [connection] }),
    });
    const wire = await startWire([service]);
    const ec2 = new EC2Client(wire.client());

    const { VpnConnections, $metadata } = await ec2.send(new DescribeVpnConnectionsCommand({}));

    expect(VpnConnections).toEqual([connection]);
    expect($metadata.requestId).toBe('00000000-0000-4000-8000-000000000001');
  });

  it('carries flattened lists and nested structures to the service', async () => {
    const service = demoService('ec2', {
      DescribeVpnConnections: () => ({ VpnConnections: [] }),
      ModifyVpnTunnelOptions: () => ({}),
    });
    const wire = await startWire([service]);
    const ec2 = new EC2Client(wire.client());
    const ids = Array.from({ length: 12 }, (_, index) => `vpn-${index}`);
    const describeInput = {
      VpnConnectionIds: ids,
      Filters: [{ Name: 'state', Values: ['available', 'a&b=c+d %'] }],
      DryRun: false,
    };
    const modifyInput = {
      VpnConnectionId: 'vpn-1',
      VpnTunnelOutsideIpAddress: '203.0.113.10',
      TunnelOptions: {
        DPDTimeoutSeconds: 31,
        StartupAction: 'start',
        Phase1EncryptionAlgorithms: [{ Value: 'AES256' }, { Value: 'AES128' }],
        LogOptions: { CloudWatchLogOptions: { LogEnabled: true } },
      },
      SkipTunnelReplacement: true,
    };

    const { VpnConnections } = await ec2.send(new DescribeVpnConnectionsCommand(describeInput));
    await ec2.send(new ModifyVpnTunnelOptionsCommand(modifyInput));

    expect(VpnConnections).toEqual([]);
    expect(service.inputs).toEqual([describeInput, modifyInput]);
  });

  it('carries any text both ways, and replaces only what XML cannot hold', async () => {
    let stored = '';
    const service = demoService('ec2', {
      DescribeVpnConnections: ({ VpnConnectionIds }) => {
        stored = VpnConnectionIds[0];
        return { VpnConnections: [{ State: 'available', Category: `<${stored}>` }] };
      },
    });
    const wire = await startWire([service]);
    const ec2 = new EC2Client(wire.client());

    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (text) => {
        const { VpnConnections } = await ec2.send(
          new DescribeVpnConnectionsCommand({ VpnConnectionIds: [text] }),
        );
        expect(stored).toBe(text);
        expect(VpnConnections?.[0]?.Category).toBe(`<${text}>`);
      }),
      { numRuns: 50 },
    );
    await ec2.send(new DescribeVpnConnectionsCommand({ VpnConnectionIds: ['bell \u0007'] }));
    const { VpnConnections } = await ec2.send(
      new DescribeVpnConnectionsCommand({ VpnConnectionIds: ['bell \u0007'] }),
    );
    expect(VpnConnections?.[0]?.Category).toBe('<bell \uFFFD>');
  });

  it('answers with a thousand connections and their configuration documents', async () => {
    const document = `<psk>"${'x'.repeat(8000)}"</psk>`;
    const connections = Array.from({ length: 1000 }, (_, index) => ({
      ...connection,
      VpnConnectionId: `vpn-${index}`,
      CustomerGatewayConfiguration: document,
    }));
    const service = demoService('ec2', {
      DescribeVpnConnections: () => ({ VpnConnections: connections }),
    });
    const wire = await startWire([service]);

    const { VpnConnections } = await new EC2Client(wire.client()).send(new DescribeVpnConnectionsCommand({}));

    expect(VpnConnections).toHaveLength(1000);
    expect(VpnConnections?.[999]).toEqual(connections[999]);
  });
});
