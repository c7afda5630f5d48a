import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { tunnelAlarmPrefix } from '../../shared/contracts/alarm-name.ts';
import { changeOperations } from '../../shared/contracts/vpn-change.ts';

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
  connectionChanges: {
    description: 'Calls that have changed a VPN connection, as a trail tells of them',
    pattern: {
      source: ['aws.ec2'],
      detailType: ['AWS API Call via CloudTrail'],
      detail: {
        eventSource: ['ec2.amazonaws.com'],
        eventName: [...changeOperations],
        errorCode: [{ exists: false }],
      },
    },
  },
} as const satisfies Readonly<Record<string, WatchedEvents>>;

/** Where Network Manager tells of the tunnels of every region (transit gateway network manager guide, "Monitoring with events"). */
export const networkManagerRegion = 'us-west-2';

/** What comes to the default bus of that one region, if transit gateways are registered in a global network. */
export const networkManagerEvents = {
  connectionNews: {
    description: 'What Network Manager tells of tunnels and connections',
    // The kind of news is not matched: its field and its spelling vary by age and by kind of network.
    pattern: {
      source: ['aws.networkmanager'],
      detailType: ['Network Manager Status Update', 'Network Manager Topology Change'],
    },
  },
} as const satisfies Readonly<Record<string, WatchedEvents>>;
