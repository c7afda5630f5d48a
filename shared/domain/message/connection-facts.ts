import type { Connection, CustomerGateway } from '../connection.ts';
import type { ConnectionText, MessageCatalogue } from './catalogue.ts';
import type { Fact } from './message.ts';
import { nameAndId } from './subject.ts';

/** What a connection joins, as far as it is known. Its name and id stand in the first line. */
export const connectionFacts = (
  subject: { readonly customerGatewayId: string },
  connection: Connection | undefined,
  customerGateway: CustomerGateway | undefined,
  { connection: text }: MessageCatalogue,
): readonly Fact[] => {
  const { label } = text;
  const gatewayId = connection?.customerGatewayId ?? subject.customerGatewayId;
  return [
    ...(connection ? [{ label: label.target, value: targetOf(connection, text) }] : []),
    ...(gatewayId === ''
      ? []
      : [{ label: label.customerGateway, value: gatewayOf(gatewayId, customerGateway, text) }]),
  ];
};

/** `transit gateway tgw-0123…, BGP` */
const targetOf = ({ target, routing }: Connection, text: ConnectionText): string =>
  [[text.target[target.kind], target.id].filter(Boolean).join(' '), text.routing[routing]].join(', ');

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
