import { DescribeVpnConnectionsCommand } from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ec2Clients } from '../../shared/aws/ec2/clients.ts';
import { withoutElements } from '../../shared/aws/ec2/without-elements.ts';
import { startTextServer } from './servers.ts';

async function* inPieces(text: string, sizes: readonly number[]): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  let from = 0;
  for (const size of sizes) {
    yield bytes.subarray(from, from + size);
    from += size;
  }
  yield bytes.subarray(from);
}

const textOf = async (source: AsyncIterable<Buffer>): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts).toString();
};

describe('an XML text without the elements of one name', () => {
  const between = fc.constantFrom(
    '',
    '<b>서울</b>',
    '<',
    '<secre',
    '</secret',
    '<secret/>',
    '<secrets>1</secrets>',
  );
  const within = fc.constantFrom('', 'key', '&lt;/secret&gt;', '</b>', '<b/>', '서울'.repeat(40));

  it('is what stands around them, however the bytes are cut', async () => {
    const parts = fc.array(fc.tuple(between, within), { maxLength: 6 });
    const sizes = fc.array(fc.nat(20), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(parts, between, sizes, async (elements, last, cuts) => {
        const text =
          elements.map(([before, inside]) => `${before}<secret>${inside}</secret>`).join('') + last;
        const expected = elements.map(([before]) => before).join('') + last;
        expect(await textOf(withoutElements(inPieces(text, cuts), 'secret'))).toBe(expected);
      }),
    );
  });

  it('lacks the rest where an element has no end', async () => {
    expect(await textOf(withoutElements(inPieces('<a><secret>key', [5]), 'secret'))).toBe('<a>');
  });
});

describe('a client of EC2', () => {
  it('never sees the configuration documents of connections', async () => {
    const item = (id: string, document: string) =>
      `<item><vpnConnectionId>${id}</vpnConnectionId><customerGatewayConfiguration>${document}</customerGatewayConfiguration><state>available</state></item>`;
    await startTextServer(
      200,
      `<DescribeVpnConnectionsResponse><vpnConnectionSet>${item('vpn-1', '&lt;pre_shared_key&gt;planted')}${item('vpn-2', 'x'.repeat(200_000))}</vpnConnectionSet></DescribeVpnConnectionsResponse>`,
    );
    const { VpnConnections } = await ec2Clients()('eu-west-1').send(new DescribeVpnConnectionsCommand({}));
    expect(VpnConnections).toEqual([
      { VpnConnectionId: 'vpn-1', State: 'available' },
      { VpnConnectionId: 'vpn-2', State: 'available' },
    ]);
  });
});
