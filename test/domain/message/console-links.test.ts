import { describe, expect, it } from 'vitest';
import {
  connectionsUrl,
  connectionUrl,
  healthUrl,
  runbookHeadings,
  runbookLink,
} from '../../../shared/domain/message/console-links.ts';
import { message as english } from '../../../shared/words/english/message.ts';

describe('links to the console follow the partition', () => {
  it.each([
    ['eu-west-1', 'console.aws.amazon.com'],
    ['cn-north-1', 'console.amazonaws.cn'],
    ['us-gov-west-1', 'console.amazonaws-us-gov.com'],
  ])('%s: %s', (region, host) => {
    expect(connectionUrl(region, 'vpn-0a1b2c3d')).toBe(
      `https://${host}/vpc/home?region=${region}#VpnConnectionDetails:VpnConnectionId=vpn-0a1b2c3d`,
    );
    expect(connectionsUrl(region)).toBe(`https://${host}/vpc/home?region=${region}#VpnConnections:`);
    expect(healthUrl(region)).toBe(`https://${host}/health/home`);
  });
});

it.each(['a-cn-1', 'a-us-gov-1'])('%s is of no other partition', (region) => {
  expect(new URL(healthUrl(region)).host).toBe('console.aws.amazon.com');
});

describe('the runbook', () => {
  it.each([undefined, ''])('is not linked to if its address is %j', (address) => {
    expect(runbookLink(address, 'outage', english.connection.label)).toEqual([]);
  });

  it('is linked to at the heading', () => {
    for (const heading of runbookHeadings) {
      expect(runbookLink('https://runbook.example/x.md', heading, english.connection.label)).toEqual([
        { label: 'Runbook', url: `https://runbook.example/x.md#${heading}` },
      ]);
    }
  });
});
