import type { TunnelOptionsDescription } from './estate.ts';

/** The options of a tunnel, in the names of `DescribeVpnConnections`, without the pre-shared key. */
export interface TunnelOptions {
  readonly tunnelInsideCidr: string;
  readonly phase1LifetimeSeconds: number;
  readonly phase2LifetimeSeconds: number;
  readonly rekeyMarginTimeSeconds: number;
  readonly rekeyFuzzPercentage: number;
  readonly replayWindowSize: number;
  readonly dpdTimeoutSeconds: number;
  readonly dpdTimeoutAction: 'clear' | 'none' | 'restart';
  readonly startupAction: 'add' | 'start';
  readonly ikeVersions: readonly string[];
  readonly phase1EncryptionAlgorithms: readonly string[];
  readonly phase2EncryptionAlgorithms: readonly string[];
  readonly phase1IntegrityAlgorithms: readonly string[];
  readonly phase2IntegrityAlgorithms: readonly string[];
  readonly phase1DhGroupNumbers: readonly number[];
  readonly phase2DhGroupNumbers: readonly number[];
  readonly log: TunnelLogOptions;
  readonly enableTunnelLifecycleControl: boolean;
}

export interface TunnelLogOptions {
  readonly logEnabled: boolean;
  readonly logGroupArn?: string | undefined;
  readonly logOutputFormat?: string | undefined;
  readonly bgpLogEnabled: boolean;
  readonly bgpLogGroupArn?: string | undefined;
  readonly bgpLogOutputFormat?: string | undefined;
}

/** Logging as a description asks for it: naming a log group turns it on. */
export const describedLog = (description: DescribedLog, now: TunnelLogOptions): TunnelLogOptions => {
  const { logGroupArn, logOutputFormat = 'json', bgpLogGroupArn, bgpLogOutputFormat = 'json' } = description;
  return {
    ...now,
    ...(logGroupArn === undefined ? {} : { logEnabled: true, logGroupArn, logOutputFormat }),
    ...(bgpLogGroupArn === undefined ? {} : { bgpLogEnabled: true, bgpLogGroupArn, bgpLogOutputFormat }),
  };
};

type DescribedLog = Pick<
  TunnelOptionsDescription,
  'logGroupArn' | 'logOutputFormat' | 'bgpLogGroupArn' | 'bgpLogOutputFormat'
>;

const encryption = ['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16'];
const integrity = ['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512'];
const dhGroups = [14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24];

/** What AWS gives a tunnel for which nothing is asked (EC2 API reference, `ModifyVpnTunnelOptionsSpecification`). */
export const defaultTunnelOptions: Omit<TunnelOptions, 'tunnelInsideCidr'> = {
  phase1LifetimeSeconds: 28_800,
  phase2LifetimeSeconds: 3_600,
  rekeyMarginTimeSeconds: 270,
  rekeyFuzzPercentage: 100,
  replayWindowSize: 1_024,
  dpdTimeoutSeconds: 40,
  dpdTimeoutAction: 'clear',
  startupAction: 'add',
  ikeVersions: ['ikev1', 'ikev2'],
  phase1EncryptionAlgorithms: encryption,
  phase2EncryptionAlgorithms: encryption,
  phase1IntegrityAlgorithms: integrity,
  phase2IntegrityAlgorithms: integrity,
  phase1DhGroupNumbers: [2, ...dhGroups],
  phase2DhGroupNumbers: [2, 5, ...dhGroups],
  log: { logEnabled: false, bgpLogEnabled: false },
  enableTunnelLifecycleControl: false,
};
