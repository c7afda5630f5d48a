import { describe, expect, it } from 'vitest';
import { connectionHealth, severityOf, tunnelState } from '../../shared/domain/health.ts';
import { connection, down, firstIp, tunnel, up } from './builders.ts';

describe('the state of a tunnel', () => {
  it.each([
    ['static, IPsec up', 'static', up(firstIp), [], 'up'],
    ['static, IPsec down', 'static', down(firstIp), [], 'down'],
    ['BGP, IPsec up with a route', 'bgp', tunnel(firstIp, { acceptedRouteCount: 1 }), [], 'up'],
    ['BGP, IPsec up without a route', 'bgp', up(firstIp), [], 'no-routes'],
    ['BGP, IPsec down', 'bgp', down(firstIp), [], 'down'],
    ['down with evidence that it was never up', 'static', down(firstIp), [firstIp], 'unused'],
    ['up in spite of such evidence', 'static', up(firstIp), [firstIp], 'up'],
  ] as const)('%s', (_name, routing, seen, unused, expected) => {
    expect(tunnelState(connection({ routing }), seen, new Set(unused))).toBe(expected);
  });
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
  ] as const)('%j is %s, whatever the order', (states, expected) => {
    expect(connectionHealth(states)).toBe(expected);
    expect(connectionHealth(states.toReversed())).toBe(expected);
  });
});

it.each([
  ['healthy', 'info'],
  ['degraded', 'warning'],
  ['outage', 'critical'],
] as const)('a connection that is %s is told as %s', (health, severity) => {
  expect(severityOf(health)).toBe(severity);
});
