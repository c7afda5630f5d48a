import { awsCall } from '../../shared/aws/client/aws-call-error.ts';
import type { Connection } from '../../shared/domain/connection.ts';
import type { LogLine, TrafficPoint } from '../../shared/domain/diagnosis/evidence.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { EvidenceDeps } from '../../shared/intake/evidence/read-evidence.ts';
import type { LogQuery, TunnelLogs, TunnelMetrics } from '../../shared/ports/diagnosis.ts';
import type { Invocation } from '../platform/lambda.ts';
import type { Caller } from '../platform/service.ts';
import { type AwsView, createCustomerGateways } from './connections.ts';

/** What the diagnosis reads of AWS. */
export interface EvidenceView extends AwsView {
  traffic(outsideIp: string, from: EpochMs, to: EpochMs): readonly TrafficPoint[];
  logLines(query: LogQuery): readonly LogLine[];
}

export const createTunnelLogs = (aws: Pick<EvidenceView, 'logLines'>, call: Caller): TunnelLogs => ({
  read: (_region, query) =>
    awsCall(
      'FilterLogEvents',
      call('logs', 'FilterLogEvents', () => aws.logLines(query)),
    ),
});

export const createTunnelMetrics = (aws: Pick<EvidenceView, 'traffic'>, call: Caller): TunnelMetrics => {
  const read: TunnelMetrics['read'] = (_region, tunnels, from, to) =>
    awsCall(
      'GetMetricData',
      call('cloudwatch', 'GetMetricData', () =>
        tunnels.map(({ outsideIp }) => ({
          outsideIp,
          dimensions: undefined,
          points: aws.traffic(outsideIp, from, to),
        })),
      ),
    );
  return {
    read,
    readBytes: async (...asked) =>
      (await read(...asked)).map((tunnel) => ({
        ...tunnel,
        points: tunnel.points.map((point) => ({ ...point, state: undefined })),
      })),
  };
};

/** Logs, metrics and neighbours are there; AWS Health has nothing open, and nothing is under lifecycle control. */
export const createEvidence = (aws: EvidenceView, { call, sleep }: Invocation): EvidenceDeps => ({
  logs: createTunnelLogs(aws, call),
  metrics: createTunnelMetrics(aws, call),
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
