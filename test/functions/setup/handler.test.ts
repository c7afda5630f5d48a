import { describe, expect, it, vi } from 'vitest';
import { AwsCallError } from '../../../shared/aws/client/aws-call-error.ts';
import { RegionUnread } from '../../../shared/intake/list-connections.ts';
import { onUnread } from '../../../shared/intake/region-reach.ts';
import { connection, down, firstIp, secondIp } from '../../domain/builders.ts';
import { answerUrl, createSetting } from './setting.ts';

const done = {
  Status: 'SUCCESS',
  Data: { Warnings: 'none' },
  PhysicalResourceId: 'tunnelkeeper-setup',
  StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Tunnelkeeper/1',
  RequestId: 'request-1',
  LogicalResourceId: 'DeploymentRun',
};

const alarmOfOld = {
  alarmName: 'tunnelkeeper/tunnel/vpn-0123456789abcdef0/203.0.113.9',
  connectionId: 'vpn-0123456789abcdef0',
  outsideIp: '203.0.113.9',
  dimensions: {},
};

type Setting = ReturnType<typeof createSetting>;

/** Whatever may be in the way of a deployment, and what is said of it. */
const troubles: readonly (readonly [string, (setting: Setting) => void, RegExp])[] = [
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
];

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
    await setting.alarms.put('us-west-2', alarmOfOld);
    await setting.ask('Update', { OldResourceProperties: { regions: ['eu-west-1', 'us-west-2'] } });
    expect(await setting.alarms.list('us-west-2')).toEqual([]);
    expect(await setting.alarms.list('eu-west-1')).toHaveLength(2);
    expect(setting.answers().at(-1)).toMatchObject({ Status: 'SUCCESS' });
  });
});

describe('a deployment fails, with words for who deploys, where', () => {
  it.each(troubles)('%s', async (_, spoil, reason) => {
    const setting = createSetting();
    spoil(setting);
    await setting.ask('Create');
    expect(setting.answers()).toEqual([
      expect.objectContaining({ Status: 'FAILED', Reason: expect.stringMatching(reason) }),
    ]);
    expect(JSON.stringify([setting.answers(), setting.region.log.entries])).not.toContain('planted-token');
  });

  it('its table stays, and is named with the way to remove it', async () => {
    const setting = createSetting();
    setting.secret.failures.next(new Error('x'.repeat(10_000)));
    await setting.ask('Create');
    expect(setting.answers()[0]?.['Reason']).toMatch(
      /aws dynamodb delete-table --region eu-west-1 --table-name the-table$/,
    );
  });

  it('nothing that has been made before is taken away by the removal that follows, which succeeds', async () => {
    const setting = createSetting();
    await setting.ask('Create');
    setting.slack['auth.test'] = { ok: false, error: 'invalid_auth' };
    await setting.ask('Create', { RequestId: 'request-2' });
    const failed = setting.answers().at(-1);
    expect(failed).toMatchObject({ Status: 'FAILED', RequestId: 'request-2' });
    expect(failed?.['PhysicalResourceId']).not.toBe(done.PhysicalResourceId);
    await setting.ask('Delete', { PhysicalResourceId: failed?.['PhysicalResourceId'] });
    expect(setting.answers().at(-1)).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: failed?.['PhysicalResourceId'],
    });
    expect(await setting.alarms.list('eu-west-1')).toHaveLength(2);
  });

  it.each([
    ['the token is refused', 'auth.test'],
    ['the channel is refused', 'chat.postMessage'],
  ])('no alarm is left by it: %s', async (_, method) => {
    const setting = createSetting();
    setting.slack[method] = { ok: false, error: 'refused' };
    await setting.ask('Create');
    expect(setting.alarms.changes).toEqual([]);
  });

  it('nothing is changed before it is known that people can be told', async () => {
    const setting = createSetting();
    setting.slack['auth.test'] = { ok: false, error: 'invalid_auth' };
    await setting.ask('Create');
    expect(setting.alarms.changes).toEqual([]);
    expect(setting.region.connections.calls).toEqual([]);
  });
});

describe('a second hub', () => {
  const other = [{ name: 'tunnelkeeper/self/no-sweep', state: 'ok', since: 0 }] as const;

  it('is refused before it does anything, with the region of the first and what to do', async () => {
    const setting = createSetting();
    setting.findRegions(['eu-west-1', 'eu-central-1', 'us-east-1']);
    setting.ownAlarms.alarms.set('eu-central-1', other);
    await setting.ask('Create');
    const [answer] = setting.answers();
    expect(answer?.['Status']).toBe('FAILED');
    expect(answer?.['Reason']).toMatch(
      /already deployed in eu-central-1 .*"regions": \["eu-central-1", "all"\].*To have it in eu-west-1 instead, .*--region eu-central-1/,
    );
    expect(setting.messages()).toEqual([]);
    expect(setting.alarms.changes).toEqual([]);
  });

  it.each<readonly [string, (setting: Setting) => void]>([
    [
      'the regions beside a hub have alarms of their own',
      ({ ownAlarms }) =>
        void ownAlarms.alarms.set('eu-central-1', [
          { name: 'tunnelkeeper/self/unforwarded-events', state: 'ok', since: 0 },
        ]),
    ],
    ['the alarms of this very hub', ({ ownAlarms }) => void ownAlarms.alarms.set('eu-west-1', other)],
    ['a region does not say', ({ ownAlarms }) => ownAlarms.failures.next(new Error('socket hang up'))],
    [
      'AWS does not say which regions there are',
      (setting) => setting.findRegions([]).failures.next(new Error('socket hang up')),
    ],
  ])('is not seen where %s', async (_, arrange) => {
    const setting = createSetting();
    setting.findRegions(['eu-west-1', 'eu-central-1']);
    arrange(setting);
    await setting.ask('Create');
    expect(setting.answers()).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  it('is not looked for once it is there', async () => {
    const setting = createSetting();
    setting.findRegions(['eu-west-1', 'eu-central-1']);
    setting.ownAlarms.alarms.set('eu-central-1', other);
    await setting.ask('Update', { PhysicalResourceId: 'tunnelkeeper-setup' });
    expect(setting.answers()).toMatchObject([{ Status: 'SUCCESS', Data: { Warnings: 'none' } }]);
  });
});

describe('a change of what is deployed is never refused, and says what it could not do, where', () => {
  it.each(troubles)('%s', async (_, spoil, reason) => {
    const setting = createSetting();
    await setting.ask('Create');
    spoil(setting);
    await setting.ask('Update', { PhysicalResourceId: done.PhysicalResourceId });
    const warnings = { Warnings: expect.stringMatching(reason) };
    expect(setting.answers().at(-1)).toEqual({ ...done, Data: warnings });
    expect(setting.region.log.messages('warn')).toContain('setup');
    expect(JSON.stringify([setting.answers(), setting.region.log.entries])).not.toContain('planted-token');
  });

  it('Slack is away: everything else is done', async () => {
    const setting = createSetting([connection({ tunnels: [down(firstIp), down(secondIp)] })]);
    setting.slack['auth.test'] = new Response('', { status: 503 });
    await setting.ask('Update');
    expect(setting.region.told()).toEqual(['incident.opened']);
    expect(setting.alarms.changes).toHaveLength(2);
  });

  it('one region of two does not answer: the other one is looked at and told', async () => {
    const setting = createSetting([connection()], ['us-west-2', 'eu-west-1']);
    setting.region.connections.failures.next(new Error('away'));
    await setting.ask('Update');
    expect(JSON.stringify(setting.messages())).toContain('1 connection in 1 region');
    expect(setting.answers()[0]).toMatchObject({
      Data: { Warnings: expect.stringMatching(/^Region us-west-2 cannot be watched/) },
    });
  });

  it('alarms cannot be removed in a region that is left', async () => {
    const setting = createSetting();
    await setting.alarms.put('us-west-2', alarmOfOld);
    setting.failIn('us-west-2', new Error('OptInRequired'));
    await setting.ask('Update', { OldResourceProperties: { regions: ['eu-west-1', 'us-west-2'] } });
    expect(setting.answers()[0]).toMatchObject({
      Status: 'SUCCESS',
      Data: { Warnings: 'Alarms under tunnelkeeper/tunnel/ may be left in us-west-2: OptInRequired.' },
    });
  });
});

describe('a region that is left', () => {
  const left = { OldResourceProperties: { regions: ['eu-west-1', 'us-west-2'] } };
  const outage = connection({ tunnels: [down(firstIp), down(secondIp)] });

  it('has its incidents closed, though it does not answer, and told', async () => {
    const setting = createSetting([outage], ['us-west-2']);
    await setting.region.sweep(0);
    setting.region.connections.failures.next(new Error('away'), 9);
    await setting.ask('Update', left);
    expect(setting.region.told()).toEqual(['incident.opened', 'incident.closed']);
    const { incidents } = await setting.region.records.loadRegion(outage.region);
    expect(incidents).toMatchObject([{ phase: 'closed', closeReason: 'unwatched' }]);
  });

  it('has it told that nobody need see it any more, once', async () => {
    const setting = createSetting([connection()], ['us-west-2']);
    const unread = new RegionUnread(outage.region, { why: 'denied', code: 'AuthFailure' }, undefined);
    for (let look = 0; look < 3; look += 1) await onUnread(setting.deps, unread);
    await setting.ask('Update', left);
    const [, last] = setting.region.announcer.announcements;
    expect(setting.region.told()).toEqual(['notice.region-unreachable', 'notice.region-unreachable']);
    expect(last?.message).toMatchObject({
      severity: 'resolved',
      headline: 'Resolved · Site-to-Site VPN in eu-west-1 · not watched any more',
    });
    expect((await setting.region.records.loadRegion(outage.region)).reach?.isLeft).toBe(true);
  });

  it.each([
    ['is found all the same', (setting: Setting) => void setting.findRegions([outage.region])],
    [
      'may be found, as nobody knows which are',
      (setting: Setting) => setting.findRegions([]).failures.next(new Error('away'), 9),
    ],
  ])('keeps its incidents where it %s, and loses its alarms', async (_, find) => {
    const setting = createSetting([outage], ['us-west-2']);
    await setting.region.sweep(0);
    await setting.alarms.put(outage.region, alarmOfOld);
    find(setting);
    await setting.ask('Update', left);
    expect(setting.region.told()).toEqual(['incident.opened']);
    expect(await setting.alarms.list(outage.region)).toEqual([]);
  });

  it('is left once more when every sweep is over that began before', async () => {
    const setting = createSetting([connection()]);
    const { now } = setting.region.clock;
    const startedAt = now();
    await setting.ask('Update', left);
    expect(now() - startedAt).toBe(60_000);
  });

  it('stays as it is if it is watched all the same', async () => {
    const setting = createSetting([outage]);
    await setting.ask('Create');
    await setting.ask('Update', left);
    expect(setting.region.told()).toEqual(['incident.opened']);
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

  it('succeeds where CloudWatch refuses, and says which alarms are left', async () => {
    const setting = createSetting();
    await setting.ask('Create');
    setting.alarms.failures.next(new Error('AccessDenied'), 9);
    await setting.ask('Delete', { PhysicalResourceId: done.PhysicalResourceId });
    const said = 'Alarms under tunnelkeeper/tunnel/ may be left in eu-west-1: AccessDenied.';
    expect(setting.answers().at(-1)).toEqual({ ...done, Data: { Warnings: said } });
    expect(setting.region.log.entries).toContainEqual(
      expect.objectContaining({ level: 'warn', message: 'alarms left behind' }),
    );
  });

  it('of what never answered takes nothing away', async () => {
    const setting = createSetting();
    await setting.ask('Create');
    await setting.ask('Delete', { PhysicalResourceId: 'Tunnelkeeper-DeploymentRun-1A2B3C' });
    expect(await setting.alarms.list('eu-west-1')).toHaveLength(2);
    expect(setting.answers().at(-1)).toMatchObject({ Status: 'SUCCESS' });
  });
});

describe('the answer', () => {
  it('is short enough for CloudFormation, whatever the error says', async () => {
    const setting = createSetting();
    setting.secret.failures.next(new Error('x'.repeat(10_000)));
    await setting.ask('Create');
    expect(JSON.stringify(setting.answers()[0]).length).toBeLessThan(4_096);
  });

  it.each([
    ['Create', 'FAILED'],
    ['Update', 'SUCCESS'],
    ['Delete', 'SUCCESS'],
  ] as const)('comes before the time is up, whatever hangs: %s', async (type, status) => {
    const setting = createSetting();
    setting.hang();
    const ended = setting.ask(type, { PhysicalResourceId: done.PhysicalResourceId });
    await vi.waitFor(() => expect(setting.region.timers.pending()).toContain(840_000));
    setting.region.timers.runAll();
    await ended;
    expect(setting.answers()).toMatchObject([{ Status: status }]);
    expect(JSON.stringify(setting.answers())).toContain('was not done within 840 seconds');
  });

  it('is given again while the address is silent or in trouble', async () => {
    const setting = createSetting();
    setting.answerLater(new DOMException('late', 'TimeoutError'), new Response('', { status: 503 }));
    await setting.ask('Update');
    expect(setting.answers()).toHaveLength(3);
  });

  it('that nobody takes makes the function fail without naming the address', async () => {
    const setting = createSetting();
    setting.answerLater(...Array.from({ length: 4 }, () => new TypeError(`no way to ${answerUrl}`)));
    await expect(setting.ask('Update')).rejects.toThrow(
      /^CloudFormation did not take the answer: TypeError\.$/,
    );
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
