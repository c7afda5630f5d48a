import { describe, expect, it } from 'vitest';
import type { CallContext } from '../../../../local/contract.ts';
import { createTrail, type TrailSettings } from '../../../../local/services/cloudtrail/trail.ts';
import { createEc2Service } from '../../../../local/services/ec2/service.ts';
import { plantedSecrets } from '../../../../local/world/planted-secrets.ts';
import { accountId, connectionId, firstIp, minute, operator, region, stage } from '../../world/fixture.ts';

interface Record {
  readonly eventName: string;
  readonly errorCode?: string;
  readonly userIdentity: unknown;
  readonly requestParameters: unknown;
  readonly responseElements: unknown;
}

const open = (settings: TrailSettings = {}) => {
  const scene = stage();
  const trail = createTrail({
    ...scene,
    putEvent: (event) => scene.events.push(event),
    accountId,
    partition: 'aws',
    settings,
  });
  const { operations } = createEc2Service({ ...scene, trail });
  const call = async (name: string, input: object, context: Partial<CallContext> = {}) =>
    operations[name]?.(input, { ...operator, ...context });
  const records = () =>
    scene.events
      .filter((event) => event['detail-type'] === 'AWS API Call via CloudTrail')
      .map(({ detail }) => detail as Record);
  return { ...scene, call, records, pass: scene.after };
};

const modify = (options: object = { DPDTimeoutSeconds: 41 }) => ({
  VpnConnectionId: connectionId,
  VpnTunnelOutsideIpAddress: firstIp,
  TunnelOptions: options,
});

describe('a trail', () => {
  it('tells the bus of the region of a call, a minute after it', async () => {
    const { call, events, pass } = open();
    await call('ModifyVpnTunnelOptions', modify());
    await pass(minute - 1);
    expect(events).toEqual([]);
    await pass(minute);
    expect(events).toMatchObject([
      {
        source: 'aws.ec2',
        region,
        account: accountId,
        time: '2026-03-02T03:01:00Z',
        detail: {
          eventSource: 'ec2.amazonaws.com',
          eventName: 'ModifyVpnTunnelOptions',
          eventTime: '2026-03-02T03:00:00Z',
          awsRegion: region,
          recipientAccountId: accountId,
        },
      },
    ]);
  });

  it('tells of refused calls too, and of none that only reads', async () => {
    const { call, records, pass } = open();
    await call('DescribeVpnConnections', {});
    await call('ModifyVpnTunnelOptions', modify());
    await expect(call('ModifyVpnTunnelOptions', modify())).rejects.toThrow('must be available');
    await expect(call('DeleteVpnConnection', { DryRun: true })).rejects.toThrow('DryRun');
    await pass(minute);
    expect(records().map(({ eventName, errorCode }) => [eventName, errorCode])).toEqual([
      ['ModifyVpnTunnelOptions', undefined],
      ['ModifyVpnTunnelOptions', 'Client.IncorrectState'],
      ['DeleteVpnConnection', 'Client.DryRunOperation'],
    ]);
  });

  it.each(['stopped', 'none'] as const)('that is %s tells nothing', async (trail) => {
    const { call, events, pass } = open({ trail });
    await call('ModifyVpnTunnelOptions', modify());
    await pass(minute);
    expect(events).toEqual([]);
  });

  it('names who has called: a user, or a function by its role', async () => {
    const { call, records, pass } = open();
    await call('DeleteVpnConnection', { VpnConnectionId: connectionId });
    const roleArn = `arn:aws:iam::${accountId}:role/restarter`;
    await call('CreateTags', {}, { principal: { kind: 'function', functionName: 'restart', roleArn } });
    await pass(minute);
    expect(records().map(({ userIdentity }) => userIdentity)).toMatchObject([
      { type: 'IAMUser', userName: 'operator' },
      {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${accountId}:assumed-role/restarter/restart`,
        sessionContext: { sessionIssuer: { type: 'Role', arn: roleArn, userName: 'restarter' } },
      },
    ]);
  });
});

describe('a record', () => {
  const recordIn = async (settings: TrailSettings, options?: object): Promise<Record> => {
    const { call, records, pass } = open(settings);
    await call('ModifyVpnTunnelOptions', modify(options));
    await pass(minute);
    return records()[0] as Record;
  };

  it('has sets of one or of several, in lower camel case', async () => {
    const record = await recordIn({}, { IKEVersions: [{ Value: 'ikev2' }] });
    expect(record.requestParameters).toEqual({
      vpnConnectionId: connectionId,
      vpnTunnelOutsideIpAddress: firstIp,
      tunnelOptions: { iKEVersions: { item: { value: 'ikev2' } } },
    });
    expect(record.responseElements).toMatchObject({
      vpnConnection: { vpnConnectionId: connectionId, vgwTelemetry: { item: [{}, {}] } },
    });
  });

  it('has the names of the API under the name of the request, in the other form', async () => {
    const record = await recordIn(
      { trailForm: 'wrapped' },
      { IKEVersions: [{ Value: 'ikev1' }, { Value: 'ikev2' }] },
    );
    expect(record.requestParameters).toEqual({
      ModifyVpnTunnelOptionsRequest: {
        VpnConnectionId: connectionId,
        VpnTunnelOutsideIpAddress: firstIp,
        TunnelOptions: {
          IKEVersions: [
            { Value: 'ikev1', tag: 1 },
            { Value: 'ikev2', tag: 2 },
          ],
        },
      },
    });
    expect(record.responseElements).toMatchObject({
      ModifyVpnTunnelOptionsResponse: { vpnConnection: { vpnConnectionId: connectionId } },
    });
  });

  it.each(['lower-camel', 'wrapped'] as const)(
    'holds no key in the form %s, unless it is to',
    async (trailForm) => {
      const key = 'a.planted.key';
      const hides = (record: Record) =>
        [key, ...plantedSecrets(stage().world)].map((secret) => JSON.stringify(record).includes(secret));
      expect(hides(await recordIn({ trailForm }, { PreSharedKey: key }))).not.toContain(true);
      expect(hides(await recordIn({ trailForm, trailMasksSecrets: false }, { PreSharedKey: key }))).toContain(
        true,
      );
    },
  );
});
