import { describe, expect, it } from 'vitest';
import { connectionUrl, healthUrl, runbookLink } from '../../../shared/domain/message/console-links.ts';
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
    expect(new URL(healthUrl(region)).host).toBe(host);
  });
});

describe('the runbook', () => {
  it.each([undefined, ''])('is not linked to if its address is %j', (address) => {
    expect(runbookLink(address, 'outage', english.connection.label)).toEqual([]);
  });

  it('is linked to at the heading', () => {
    expect(runbookLink('https://runbook.example/x.md', 'outage', english.connection.label)[0]?.url).toBe(
      'https://runbook.example/x.md#outage',
    );
  });
});
