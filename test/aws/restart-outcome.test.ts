import { describe, expect, it } from 'vitest';
import { callFailureOf } from '../../shared/aws/client/aws-call-error.ts';
import { ec2RestartClients } from '../../shared/aws/ec2/clients.ts';
import { restartOutcome } from '../../shared/aws/ec2/restart-outcome.ts';
import { createTunnelRestarter } from '../../shared/aws/ec2/tunnel-restarter.ts';
import { restart } from '../contract/tunnel-restarter-contract.ts';
import { startAws } from './aws-double.ts';
import { ec2Operations } from './ec2-double.ts';
import { startServerOfOneAnswer } from './servers.ts';

describe('what a failed restart call means', () => {
  it.each([
    ['IncorrectState', 400, 'busy'],
    ['InvalidVpnConnection.InvalidState', 400, 'busy'],
    ['UnsupportedOperation', 400, 'busy'],
    ['Client.IncorrectState', 400, 'busy'],
    ['RequestLimitExceeded', 503, 'busy'],
    ['Client.RequestLimitExceeded', 503, 'busy'],
    ['Throttling', 400, 'busy'],
    ['UnauthorizedOperation', 403, 'rejected'],
    ['InvalidVpnConnectionID.NotFound', 400, 'rejected'],
    ['InvalidParameterValue', 400, 'rejected'],
    ['AuthFailure', 401, 'rejected'],
    ['InternalError', 500, 'uncertain'],
    ['Unavailable', 503, 'uncertain'],
    ['SyntaxError', 200, 'uncertain'],
    ['ECONNRESET', undefined, 'uncertain'],
    ['TimeoutError', undefined, 'uncertain'],
  ])('%s with status %s is %3$s', (name, httpStatusCode, call) => {
    const error = Object.assign(new Error('no'), { name, $metadata: { httpStatusCode } });
    expect(restartOutcome(callFailureOf(error)).call).toBe(call);
  });

  it.each([undefined, null, 'text', 7, {}])('%j is uncertain', (thrown) => {
    expect(restartOutcome(callFailureOf(thrown))).toEqual({ call: 'uncertain', errorCode: 'Unknown' });
  });
});

describe('a restart call', () => {
  it.each([
    [
      { startupAction: 'start', dpdTimeoutAction: 'restart', dpdTimeoutSeconds: 41 },
      { DPDTimeoutSeconds: 41, DPDTimeoutAction: 'restart', StartupAction: 'start' },
    ],
    [{ startupAction: 'start' }, { StartupAction: 'start' }],
    [{ dpdTimeoutSeconds: 41 }, { DPDTimeoutSeconds: 41 }],
  ] as const)('with the options %j sends exactly these', async (asked, TunnelOptions) => {
    const aws = await startAws({ ec2: ec2Operations({ connections: [], customerGateways: [] }) });
    const call = { method: 'modify', options: asked } as const;
    await createTunnelRestarter(ec2RestartClients()).restart({ ...restart, call });
    expect(aws.calls).toEqual([
      {
        operation: 'ModifyVpnTunnelOptions',
        region: restart.region,
        input: {
          VpnConnectionId: restart.connectionId,
          VpnTunnelOutsideIpAddress: restart.outsideIp,
          TunnelOptions,
        },
      },
    ]);
  });

  it('that replaces the endpoint sends no option', async () => {
    const aws = await startAws({ ec2: { ReplaceVpnTunnel: () => ({ Return: true }) } });
    const restarter = createTunnelRestarter(ec2RestartClients());
    expect(await restarter.restart({ ...restart, call: { method: 'replace' } })).toEqual({
      call: 'accepted',
    });
    expect(aws.calls.map(({ operation, input }) => [operation, input])).toEqual([
      [
        'ReplaceVpnTunnel',
        { VpnConnectionId: restart.connectionId, VpnTunnelOutsideIpAddress: restart.outsideIp },
      ],
    ]);
  });

  it('goes over a connection of its own: one that was kept may be dead after a freeze', async () => {
    const answered = await startServerOfOneAnswer('<ModifyVpnTunnelOptionsResponse/>');
    const restarter = createTunnelRestarter(ec2RestartClients());
    expect(await restarter.restart(restart)).toEqual({ call: 'accepted' });
    expect(await restarter.restart(restart)).toEqual({ call: 'accepted' });
    expect(answered()).toBe(2);
  });

  it.each([
    ['throttle', { kind: 'throttle' }],
    ['server error', { kind: 'error', code: 'InternalError', statusCode: 500 }],
  ] as const)('is made once, even after a %s', async (_, failure) => {
    const aws = await startAws({ ec2: ec2Operations({ connections: [], customerGateways: [] }) });
    for (const _try of [1, 2]) {
      aws.fail({ service: 'ec2', operation: 'ModifyVpnTunnelOptions', when: 'after', failure });
    }
    await createTunnelRestarter(ec2RestartClients()).restart(restart);
    expect(aws.operations()).toEqual(['ModifyVpnTunnelOptions']);
  });
});
