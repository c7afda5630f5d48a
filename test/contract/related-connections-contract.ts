import { expect, it } from 'vitest';
import type { Connection } from '../../shared/domain/connection.ts';
import type { RelatedConnections } from '../../shared/ports/diagnosis.ts';
import { connection } from '../domain/builders.ts';

export interface RelatedConnectionsSubject {
  readonly related: RelatedConnections;
  /** From now on these connections exist, and no others. */
  place(connections: readonly Connection[]): void;
  /** The next call is refused by AWS. */
  refuseNext(): void;
}

const site = (name: string) => ({ 'tunnelkeeper:site': name });

export const one = connection({
  connectionId: 'vpn-00000000000000001',
  customerGatewayId: 'cgw-00000000000000001',
  target: { kind: 'transit-gateway', id: 'tgw-00000000000000001' },
  name: undefined,
  tags: site('hq'),
});

/** Has nothing in common with it. */
export const stranger = connection({
  connectionId: 'vpn-00000000000000002',
  customerGatewayId: 'cgw-00000000000000002',
  target: { kind: 'transit-gateway', id: 'tgw-00000000000000002' },
  name: undefined,
  tags: site('branch'),
});

const behindVgw: Connection = { ...one, target: { kind: 'virtual-private-gateway', id: 'vgw-1' } };
const onCloudWan: Connection = { ...one, target: { kind: 'cloud-wan', id: 'arn:core' } };

/** What every implementation of `RelatedConnections` promises. */
export const runRelatedConnectionsContract = (
  makeSubject: () => RelatedConnectionsSubject | Promise<RelatedConnectionsSubject>,
) => {
  it.each<[string, Connection, Connection]>([
    ['customer gateway', one, { ...stranger, customerGatewayId: one.customerGatewayId }],
    ['transit gateway', one, { ...stranger, target: one.target }],
    ['virtual private gateway', behindVgw, { ...stranger, target: behindVgw.target }],
    ['site', one, { ...stranger, tags: one.tags }],
    ['everything', one, { ...one, connectionId: stranger.connectionId }],
  ])('finds a connection with the same %s, as it is and once', async (_name, of, other) => {
    const { related, place } = await makeSubject();
    place([of, other]);
    expect(await related.find(of)).toEqual([other]);
  });

  it.each<[string, Connection, Connection]>([
    ['that has nothing in common', one, stranger],
    ['that is itself', one, one],
    ['that is deleted', one, { ...stranger, target: one.target, state: 'deleted' }],
    ['of another region', one, { ...stranger, target: one.target, region: 'us-east-1' }],
    ['on the same core network', onCloudWan, { ...stranger, target: onCloudWan.target }],
    ['because a site is named like a pattern', { ...one, tags: site('*') }, stranger],
    ['because neither has a site', { ...one, tags: {} }, { ...stranger, tags: {} }],
  ])('finds none %s', async (_name, of, other) => {
    const { related, place } = await makeSubject();
    place([of, other]);
    expect(await related.find(of)).toEqual([]);
  });

  it('says so when AWS refuses', async () => {
    const { related, refuseNext } = await makeSubject();
    refuseNext();
    await expect(related.find(one)).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'UnauthorizedOperation',
    });
  });
};
