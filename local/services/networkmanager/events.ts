import type { BusEvent } from '../../contract.ts';

/** Whether transit gateways are registered in a global network, and in which form Network Manager then tells of them. */
export const networkManagerForms = ['off', 'transit-gateways', 'cloud-wan', '2019'] as const;

export type NetworkManagerForm = (typeof networkManagerForms)[number];

/** Where Network Manager tells of every region. */
const homeRegion = 'us-west-2';

export interface ConnectionNews {
  /** `VPN-CONNECTION-IPSEC-DOWN` … */
  readonly changeType: string;
  readonly description: string;
  readonly region: string;
  readonly connectionId: string;
  readonly outsideIp?: string;
  readonly transitGatewayId: string;
  readonly attachmentId: string;
}

interface Circumstances {
  readonly eventId: string;
  readonly at: number;
  readonly accountId: string;
  readonly partition: string;
}

/** What is told of a tunnel or a connection (Network Manager user guide, "Monitoring with CloudWatch Events"). */
export const networkManagerEvent = (
  news: ConnectionNews,
  form: NetworkManagerForm,
  { eventId, at, accountId, partition }: Circumstances,
): BusEvent => {
  const arn = (resource: string) => `arn:${partition}:ec2:${news.region}:${accountId}:${resource}`;
  const network = `arn:${partition}:networkmanager::${accountId}`;
  const isCloudWan = form === 'cloud-wan';
  const detail = {
    changeType: isCloudWan ? news.changeType.replaceAll('-', '_') : news.changeType,
    changeDescription: news.description,
    ...(isCloudWan
      ? {
          edgeLocation: news.region,
          attachmentArn: `${network}:attachment/attachment-0123456789abcdef0`,
          coreNetworkArn: `${network}:core-network/core-network-0123456789abcdef0`,
        }
      : {
          region: news.region,
          transitGatewayAttachmentArn: arn(`transit-gateway-attachment/${news.attachmentId}`),
          transitGatewayArn: arn(`transit-gateway/${news.transitGatewayId}`),
        }),
    vpnConnectionArn: arn(`vpn-connection/${news.connectionId}`),
    ...(news.outsideIp === undefined ? {} : { outsideIpAddress: news.outsideIp }),
  };
  return {
    version: '0',
    id: eventId,
    'detail-type': `Network Manager ${news.outsideIp === undefined ? 'Topology Change' : 'Status Update'}`,
    source: 'aws.networkmanager',
    account: accountId,
    time: `${new Date(at).toISOString().slice(0, 19)}Z`,
    region: homeRegion,
    resources: [`${network}:global-network/global-network-0123456789abcdef0`, detail.vpnConnectionArn],
    detail: form === '2019' ? withOldNames(detail) : detail,
  };
};

const withOldNames = (detail: object): object =>
  Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      value,
    ]),
  );
