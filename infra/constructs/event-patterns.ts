import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { tunnelAlarmPrefix } from '../../shared/contracts/alarm-name.ts';

/** Events of AWS that make us look, and what a rule that lets them in says of itself. */
export interface WatchedEvents {
  readonly description: string;
  readonly pattern: EventPattern;
}

/** What comes to the default bus of every region. The hub's functions get it; every other region forwards it to the hub. */
export const regionalEvents = {
  healthEvents: {
    description: 'AWS Health events about VPN: every code, known or not, and copies too',
    // Codes are not listed: AWS publishes no list of them, and the unknown one may be the one that matters.
    pattern: { source: ['aws.health'], detailType: ['AWS Health Event'], detail: { service: ['VPN'] } },
  },
  tunnelAlarms: {
    description: 'Changes of TunnelState alarms that Tunnelkeeper made',
    pattern: {
      source: ['aws.cloudwatch'],
      detailType: ['CloudWatch Alarm State Change'],
      detail: { alarmName: [{ prefix: tunnelAlarmPrefix }] },
    },
  },
} as const satisfies Readonly<Record<string, WatchedEvents>>;

/** Where Network Manager tells of the tunnels of every region (transit gateway network manager guide, "Monitoring with events"). */
export const networkManagerRegion = 'us-west-2';

/** What comes to the default bus of that one region, if transit gateways are registered in a global network. */
export const networkManagerEvents = {} as const satisfies Readonly<Record<string, WatchedEvents>>;
