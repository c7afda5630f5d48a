import type { Connection, CustomerGateway } from '../connection.ts';
import type { ConnectionText, MessageCatalogue } from './catalogue.ts';
import type { Fact } from './message.ts';
import { nameAndId } from './subject.ts';

/** Name and id, account, region, and what it joins, as far as it is known. */
export const connectionFacts = (
  subject: {
    readonly connectionId: string;
    readonly connectionName?: string | undefined;
    readonly region: string;
    readonly customerGatewayId: string;
  },
  connection: Connection | undefined,
  customerGateway: CustomerGateway | undefined,
  accountId: string,
  { connection: text }: MessageCatalogue,
): readonly Fact[] => {
  const { label } = text;
  const gatewayId = connection?.customerGatewayId ?? subject.customerGatewayId;
  return [
    {
      label: label.connection,
      value: nameAndId(connection?.name ?? subject.connectionName, subject.connectionId),
    },
    { label: label.account, value: accountId },
    { label: label.region, value: subject.region },
    ...(connection ? [{ label: label.target, value: targetOf(connection, text) }] : []),
    ...(gatewayId === ''
      ? []
      : [{ label: label.customerGateway, value: gatewayOf(gatewayId, customerGateway, text) }]),
    ...(connection ? [{ label: label.routing, value: text.routing[connection.routing] }] : []),
  ];
};

const targetOf = ({ target }: Connection, text: ConnectionText): string =>
  [text.target[target.kind], target.id].filter(Boolean).join(' ');

export const gatewayOf = (
  customerGatewayId: string,
  gateway: CustomerGateway | undefined,
  text: ConnectionText,
): string => {
  if (!gateway) return customerGatewayId;
  const { name, deviceName, ipAddress, asn } = gateway;
  return [
    nameAndId(name ?? deviceName, customerGatewayId),
    text.gatewayAddress(ipAddress),
    ...(asn === undefined ? [] : [text.gatewayAsn(asn)]),
  ].join(', ');
};
