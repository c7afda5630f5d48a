import type {
  CloudWatchLogOptionsSpecification,
  ModifyVpnTunnelOptionsSpecification,
} from '@aws-sdk/client-ec2';
import type { TunnelLogOptions, TunnelOptions } from '../../world/tunnel-options.ts';

/** What a call asks for, in the names of the options; what it does not mention stays. */
export const requestedOptions = (
  asked: ModifyVpnTunnelOptionsSpecification,
  now: TunnelOptions,
): Partial<TunnelOptions> =>
  definedOnly({
    tunnelInsideCidr: asked.TunnelInsideCidr,
    phase1LifetimeSeconds: asked.Phase1LifetimeSeconds,
    phase2LifetimeSeconds: asked.Phase2LifetimeSeconds,
    rekeyMarginTimeSeconds: asked.RekeyMarginTimeSeconds,
    rekeyFuzzPercentage: asked.RekeyFuzzPercentage,
    replayWindowSize: asked.ReplayWindowSize,
    dpdTimeoutSeconds: asked.DPDTimeoutSeconds,
    dpdTimeoutAction: asked.DPDTimeoutAction as TunnelOptions['dpdTimeoutAction'] | undefined,
    startupAction: asked.StartupAction as TunnelOptions['startupAction'] | undefined,
    ikeVersions: valuesOf(asked.IKEVersions),
    phase1EncryptionAlgorithms: valuesOf(asked.Phase1EncryptionAlgorithms),
    phase2EncryptionAlgorithms: valuesOf(asked.Phase2EncryptionAlgorithms),
    phase1IntegrityAlgorithms: valuesOf(asked.Phase1IntegrityAlgorithms),
    phase2IntegrityAlgorithms: valuesOf(asked.Phase2IntegrityAlgorithms),
    phase1DhGroupNumbers: valuesOf(asked.Phase1DHGroupNumbers),
    phase2DhGroupNumbers: valuesOf(asked.Phase2DHGroupNumbers),
    log: asked.LogOptions?.CloudWatchLogOptions && {
      ...now.log,
      ...requestedLog(asked.LogOptions.CloudWatchLogOptions),
    },
    enableTunnelLifecycleControl: asked.EnableTunnelLifecycleControl,
  });

const requestedLog = (asked: CloudWatchLogOptionsSpecification): Partial<TunnelLogOptions> =>
  definedOnly({
    logEnabled: asked.LogEnabled,
    logGroupArn: asked.LogGroupArn,
    logOutputFormat: asked.LogOutputFormat,
    bgpLogEnabled: asked.BgpLogEnabled,
    bgpLogGroupArn: asked.BgpLogGroupArn,
    bgpLogOutputFormat: asked.BgpLogOutputFormat,
  });

type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** Without the members that are undefined, so that they replace nothing. */
const definedOnly = <T>(members: Optional<T>): Partial<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>;

const valuesOf = <T>(
  list: readonly { readonly Value?: T | undefined }[] | undefined,
): readonly T[] | undefined => list?.flatMap(({ Value }) => (Value === undefined ? [] : [Value]));
