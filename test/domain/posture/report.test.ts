import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../shared/domain/connection.ts';
import type { TunnelMaintenance } from '../../../shared/domain/diagnosis/evidence.ts';
import { judgedConnections, type RegionLook, regionPosture } from '../../../shared/domain/posture/report.ts';
import { connection, down, firstIp, gateway, options, secondIp, start, tunnel, up } from '../builders.ts';

const onGateway = (number: number, change: Partial<Connection> = {}): Connection =>
  connection({
    connectionId: `vpn-${number}`,
    name: `line ${number}`,
    customerGatewayId: `cgw-${number}`,
    preSharedKeys: 'secrets-manager',
    routing: 'bgp',
    ...change,
  });

const look = (connections: readonly Connection[], change: Partial<RegionLook> = {}): RegionLook => ({
  connections,
  customerGateways: [],
  unusedTunnels: () => new Set(),
  maintenance: new Map(),
  ...change,
});

const foundIn = (connections: readonly Connection[], change: Partial<RegionLook> = {}) =>
  regionPosture(look(connections, change), start).findings.map(
    ({ id, connectionId }) => `${connectionId} ${id}`,
  );

const pending = [{ outsideIp: firstIp, pending: true, autoAppliedAfter: undefined }];
const hq = { tags: { 'tunnelkeeper:site': 'hq' } };

describe('the set-up of a region', () => {
  it.each<readonly [string, Partial<Connection>, boolean]>([
    ['is there', {}, true],
    ['is being modified', { state: 'modifying' }, true],
    ['is being created', { state: 'pending' }, false],
    ['is being deleted', { state: 'deleting' }, false],
    ['is deleted', { state: 'deleted' }, false],
    ['is not to be watched', { tags: { 'tunnelkeeper:watch': 'off' } }, false],
  ])('is that of a connection that %s: %s', (_, change, judged) => {
    const only = onGateway(1, change);
    expect(judgedConnections([only])).toEqual(judged ? [only] : []);
    const { names, sites, findings } = regionPosture(look([only]), start);
    expect([...names]).toEqual(judged ? [['vpn-1', 'line 1']] : []);
    expect(sites).toHaveLength(judged ? 1 : 0);
    expect(findings.length > 0).toBe(judged);
  });

  it('joins connections by the tag of their site', () => {
    expect(foundIn([onGateway(1, hq), onGateway(2, hq)])).not.toContain('vpn-1 single-gateway');
    expect(foundIn([onGateway(1, hq), onGateway(2)])).toContain('vpn-1 single-gateway');
    expect(regionPosture(look([onGateway(1, hq), onGateway(2, hq)]), start).sites).toMatchObject([
      { name: 'hq', grade: 'two-gateways-bgp' },
    ]);
  });

  it('gives each connection its gateway, and each site the name of it', () => {
    const tunnels = [tunnel(firstIp, { options: { ...options, startupAction: 'add' } })];
    const customerGateways = [
      { ...gateway, customerGatewayId: 'cgw-1', ipAddress: undefined },
      { ...gateway, customerGatewayId: 'cgw-2', name: 'asr' },
    ];
    const seen = [onGateway(1, { tunnels }), onGateway(2, { tunnels })];
    expect(foundIn(seen, { customerGateways }).filter((each) => each.endsWith('initiate'))).toEqual([
      'vpn-2 aws-does-not-initiate',
    ]);
    const { sites } = regionPosture(look(seen, { customerGateways }), start);
    expect(sites.map(({ name }) => name)).toEqual(['hq-router', 'asr']);
  });

  it('asks of each connection which tunnels have never been up', () => {
    const tunnels = [up(firstIp), down(secondIp)];
    const unusedTunnels = (id: string) => new Set(id === 'vpn-2' ? [secondIp] : []);
    const single = foundIn([onGateway(1, { tunnels }), onGateway(2, { tunnels })], { unusedTunnels });
    expect(single.filter((each) => each.endsWith('single-tunnel'))).toEqual(['vpn-2 single-tunnel']);
  });

  it('tells maintenance that could not be read from none', () => {
    const maintenance = new Map<string, readonly TunnelMaintenance[] | 'unread'>([
      ['vpn-1', pending],
      ['vpn-2', 'unread'],
    ]);
    const seen = [onGateway(1), onGateway(2), onGateway(3)];
    const { maintenanceUnread, findings } = regionPosture(look(seen, { maintenance }), start);
    expect(maintenanceUnread).toEqual(new Set(['vpn-2']));
    expect(
      findings.filter(({ id }) => id === 'maintenance-pending').map(({ connectionId }) => connectionId),
    ).toEqual(['vpn-1']);
  });
});
