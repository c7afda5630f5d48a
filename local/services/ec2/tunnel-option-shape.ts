import type { TunnelOption } from '@aws-sdk/client-ec2';
import type { Tunnel } from '../../world/model.ts';

/** A tunnel's options as `DescribeVpnConnections` gives them: with other names than the request has, and with the key. */
export const tunnelOptionShape = ({ outsideIp, options, preSharedKeys }: Tunnel): TunnelOption => ({
  OutsideIpAddress: outsideIp,
  TunnelInsideCidr: options.tunnelInsideCidr,
  PreSharedKey: preSharedKeys.at(-1),
  Phase1LifetimeSeconds: options.phase1LifetimeSeconds,
  Phase2LifetimeSeconds: options.phase2LifetimeSeconds,
  RekeyMarginTimeSeconds: options.rekeyMarginTimeSeconds,
  RekeyFuzzPercentage: options.rekeyFuzzPercentage,
  ReplayWindowSize: options.replayWindowSize,
  DpdTimeoutSeconds: options.dpdTimeoutSeconds,
  DpdTimeoutAction: options.dpdTimeoutAction,
  Phase1EncryptionAlgorithms: listOf(options.phase1EncryptionAlgorithms),
  Phase2EncryptionAlgorithms: listOf(options.phase2EncryptionAlgorithms),
  Phase1IntegrityAlgorithms: listOf(options.phase1IntegrityAlgorithms),
  Phase2IntegrityAlgorithms: listOf(options.phase2IntegrityAlgorithms),
  Phase1DHGroupNumbers: listOf(options.phase1DhGroupNumbers),
  Phase2DHGroupNumbers: listOf(options.phase2DhGroupNumbers),
  IkeVersions: listOf(options.ikeVersions),
  StartupAction: options.startupAction,
  LogOptions: {
    CloudWatchLogOptions: {
      LogEnabled: options.log.logEnabled,
      LogGroupArn: options.log.logGroupArn,
      LogOutputFormat: options.log.logOutputFormat,
      BgpLogEnabled: options.log.bgpLogEnabled,
      BgpLogGroupArn: options.log.bgpLogGroupArn,
      BgpLogOutputFormat: options.log.bgpLogOutputFormat,
    },
  },
  EnableTunnelLifecycleControl: options.enableTunnelLifecycleControl,
});

const listOf = <T>(values: readonly T[]): { Value: T }[] => values.map((Value) => ({ Value }));
