/** A text in the manner of AWS's own: paragraphs come as the two characters backslash and n. */
export const describeInWords = (news: {
  readonly eventTypeCode: string;
  readonly region: string;
  readonly connectionIds: readonly string[];
}): string => {
  const { eventTypeCode, region, connectionIds } = news;
  const paragraphs = paragraphsByCode[eventTypeCode]?.(region, connectionIds) ?? [
    `This is a notification about AWS Site-to-Site VPN in the ${region} Region.`,
    'For details, see the AWS Health Dashboard.',
  ];
  return paragraphs.join('\\n\\n');
};

type Paragraphs = (region: string, connectionIds: readonly string[]) => readonly string[];

const paragraphsByCode: Readonly<Record<string, Paragraphs>> = {
  AWS_VPN_REDUNDANCY_LOSS: (region, ids) => [
    `A tunnel endpoint of the VPN connection ${ids.join(', ')} in the ${region} Region was replaced, so the connection was without redundancy for a moment. The other tunnel was not affected.`,
    'Endpoints are replaced for reasons of health, software upgrades, modifications by the customer, and retirement of hardware. A customer gateway that uses both tunnels is not interrupted by it.',
  ],
  AWS_VPN_SINGLE_TUNNEL_NOTIFICATION: (region, ids) => [
    `At least one VPN connection in the ${region} Region does not use both tunnels, which risks its connectivity when the active tunnel fails.`,
    'The VPN connections without two established tunnels are:',
    ids.join('\\n'),
    'This notice is repeated until both tunnels are established.',
  ],
};
