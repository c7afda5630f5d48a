import type { ModifyVpnTunnelOptionsSpecification } from '@aws-sdk/client-ec2';
import { ServiceError } from '../../contract.ts';
import type { TunnelOptions } from '../../world/tunnel-options.ts';

type Asked = ModifyVpnTunnelOptionsSpecification;

/** Checks what a call asks for against the ranges of the EC2 API reference. `now`: the options as they are. */
export const assertTunnelOptions = (
  asked: Asked,
  now: Pick<TunnelOptions, 'phase1LifetimeSeconds' | 'phase2LifetimeSeconds'>,
): void => {
  const phase1 = asked.Phase1LifetimeSeconds ?? now.phase1LifetimeSeconds;
  const phase2 = asked.Phase2LifetimeSeconds ?? now.phase2LifetimeSeconds;
  within('Phase1LifetimeSeconds', asked.Phase1LifetimeSeconds, 900, 28_800);
  within('Phase2LifetimeSeconds', asked.Phase2LifetimeSeconds, 900, 3_600);
  if (phase2 >= phase1) throw invalid('Phase2LifetimeSeconds', phase2, `less than phase 1 (${phase1})`);
  within('RekeyMarginTimeSeconds', asked.RekeyMarginTimeSeconds, 60, phase2 / 2);
  within('RekeyFuzzPercentage', asked.RekeyFuzzPercentage, 0, 100);
  within('ReplayWindowSize', asked.ReplayWindowSize, 64, 2_048);
  within('DPDTimeoutSeconds', asked.DPDTimeoutSeconds, 30, Number.MAX_SAFE_INTEGER);
  among('DPDTimeoutAction', [asked.DPDTimeoutAction], ['clear', 'none', 'restart']);
  among('StartupAction', [asked.StartupAction], ['add', 'start']);
  among('IKEVersions', valuesOf(asked.IKEVersions), ['ikev1', 'ikev2']);
  for (const key of ['Phase1EncryptionAlgorithms', 'Phase2EncryptionAlgorithms'] as const) {
    among(key, valuesOf(asked[key]), ['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16']);
  }
  for (const key of ['Phase1IntegrityAlgorithms', 'Phase2IntegrityAlgorithms'] as const) {
    among(key, valuesOf(asked[key]), ['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512']);
  }
  among('Phase1DHGroupNumbers', valuesOf(asked.Phase1DHGroupNumbers), [2, ...laterDhGroups]);
  among('Phase2DHGroupNumbers', valuesOf(asked.Phase2DHGroupNumbers), [2, 5, ...laterDhGroups]);
  assertInsideCidr(asked.TunnelInsideCidr);
  assertPreSharedKey(asked.PreSharedKey);
};

const laterDhGroups = [14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24];

const reservedCidrs = [0, 1, 2, 3, 4, 5].map((third) => `169.254.${third}.0/30`).concat('169.254.169.252/30');

const assertInsideCidr = (cidr: string | undefined): void => {
  if (cidr === undefined) return;
  if (!/^169\.254\.\d{1,3}\.\d{1,3}\/30$/.test(cidr) || reservedCidrs.includes(cidr)) {
    throw invalid('TunnelInsideCidr', cidr, 'a /30 of 169.254.0.0/16 that is not reserved');
  }
};

/** The received key is never repeated in the message. */
const assertPreSharedKey = (key: string | undefined): void => {
  if (key === undefined || /^[1-9A-Za-z._][0-9A-Za-z._]{7,63}$/.test(key)) return;
  throw new ServiceError(
    'InvalidParameterValue',
    'Value for parameter PreSharedKey is invalid. It must have 8 to 64 characters of A-Z, a-z, 0-9, "." and "_", and not start with 0.',
  );
};

const valuesOf = <T>(
  list: readonly { readonly Value?: T | undefined }[] | undefined,
): readonly (T | undefined)[] => (list ?? []).map(({ Value }) => Value);

const within = (parameter: string, value: number | undefined, from: number, to: number): void => {
  if (value === undefined || (Number.isInteger(value) && value >= from && value <= to)) return;
  throw invalid(parameter, value, `from ${from} to ${to}`);
};

const among = <T>(parameter: string, values: readonly (T | undefined)[], allowed: readonly T[]): void => {
  const wrong = values.find((value) => value !== undefined && !allowed.includes(value));
  if (wrong !== undefined) throw invalid(parameter, wrong, `one of ${allowed.join(', ')}`);
};

const invalid = (parameter: string, value: unknown, rule: string): ServiceError =>
  new ServiceError(
    'InvalidParameterValue',
    `Value (${value}) for parameter ${parameter} is invalid. It must be ${rule}.`,
  );
