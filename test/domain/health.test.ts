import { describe, expect, it } from 'vitest';
import { connectionHealth, severityOf, tunnelState } from '../../shared/domain/health.ts';
import { connection, down, firstIp, secondIp, tunnel, up } from './builders.ts';

describe('the state of a tunnel', () => {
  it.each([
    ['static, IPsec up', 'static', up(firstIp), [], 'up'],
    ['static, IPsec down', 'static', down(firstIp), [], 'down'],
    ['BGP, IPsec up with a route', 'bgp', tunnel(firstIp, { acceptedRouteCount: 1 }), [], 'up'],
    ['BGP, IPsec up without a route', 'bgp', up(firstIp), [], 'no-routes'],
    ['BGP, IPsec down', 'bgp', down(firstIp), [], 'down'],
    ['down with evidence that it was never up', 'static', down(firstIp), [firstIp], 'unused'],
    ['not reported', 'static', tunnel(firstIp, { ipsec: 'unknown' }), [], 'unknown'],
    [
      'not reported, with evidence that it was never up',
      'bgp',
      tunnel(firstIp, { ipsec: 'unknown' }),
      [firstIp],
      'unused',
    ],
    ['up in spite of such evidence', 'static', up(firstIp), [firstIp], 'up'],
  ] as const)('%s', (_name, routing, seen, unused, expected) => {
    expect(tunnelState(connection({ routing }), seen, new Set(unused))).toBe(expected);
  });
});

it('a tunnel that has never had a route is told from one that has lost them', () => {
  const seen = up(firstIp);
  const bgp = connection({ routing: 'bgp' });
  expect(tunnelState(bgp, seen, new Set(), new Set([firstIp]))).toBe('never-routed');
  expect(tunnelState(bgp, seen, new Set(), new Set([secondIp]))).toBe('no-routes');
  expect(tunnelState(bgp, { ...seen, acceptedRouteCount: 1 }, new Set(), new Set([firstIp]))).toBe('up');
  expect(tunnelState(bgp, down(firstIp), new Set(), new Set([firstIp]))).toBe('down');
});

describe('the health of a connection', () => {
  it.each([
    [['up', 'up'], 'healthy'],
    [['up', 'unused'], 'healthy'],
    [['unused', 'unused'], 'healthy'],
    [['up', 'down'], 'degraded'],
    [['no-routes', 'up'], 'degraded'],
    [['down', 'down'], 'outage'],
    [['down', 'unused'], 'outage'],
    [['no-routes', 'no-routes'], 'outage'],
    [['up', 'unknown'], 'unknown'],
    [['unknown', 'unknown'], 'unknown'],
    [['unknown', 'unused'], 'unknown'],
    [[], 'unknown'],
    [['down', 'unknown'], 'outage'],
    [['never-routed', 'never-routed'], 'healthy'],
    [['up', 'never-routed'], 'healthy'],
    [['no-routes', 'never-routed'], 'outage'],
    [['down', 'never-routed'], 'outage'],
  ] as const)('%j is %s, whatever the order', (states, expected) => {
    expect(connectionHealth(states)).toBe(expected);
    expect(connectionHealth(states.toReversed())).toBe(expected);
  });
});

it.each([
  ['healthy', 'info'],
  ['unknown', 'warning'],
  ['degraded', 'warning'],
  ['outage', 'critical'],
] as const)('a connection that is %s is told as %s', (health, severity) => {
  expect(severityOf(health)).toBe(severity);
});
