/** The metric of a tunnel: 1 is up, with BGP established where BGP runs (Site-to-Site VPN user guide, "CloudWatch metrics"). */
export const tunnelStateMetric = { Namespace: 'AWS/VPN', MetricName: 'TunnelState' } as const;
