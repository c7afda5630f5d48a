import { describe, expect, it } from 'vitest';
import type { Connection, CustomerGateway } from '../../../shared/domain/connection.ts';
import { sitesOf } from '../../../shared/domain/posture/site.ts';
import { connection, down, firstIp, gateway, secondIp } from '../builders.ts';

const onGateway = (id: string, change: Partial<Connection> = {}): Connection =>
  connection({ connectionId: `vpn-${id}`, customerGatewayId: `cgw-${id}`, ...change });

const tagged = (site: string) => ({ tags: { 'tunnelkeeper:site': site } });

const gradesOf = (
  connections: readonly Connection[],
  unused: Readonly<Record<string, readonly string[]>> = {},
  gateways: readonly CustomerGateway[] = [],
) =>
  sitesOf(connections, gateways, (id) => new Set(unused[id])).map(({ name, grade }) => `${name}: ${grade}`);

describe('how redundant a site is', () => {
  it.each<readonly [string, readonly Connection[], readonly string[]]>([
    ['one connection', [onGateway('1')], ['cgw-1: one-gateway']],
    [
      'two connections on one gateway',
      [onGateway('1'), onGateway('1', { connectionId: 'vpn-2' })],
      ['cgw-1: one-gateway'],
    ],
    [
      'two gateways that no tag joins, though they have the same target and name',
      [onGateway('1'), onGateway('2')],
      ['cgw-1: one-gateway', 'cgw-2: one-gateway'],
    ],
    [
      'two gateways with static routes',
      [onGateway('1', tagged('hq')), onGateway('2', tagged(' hq '))],
      ['hq: two-gateways-static'],
    ],
    [
      'two gateways with BGP',
      [
        onGateway('1', { ...tagged('hq'), routing: 'bgp' }),
        onGateway('2', { ...tagged('hq'), routing: 'bgp' }),
      ],
      ['hq: two-gateways-bgp'],
    ],
    [
      'two gateways with different routing',
      [onGateway('1', tagged('hq')), onGateway('2', { ...tagged('hq'), routing: 'bgp' })],
      ['hq: two-gateways'],
    ],
    [
      'a second gateway that is being connected',
      [onGateway('1', tagged('hq')), onGateway('2', { ...tagged('hq'), state: 'pending' })],
      ['hq: one-gateway'],
    ],
    [
      'a blank tag',
      [onGateway('1', tagged('  ')), onGateway('2', tagged(''))],
      ['cgw-1: one-gateway', 'cgw-2: one-gateway'],
    ],
  ])('%s', (_, connections, expected) => {
    expect(gradesOf(connections)).toEqual(expected);
  });

  const neverUp = onGateway('2', { ...tagged('hq'), tunnels: [down(firstIp), down(secondIp)] });

  it('counts a gateway whose tunnels have never been up as not in use', () => {
    const unused = { 'vpn-2': [firstIp, secondIp] };
    expect(gradesOf([onGateway('1', tagged('hq')), neverUp], unused)).toEqual(['hq: two-gateways']);
  });

  it('counts a gateway as in use whose tunnel is up at last', () => {
    const unused = { 'vpn-2': [firstIp, secondIp] };
    const connections = [onGateway('1', tagged('hq')), onGateway('2', tagged('hq'))];
    expect(gradesOf(connections, unused)).toEqual(['hq: two-gateways-static']);
  });

  it('does not fall with an outage', () => {
    const unused = { 'vpn-2': [secondIp] };
    expect(gradesOf([onGateway('1', tagged('hq')), neverUp], unused)).toEqual(['hq: two-gateways-static']);
  });

  it('calls a site without tag by the name of its gateway', () => {
    const named = { ...gateway, customerGatewayId: 'cgw-1', name: ' hq-router ' };
    expect(gradesOf([onGateway('1')], {}, [named])).toEqual(['hq-router: one-gateway']);
    expect(gradesOf([onGateway('1')], {}, [{ ...named, name: '', deviceName: 'asr' }])).toEqual([
      'asr: one-gateway',
    ]);
  });

  it('has a short key, whatever its owner calls it', () => {
    const [site] = sitesOf([onGateway('1', tagged('x'.repeat(256)))], [], () => new Set());
    expect(site?.key).toMatch(/^site-[0-9a-f]{16}$/);
  });
});
