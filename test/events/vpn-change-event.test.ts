import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseVpnChange } from '../../shared/events/vpn-change-event.ts';
import { changeFixture, networkManagerFixture, withDetail } from '../fixtures/read-fixture.ts';

const account = '111122223333';
const connectionId = 'vpn-0a1b2c3d4e5f60718';
const context = {
  accountId: account,
  ownRoleArn: `arn:aws:iam::${account}:role/Tunnelkeeper-RestartsRestartTunnelRole1A2B3C4D-Xy12`,
  receivedAt: Date.UTC(2026, 2, 1, 3, 0, 30),
};

const parse = (event: unknown) => parseVpnChange(event, context);
const lowerCamel = changeFixture('tunnel-options-lower-camel');
const own = changeFixture('own-restart');

/** The only signal of an event about one connection. */
const only = (event: unknown) => {
  const read = parse(event);
  if ('ignored' in read) throw new Error(`ignored: ${read.ignored}`);
  if ('where' in read) throw new Error('names no connection');
  expect(read.signals).toHaveLength(1);
  return read.signals[0];
};

const changeIn = (event: unknown) => {
  const signal = only(event);
  if (signal?.kind !== 'api-change') throw new Error('no call');
  return signal;
};

describe('a call that CloudTrail tells of', () => {
  it.each(['tunnel-options-lower-camel', 'tunnel-options-wrapped'] as const)(
    'is read in the form %s',
    (form) => {
      expect(parse(changeFixture(form))).toEqual({
        region: 'eu-west-1',
        signals: [
          {
            kind: 'api-change',
            connectionId,
            isOwn: false,
            change: {
              changeId: '3038ebd2-c98a-4c65-9b6e-e22506292313',
              connectionId,
              operation: 'ModifyVpnTunnelOptions',
              outsideIp: '203.0.113.1',
              by: { kind: 'role', name: 'network-admin' },
              at: Date.UTC(2026, 2, 1, 2, 58, 3),
            },
          },
        ],
      });
    },
  );

  it('about a new connection has its id in the answer', () => {
    expect(changeIn(changeFixture('connection-created'))).toMatchObject({
      connectionId,
      change: { operation: 'CreateVpnConnection', by: { kind: 'user', name: 'jane' }, outsideIp: undefined },
    });
  });

  it.each([
    ['one of several in a set', { item: [{ vpnConnectionId: connectionId }, { x: 1 }] }],
    ['the only one of a set', { item: { vpnConnectionId: connectionId } }],
    ['in JSON', JSON.stringify({ vpnConnectionId: connectionId })],
    ['of the shorter kind', { vpnConnectionId: 'vpn-1a2b3c4d' }],
  ])('names its connection: %s', (_name, requestParameters) => {
    expect(changeIn(withDetail(lowerCamel, { requestParameters })).connectionId).toMatch(/^vpn-[0-9a-f]+$/);
  });

  it('about two connections is a signal for each', () => {
    const requestParameters = { ids: { item: [{ id: 'vpn-1a2b3c4d' }, { id: 'vpn-4d3c2b1a' }] } };
    expect(parse(withDetail(lowerCamel, { requestParameters }))).toMatchObject({
      signals: [{ connectionId: 'vpn-1a2b3c4d' }, { connectionId: 'vpn-4d3c2b1a' }],
    });
  });

  it.each([
    ['the record', { awsRegion: 'ap-south-1' }, 'ap-south-1'],
    ['the envelope, if the record has none', { awsRegion: undefined }, 'eu-west-1'],
    ['the envelope, if the record has no region but something else', { awsRegion: 'a.b/c' }, 'eu-west-1'],
  ])('is of the region of %s', (_name, change, region) => {
    expect(parse(withDetail(lowerCamel, change))).toMatchObject({ region });
  });

  it('is never in the future, and has a time and an id where it has neither', () => {
    expect(changeIn(withDetail(lowerCamel, { eventTime: '2031-01-01T00:00:00Z' })).change.at).toBe(
      context.receivedAt,
    );
    const bare = { ...withDetail(lowerCamel, { eventTime: 'soon', eventID: 'no id' }), time: 5, id: {} };
    expect(changeIn(bare).change).toMatchObject({
      at: context.receivedAt,
      changeId: `ModifyVpnTunnelOptions-${context.receivedAt}`,
    });
  });

  it.each([
    ['refused by AWS', changeFixture('refused'), 'call-failed'],
    [
      'that changes nothing here',
      withDetail(lowerCamel, { eventName: 'DescribeVpnConnections' }),
      'other-operation',
    ],
    ['of another service', withDetail(lowerCamel, { eventSource: 'rds.amazonaws.com' }), 'other-source'],
    ['in another account', withDetail(lowerCamel, { recipientAccountId: '999999999999' }), 'foreign-account'],
    [
      'about nothing known',
      withDetail(lowerCamel, { requestParameters: null, responseElements: { id: 'cgw-0a1b2c3d' } }),
      'names-no-connection',
    ],
    ['without a record', { source: 'aws.ec2', detail: 7 }, 'unreadable'],
    ['that is no event', 'text', 'unreadable'],
  ])('%s is ignored, with a reason', (_name, event, ignored) => {
    expect(parse(event)).toMatchObject({ ignored });
  });
});

describe('who has made a call', () => {
  const by = (userIdentity: unknown) => changeIn(withDetail(lowerCamel, { userIdentity })).change.by;

  it.each([
    ['the root user', { type: 'Root', arn: `arn:aws:iam::${account}:root` }, { kind: 'root', name: '' }],
    ['a user', { type: 'IAMUser', userName: 'jane' }, { kind: 'user', name: 'jane' }],
    [
      'a role known by its session only',
      { type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-role/deployer/terraform` },
      { kind: 'role', name: 'deployer' },
    ],
    [
      'a service',
      { type: 'AWSService', invokedBy: 'networkmanager.amazonaws.com' },
      { kind: 'service', name: 'networkmanager.amazonaws.com' },
    ],
    ['nobody knows', undefined, { kind: 'unknown', name: '' }],
    ['something new', { type: 'Robot' }, { kind: 'unknown', name: '' }],
  ])('%s', (_name, identity, expected) => {
    expect(by(identity)).toEqual(expected);
  });

  it('is one short line', () => {
    expect(by({ type: 'IAMUser', userName: `a\n\u0007*b* ${'x'.repeat(200)}` }).name).toMatch(
      /^a \*b\* x{58}…$/,
    );
  });

  it('are we ourselves, by the role of the function that restarts tunnels', () => {
    expect(changeIn(own).isOwn).toBe(true);
    const { sessionContext: _none, ...bySession } = own.detail['userIdentity'] as Record<string, unknown>;
    expect(changeIn(withDetail(own, { userIdentity: bySession })).isOwn).toBe(true);
  });

  it.each([
    ['a role of the same name in another account', [account, '999999999999']],
    ['a role whose name begins like ours', ['-Xy12', '-Xy12b']],
  ])('are not we: %s', (_name, [from, to]) => {
    const identity = JSON.stringify(own.detail['userIdentity']).replaceAll(from ?? '', to ?? '');
    expect(changeIn(withDetail(own, { userIdentity: JSON.parse(identity) })).isOwn).toBe(false);
  });
});

describe('what Network Manager tells', () => {
  it.each([
    ['ipsec-down', 'ipsec-down', '203.0.113.1'],
    ['connection-created', 'created', undefined],
    ['cloud-wan-bgp-down', 'bgp-down', '203.0.113.1'],
    ['status-2019', 'ipsec-up', '203.0.113.1'],
  ] as const)('is read: %s', (name, news, outsideIp) => {
    expect(parse(networkManagerFixture(name))).toEqual({
      region: 'eu-west-1',
      signals: [
        { kind: 'network-manager', connectionId, outsideIp, news, at: Date.UTC(2026, 2, 1, 3, 0, 5) },
      ],
    });
  });

  const down = networkManagerFixture('ipsec-down');

  it('makes us look also where its kind is new', () => {
    expect(only(withDetail(down, { changeType: 'VPN-CONNECTION-TARGET-GATEWAY-MODIFIED' }))).toMatchObject({
      news: 'other',
    });
  });

  it('is of the region that it names, else of the one in the ARN, and of its own at last', () => {
    expect(parse(withDetail(down, { region: 'ap-south-1' }))).toMatchObject({ region: 'ap-south-1' });
    expect(parse(withDetail(down, { region: undefined }))).toMatchObject({ region: 'eu-west-1' });
    const bare = withDetail(down, { region: undefined, vpnConnectionArn: connectionId });
    expect(parse({ ...bare, resources: [] })).toMatchObject({ region: 'us-west-2' });
  });

  it('names its connection among the resources, if nowhere else', () => {
    expect(only(withDetail(down, { vpnConnectionArn: undefined }))).toMatchObject({ connectionId });
  });

  it.each([
    ['about something else', withDetail(down, { changeType: 'LINK-CREATED' }), 'other-subject'],
    [
      'about no connection',
      { ...withDetail(down, { vpnConnectionArn: 'x', outsideIpAddress: undefined }), resources: 'y' },
      'names-no-connection',
    ],
    [
      'about a connection of another account',
      withDetail(down, {
        vpnConnectionArn: `arn:aws:ec2:eu-west-1:999999999999:vpn-connection/${connectionId}`,
      }),
      'foreign-account',
    ],
    ['without a detail', { source: 'aws.networkmanager' }, 'unreadable'],
  ])('%s is ignored, with a reason', (_name, event, ignored) => {
    expect(parse(event)).toMatchObject({ ignored });
  });
});

it('whatever comes ends in a decision', () => {
  const noise = fc.anything({ maxDepth: 4, withNullPrototype: true });
  const event = fc.oneof(
    noise,
    fc.record({
      source: fc.constantFrom('aws.ec2', 'aws.networkmanager', 3),
      detail: noise,
      resources: noise,
    }),
    fc
      .dictionary(fc.constantFrom(...Object.keys(lowerCamel.detail)), noise)
      .map((change) => ({ ...lowerCamel, detail: { ...lowerCamel.detail, ...change } })),
    fc
      .dictionary(fc.constantFrom('changeType', 'vpnConnectionArn', 'region', 'outsideIpAddress'), noise)
      .map((change) => ({
        ...networkManagerFixture('ipsec-down'),
        detail: { ...networkManagerFixture('ipsec-down').detail, ...change },
      })),
  );
  fc.assert(
    fc.property(event, (input) => {
      const read = parse(input);
      expect('ignored' in read || 'where' in read || read.signals.length > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});
