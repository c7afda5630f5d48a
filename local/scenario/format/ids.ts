import { isIP } from 'node:net';
import { z } from 'zod';

const id = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}-[0-9a-f]{8,17}$`), {
    error: `"${prefix}-" and 8 to 17 digits of 0-9, a-f`,
  });

export const connectionId = id('vpn');
export const gatewayId = id('cgw');
export const transitGatewayId = id('tgw');
export const attachmentId = id('tgw-attach');
export const routeTableId = id('tgw-rtb');
export const vpnGatewayId = id('vgw');

export const ipAddress = z.string().refine((text) => isIP(text) > 0, { error: 'an IPv4 or IPv6 address' });

export const accountId = z.string().regex(/^\d{12}$/, { error: '12 digits' });

const form = /^(?:cgw-[0-9a-f]{8,17}|vpn-[0-9a-f]{8,17}(?:\/[0-9A-Fa-f.:]+)?)$/;

/** Some tunnels: all of a gateway's (`cgw-…`), both of a connection (`vpn-…`), or one (`vpn-…/203.0.113.17`). */
export const tunnels = z.string().regex(form, { error: '"cgw-…", "vpn-…" or "vpn-…/OUTSIDE IP"' });

/** One tunnel: `vpn-…/203.0.113.17`. */
export const tunnel = z
  .string()
  .regex(/^vpn-[0-9a-f]{8,17}\/[0-9A-Fa-f.:]+$/, { error: '"vpn-…/OUTSIDE IP"' });
