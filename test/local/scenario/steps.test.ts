import { describe, expect, it } from 'vitest';
import type { BusEvent } from '../../../local/contract.ts';
import { connectionId, firstIp, gatewayId, minute, startAt, statusOf } from '../world/fixture.ts';
import { play } from './fixture.ts';

const tunnel = `${connectionId}/${firstIp}`;

const detailOf = (event: BusEvent | undefined) => (event?.detail ?? {}) as Readonly<Record<string, unknown>>;

describe('steps about gateways', () => {
  it('act on the tunnels they name, at their time, and are told to the journal', async () => {
    const scene = play(
      { at: '2m', gatewayDeletesIkeSa: tunnel },
      { at: '3m', says: 'All dark', gatewayGoesSilent: gatewayId },
    );
    await scene.after(2 * minute - 1);
    expect(statusOf(scene, scene.first)).toBe('UP');
    await scene.after(2 * minute);
    expect([statusOf(scene, scene.first), statusOf(scene, scene.second)]).toEqual(['DOWN', 'UP']);
    await scene.after(4 * minute);
    expect(statusOf(scene, scene.second)).toBe('DOWN');
    expect(scene.entries('scenario.step').map(({ at, text }) => [at, text])).toEqual([
      [startAt + 2 * minute, `gateway deletes ike sa ${tunnel}`],
      [startAt + 3 * minute, 'All dark'],
    ]);
  });

  it('change keys, proposals, routes, initiative and BGP', async () => {
    const scene = play(
      { at: '1m', gatewayGetsWrongKey: tunnel },
      { at: '1m', gatewayGetsWrongProposal: tunnel },
      { at: '1m', gatewayAdvertises: { target: tunnel, routes: 7 } },
      { at: '1m', gatewayInitiates: { target: tunnel, initiates: true } },
      { at: '1m', bgpSession: { target: tunnel, state: 'down' } },
    );
    await scene.after(minute);
    expect(scene.first.peer).toEqual({
      answers: true,
      initiates: true,
      key: 'wrong',
      proposal: 'wrong',
      ikeFault: 'none',
      bgp: 'down',
      bgpFault: 'none',
      bgpNotifiedBy: undefined,
      routes: 7,
      sends: true,
    });
    expect(scene.second.peer).toMatchObject({ key: 'right', routes: 3 });
  });

  it.each([
    ['pre-shared-key', { key: 'wrong', proposal: 'right', ikeFault: 'none' }],
    ['proposal-phase-1', { key: 'right', proposal: 'wrong', ikeFault: 'none' }],
    ['identity', { key: 'right', proposal: 'right', ikeFault: 'identity' }],
    ['none', { key: 'right', proposal: 'right', ikeFault: 'none' }],
  ])('put one fault, %s, in the place of any other', async (fault, peer) => {
    const scene = play(
      { at: '1m', gatewayFails: { target: tunnel, fault: 'traffic-selectors' } },
      { at: '2m', gatewayGetsWrongKey: tunnel },
      { at: '3m', gatewayFails: { target: tunnel, fault } },
    );
    await scene.after(3 * minute);
    expect(scene.first.peer).toMatchObject(peer);
  });

  it('let maintenance wait, and refuse it where nobody can wait', async () => {
    const options = { lifecycleControl: true };
    const scene = play(
      { at: '1m', tunnelOptionsChanged: { tunnel, options } },
      { at: '5m', maintenanceWaits: { tunnel, autoAppliedAfter: '2h' } },
    );
    await scene.after(5 * minute);
    expect(scene.first.maintenance).toMatchObject({
      pending: true,
      autoAppliedAfter: startAt + 125 * minute,
    });

    const refused = play({ at: '5m', maintenanceWaits: { tunnel, autoAppliedAfter: null } });
    await expect(refused.after(5 * minute)).rejects.toMatchObject({
      cause: expect.objectContaining({ code: 'UnsupportedOperation' }),
    });
  });

  it('let BGP fail, and traffic stop', async () => {
    const scene = play(
      { at: '1m', bgpFails: { target: tunnel, fault: 'administrative-reset', notifiedBy: 'aws' } },
      { at: '1m', gatewaySends: { target: tunnel, sends: false } },
      { at: '1m', awsSends: { target: tunnel, sends: false } },
    );
    await scene.after(minute);
    expect(scene.first.peer).toMatchObject({
      bgpFault: 'administrative-reset',
      bgpNotifiedBy: 'aws',
      sends: false,
    });
    expect(scene.first.awsSends).toBe(false);
  });

  it.each([
    ['childSaDeleted', { childSaDeleted: tunnel }, 'DOWN'],
    ['rekeyCollision', { rekeyCollision: { target: tunnel } }, 'DOWN'],
    ['a harmless rekeyCollision', { rekeyCollision: { target: tunnel, harmless: true } }, 'UP'],
  ])('%s leaves the tunnel %3$s', async (_what, verb, status) => {
    const scene = play({ at: '1m', ...verb });
    await scene.after(minute);
    expect(statusOf(scene, scene.first)).toBe(status);
  });
});

describe('a Health event step', () => {
  it('delivers copies with their own ids, spaced, and one copy in the backup region', async () => {
    const scene = play({
      at: '1m',
      healthEvent: {
        code: 'AWS_VPN_REDUNDANCY_LOSS',
        connections: [connectionId],
        copies: 3,
        spacing: '20s',
        backupCopy: true,
      },
    });
    await scene.after(minute);
    expect(scene.delivered.map(({ region }) => region)).toEqual(['eu-central-1', 'us-west-2']);
    await scene.after(2 * minute);
    expect(scene.delivered).toHaveLength(4);
    expect(new Set(scene.delivered.map(({ id }) => id)).size).toBe(4);
    expect(new Set(scene.delivered.map((event) => detailOf(event)['communicationId'])).size).toBe(1);
  });

  it('spreads connections over pages in the order asked for', async () => {
    const ids = ['vpn-00000001', 'vpn-00000002', 'vpn-00000003'];
    const scene = play({
      at: '1m',
      healthEvent: { code: 'X', connections: ids, entities: 'ids', pages: 3, pageOrder: [3, 1, 2] },
    });
    await scene.after(minute);
    expect(scene.delivered.map(detailOf)).toMatchObject([
      { page: '3', totalPages: '3', affectedEntities: [{ entityValue: 'vpn-00000003' }] },
      { page: '1', affectedEntities: [{ entityValue: 'vpn-00000001' }] },
      { page: '2', affectedEntities: [{ entityValue: 'vpn-00000002' }] },
    ]);
  });

  it('may be public, of an unknown code, or about another account', async () => {
    const scene = play(
      { at: '1m', healthEvent: { code: 'AWS_VPN_SOMETHING_NEW', scope: 'PUBLIC', category: 'issue' } },
      {
        at: '2m',
        healthEvent: { code: 'X', connections: [connectionId], affectedAccountId: '999988887777' },
      },
    );
    await scene.after(2 * minute);
    expect(detailOf(scene.delivered[0])).toMatchObject({ eventScopeCode: 'PUBLIC', affectedEntities: [] });
    expect(scene.delivered[1]).toMatchObject({
      account: '123456789012',
      detail: { affectedAccount: '999988887777' },
    });
  });
});

describe('events on their way to the bus', () => {
  const health = (at: string, code: string) => ({ at, healthEvent: { code } });
  const raw = (at: string, name: string) => ({
    at,
    busEvent: { event: { source: 'test', 'detail-type': name, detail: {} } },
  });
  const arrived = (scene: ReturnType<typeof play>) => scene.delivered.map((event) => event['detail-type']);

  it.each([
    ['reversed', { reversed: true }, ['b', 'a']],
    ['lost', { lost: true }, []],
    ['doubled', { copies: 2 }, ['a', 'a', 'b', 'b']],
    ['delayed', { delayBy: '1m' }, ['a', 'b']],
  ])('can be %s', async (_what, trouble, expected) => {
    const scene = play(
      { at: '1m', eventTrouble: { source: 'test', for: '5m', ...trouble } },
      raw('2m', 'a'),
      raw('3m', 'b'),
    );
    await scene.after(10 * minute);
    expect(arrived(scene)).toEqual(expected);
  });

  it('are left alone once the trouble is over, or when they are from elsewhere', async () => {
    const scene = play(
      { at: '1m', eventTrouble: { source: 'other', for: '5m', lost: true } },
      { at: '1m', eventTrouble: { source: 'test', for: '1m', lost: true } },
      raw('3m', 'a'),
      health('4m', 'X'),
    );
    await scene.after(10 * minute);
    expect(scene.delivered).toHaveLength(1 + 1);
  });

  it('are completed with an envelope, keeping whatever the step says', async () => {
    const scene = play({
      at: '1m',
      busEvent: { event: { source: 'x', id: 'mine' }, copies: 2, spacing: '30s' },
    });
    await scene.after(2 * minute);
    expect(scene.delivered).toMatchObject([
      { version: '0', id: 'mine', source: 'x', region: 'eu-central-1', time: '2026-03-02T03:01:00Z' },
      { id: 'mine' },
    ]);
  });
});

describe('faults', () => {
  it.each([
    ['one call by default', {}, [true, false, false]],
    ['so many calls', { times: 2 }, [true, true, false]],
    ['a while', { for: '5m' }, [true, true, true]],
  ])('last for %s', async (_what, limits, expected) => {
    const scene = play({
      at: '1m',
      callFault: {
        service: 'ec2',
        operation: 'ModifyVpnTunnelOptions',
        when: 'after',
        failure: 'hang',
        ...limits,
      },
    });
    await scene.after(minute);
    expect(scene.faults.take('ec2', 'DescribeVpnConnections')).toBeUndefined();
    expect([1, 2, 3].map(() => scene.faults.take('ec2', 'ModifyVpnTunnelOptions') !== undefined)).toEqual(
      expected,
    );
    await scene.after(6 * minute);
    expect(scene.faults.take('ec2', 'ModifyVpnTunnelOptions')).toBeUndefined();
  });

  it('of one region leave the others alone', async () => {
    const scene = play({
      at: '1m',
      callFault: { service: 'ec2', operation: '*', region: 'eu-west-1', failure: 'hang', for: '5m' },
    });
    await scene.after(minute);
    expect(scene.faults.take('ec2', 'DescribeVpnConnections', 'us-east-1')).toBeUndefined();
    expect(scene.faults.take('ec2', 'DescribeVpnConnections', 'eu-west-1')).toBeDefined();
  });

  it.each([
    [{ answer: 'silence' }, { kind: 'hang' }],
    [
      { answer: 'rate-limited', retryAfterSeconds: 9 },
      { kind: 'throttle', retryAfterSeconds: 9 },
    ],
    [{ answer: 'server-error' }, { kind: 'error', statusCode: 500 }],
    [
      { answer: 'refusal', error: 'fatal_error' },
      { kind: 'error', code: 'fatal_error', statusCode: 200 },
    ],
  ])('of Slack: %j', async (slackTrouble, failure) => {
    const scene = play({ at: '1m', slackTrouble });
    await scene.after(minute);
    expect(scene.faults.take('slack', 'chat.update')).toMatchObject({ when: 'before', failure });
  });
});

describe('steps of people', () => {
  it('delete a connection, change options and tags, set alarms, send messages to queues', async () => {
    const scene = play(
      { at: '1m', tagsChanged: { resource: connectionId, set: { a: '1' }, remove: ['Name'] } },
      {
        at: '2m',
        tunnelOptionsChanged: { tunnel, options: { startupAction: 'start', logGroupArn: 'arn:group' } },
      },
      { at: '3m', alarmSet: { alarm: 'tunnel', state: 'ALARM' } },
      { at: '4m', queueMessage: { queue: 'restart', body: { any: 'thing' }, groupId: 'g', copies: 2 } },
      { at: '5m', queueMessage: { queue: 'restart', body: 'not json' } },
      { at: '10m', connectionDeleted: connectionId },
    );
    await scene.after(10 * minute);
    expect([...scene.world.connection(connectionId).tags]).toEqual([['a', '1']]);
    expect(scene.first.options.startupAction).toBe('start');
    expect(scene.first.options.log).toMatchObject({ logEnabled: true, logGroupArn: 'arn:group' });
    expect(scene.alarmsSet).toEqual([['eu-central-1', 'tunnel', 'ALARM', 'set by hand']]);
    expect(scene.queued).toEqual([
      ['restart', '{"any":"thing"}', 'g'],
      ['restart', '{"any":"thing"}', 'g'],
      ['restart', 'not json', undefined],
    ]);
    expect(scene.world.connection(connectionId).state).toBe('deleting');
  });

  it('are told of by the trail, with who has made the call', async () => {
    const options = { dpdTimeoutSeconds: 30 };
    const scene = play(
      { at: '1m', tunnelOptionsChanged: { tunnel, options, by: { user: 'jane' } } },
      { at: '10m', connectionDeleted: connectionId },
    );
    await scene.after(10 * minute);
    expect(scene.calls).toMatchObject([
      {
        operation: 'ModifyVpnTunnelOptions',
        by: { kind: 'user', name: 'jane' },
        input: { VpnConnectionId: connectionId, TunnelOptions: { DPDTimeoutSeconds: 30 } },
      },
      { operation: 'DeleteVpnConnection', by: { kind: 'role', name: 'network-admin' } },
    ]);
  });

  it('create a connection', async () => {
    const scene = play({
      at: '1m',
      connectionCreated: {
        id: 'vpn-0000beef',
        customerGateway: gatewayId,
        tunnels: [{ outsideIp: '192.0.2.1' }, { outsideIp: '192.0.2.2' }],
      },
    });
    await scene.after(6 * minute);
    expect(scene.world.connection('vpn-0000beef').state).toBe('available');
  });
});
