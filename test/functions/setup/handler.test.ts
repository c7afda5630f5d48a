import { describe, expect, it } from 'vitest';
import { AwsCallError } from '../../../shared/aws/client/aws-call-error.ts';
import { connection, down, firstIp, secondIp } from '../../domain/builders.ts';
import { createSetting } from './setting.ts';

const done = {
  Status: 'SUCCESS',
  PhysicalResourceId: 'tunnelkeeper-setup',
  StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Tunnelkeeper/1',
  RequestId: 'request-1',
  LogicalResourceId: 'DeploymentRun',
};

describe('a deployment', () => {
  it('looks at everything once, makes the alarms, says what is watched, and reports success', async () => {
    const setting = createSetting([
      connection(),
      connection({ connectionId: 'vpn-0123456789abcdef0', tunnels: [down(firstIp), down(secondIp)] }),
    ]);
    await setting.ask('Create');
    expect(setting.region.told()).toEqual(['incident.opened']);
    expect(setting.alarms.changes).toHaveLength(4);
    expect(setting.messages()).toEqual([
      expect.objectContaining({
        channel: '#vpn-alerts',
        text: expect.stringContaining('Tunnelkeeper watches 2 connections in 1 region'),
      }),
    ]);
    expect(JSON.stringify(setting.messages())).toContain('2 connections · 1 down');
    expect(setting.answers()).toEqual([done]);
    expect(setting.posts.at(-1)).toMatchObject({ method: 'PUT' });
  });

  it('finds the regions with connections that nobody has named, and lets one that refuses refuse', async () => {
    const setting = createSetting([
      connection({ region: 'eu-central-1', tunnels: [down(firstIp), down(secondIp)] }),
    ]);
    const { list } = setting.deps.connections;
    setting.deps.connections.list = async (region) => {
      if (region !== 'sa-east-1') return list(region);
      const code = 'UnauthorizedOperation';
      throw new AwsCallError('DescribeVpnConnections', { code, statusCode: 403, requestId: undefined });
    };
    setting.findRegions(['eu-west-1', 'eu-central-1', 'sa-east-1', 'us-east-1']);
    await setting.ask('Create');
    expect(setting.answers()).toEqual([done]);
    expect(setting.region.announcer.announcements).toMatchObject([
      { kind: 'incident.opened', region: 'eu-central-1' },
    ]);
    expect(setting.alarms.changes).toEqual([]);
    const message = JSON.stringify(setting.messages());
    expect(message).toContain('watches 1 connection in 1 region');
    expect(message).toContain('sa-east-1, where no connection is known (UnauthorizedOperation)');
    const { found } = await setting.region.records.loadRegion('eu-west-1');
    expect(found?.regions.map(({ region, holds }) => `${region} ${holds}`)).toEqual([
      'eu-central-1 connections',
      'sa-east-1 unseen',
      'us-east-1 nothing',
    ]);
  });

  it('without any connection warns', async () => {
    const setting = createSetting([]);
    setting.findRegions(['eu-west-1', 'eu-central-1']);
    await setting.ask('Create');
    expect(setting.answers()).toEqual([done]);
    expect(JSON.stringify(setting.messages())).toContain('has found no VPN connection in 2 regions');
  });

  it('that cannot find regions watches those that are named, and says so', async () => {
    const setting = createSetting();
    setting.findRegions([]).failures.next(new Error('denied'), 9);
    await setting.ask('Create');
    expect(setting.answers()).toEqual([done]);
    expect(JSON.stringify(setting.messages())).toContain('ec2:DescribeRegions');
  });

  it('keeps the id of the resource on an update', async () => {
    const setting = createSetting();
    await setting.ask('Update', { PhysicalResourceId: 'as-it-was' });
    expect(setting.answers()).toEqual([{ ...done, PhysicalResourceId: 'as-it-was' }]);
  });

  it('changes no alarm that is in step', async () => {
    const setting = createSetting();
    await setting.ask('Create');
    const made = setting.alarms.changes.length;
    await setting.ask('Update');
    expect(setting.alarms.changes).toHaveLength(made);
  });

  it('removes the alarms of regions that it does not watch any more, and of no other', async () => {
    const setting = createSetting();
    await setting.ask('Create');
    await setting.alarms.put('us-west-2', {
      alarmName: 'tunnelkeeper/tunnel/vpn-0123456789abcdef0/203.0.113.9',
      connectionId: 'vpn-0123456789abcdef0',
      outsideIp: '203.0.113.9',
      dimensions: {},
    });
    await setting.ask('Update', { OldResourceProperties: { regions: ['eu-west-1', 'us-west-2'] } });
    expect(await setting.alarms.list('us-west-2')).toEqual([]);
    expect(await setting.alarms.list('eu-west-1')).toHaveLength(2);
    expect(setting.answers().at(-1)).toMatchObject({ Status: 'SUCCESS' });
  });
});

describe('a deployment fails, with words for who deploys, where', () => {
  type Setting = ReturnType<typeof createSetting>;
  it.each<[string, (setting: Setting) => void, RegExp]>([
    [
      'the secret is missing',
      ({ secret }) =>
        secret.failures.next(
          new AwsCallError('GetSecretValue', {
            code: 'ResourceNotFoundException',
            statusCode: 400,
            requestId: undefined,
          }),
        ),
      /secret tunnelkeeper\/slack cannot be read in eu-west-1: ResourceNotFoundException\. Create it with: aws secretsmanager create-secret/,
    ],
    [
      'the secret is no secret of Slack',
      ({ secret }) => {
        secret.value = 'planted-token';
      },
      /neither a bot token .* nor a webhook URL/,
    ],
    [
      'Slack refuses the token',
      ({ slack }) => {
        slack['auth.test'] = { ok: false, error: 'invalid_auth' };
      },
      /does not take the token in the secret tunnelkeeper\/slack: invalid_auth\. Copy the Bot User OAuth Token/,
    ],
    [
      'Slack is away',
      ({ slack }) => {
        slack['auth.test'] = new Response('', { status: 503 });
      },
      /server-error\. Slack is in trouble/,
    ],
    [
      'the bot is not in the channel',
      ({ slack }) => {
        slack['chat.postMessage'] = { ok: false, error: 'not_in_channel' };
      },
      /channel #vpn-alerts: not_in_channel\. Check slack\.channel/,
    ],
    [
      'a region is not enabled',
      ({ region }) =>
        region.connections.failures.next(
          new AwsCallError('DescribeVpnConnections', {
            code: 'AuthFailure',
            statusCode: 401,
            requestId: undefined,
          }),
        ),
      /Region eu-west-1 cannot be watched: The connections .* denied \(AuthFailure\)/,
    ],
  ])('%s', async (_, spoil, reason) => {
    const setting = createSetting();
    spoil(setting);
    await setting.ask('Create');
    expect(setting.answers()).toEqual([
      expect.objectContaining({ Status: 'FAILED', Reason: expect.stringMatching(reason) }),
    ]);
    expect(JSON.stringify([setting.answers(), setting.region.log.entries])).not.toContain('planted-token');
  });

  it('nothing is changed before it is known that people can be told', async () => {
    const setting = createSetting();
    setting.slack['auth.test'] = { ok: false, error: 'invalid_auth' };
    await setting.ask('Create');
    expect(setting.alarms.changes).toEqual([]);
    expect(setting.region.connections.calls).toEqual([]);
  });
});

describe('a removal', () => {
  it('removes every alarm that Tunnelkeeper made, and needs neither Slack nor connections for it', async () => {
    const setting = createSetting();
    await setting.ask('Create');
    setting.secret.failures.next(new Error('gone'), 9);
    setting.region.connections.failures.next(new Error('gone'), 9);
    await setting.ask('Delete', { PhysicalResourceId: 'tunnelkeeper-setup' });
    expect(await setting.alarms.list('eu-west-1')).toEqual([]);
    expect(setting.answers().at(-1)).toEqual(done);
  });

  it('says which alarms are left where CloudWatch refuses', async () => {
    const setting = createSetting();
    await setting.ask('Create');
    setting.alarms.failures.next(new Error('AccessDenied'), 9);
    await setting.ask('Delete');
    expect(setting.answers().at(-1)).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('eu-west-1: AccessDenied'),
    });
  });
});

describe('the answer', () => {
  it('is short enough for CloudFormation, whatever the error says', async () => {
    const setting = createSetting();
    setting.secret.failures.next(new Error('x'.repeat(10_000)));
    await setting.ask('Create');
    expect(JSON.stringify(setting.answers()[0]).length).toBeLessThan(4_096);
  });

  it('that CloudFormation does not take makes the function fail, so that Lambda tries again', async () => {
    const setting = createSetting();
    setting.slack['signed'] = new Response('', { status: 403 });
    await expect(setting.ask('Delete')).rejects.toThrow('HTTP 403');
  });

  it('is not given to what does not come from CloudFormation', async () => {
    const setting = createSetting();
    await expect(setting.ask('Create', { ResponseURL: 7 })).rejects.toThrow(
      /Not a request of CloudFormation: ResponseURL/,
    );
    expect(setting.posts).toEqual([]);
  });
});
