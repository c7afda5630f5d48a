import { awsCall } from '../../shared/aws/client/aws-call-error.ts';
import type { Connection } from '../../shared/domain/connection.ts';
import type { LogLine } from '../../shared/domain/diagnosis/evidence.ts';
import type { EvidenceDeps } from '../../shared/intake/evidence/read-evidence.ts';
import type { LogQuery, TunnelLogs, TunnelMetrics } from '../../shared/ports/diagnosis.ts';
import type { Invocation } from '../platform/lambda.ts';
import type { Caller } from '../platform/service.ts';
import { type AwsView, createCustomerGateways } from './connections.ts';

/** What the diagnosis reads of AWS. */
export interface EvidenceView extends AwsView {
  logLines(query: LogQuery): readonly LogLine[];
}

export const createTunnelLogs = (aws: Pick<EvidenceView, 'logLines'>, call: Caller): TunnelLogs => ({
  read: (_region, query) =>
    awsCall(
      'FilterLogEvents',
      call('logs', 'FilterLogEvents', () => aws.logLines(query)),
    ),
});

const noPoints =
  (call: Caller): TunnelMetrics['read'] =>
  (_region, tunnels) =>
    awsCall(
      'GetMetricData',
      call('cloudwatch', 'GetMetricData', () =>
        tunnels.map(({ outsideIp }) => ({ outsideIp, dimensions: undefined, points: [] })),
      ),
    );

/** Logs and neighbours are there; metrics have no points, AWS Health has nothing open, and nothing is under lifecycle control. */
export const createEvidence = (aws: EvidenceView, { call, sleep }: Invocation): EvidenceDeps => ({
  logs: createTunnelLogs(aws, call),
  metrics: { read: noPoints(call), readBytes: noPoints(call) },
  healthEvents: { open: async () => [] },
  attachments: { find: async () => undefined },
  maintenance: {
    read: async (_region, { outsideIp }) => ({ outsideIp, pending: false, autoAppliedAfter: undefined }),
  },
  related: {
    find: (connection) =>
      awsCall(
        'DescribeVpnConnections',
        call('ec2', 'DescribeVpnConnections', () => neighboursOf(aws, connection)),
      ),
  },
  customerGateways: createCustomerGateways(aws, call),
  startTimer: (durationMs, run) => {
    let stopped = false;
    void sleep(durationMs).then(() => {
      if (!stopped) run();
    });
    return () => {
      stopped = true;
    };
  },
});

const neighboursOf = (aws: EvidenceView, connection: Connection): readonly Connection[] =>
  aws
    .connections(connection.region)
    .filter(
      ({ connectionId, customerGatewayId }) =>
        connectionId !== connection.connectionId && customerGatewayId === connection.customerGatewayId,
    );
