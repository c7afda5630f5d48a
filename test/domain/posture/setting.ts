import { defaultPolicy, type Policy } from '../../../shared/domain/policy.ts';
import type { Finding, FindingId } from '../../../shared/domain/posture/finding.ts';
import { type PosturePlan, planPosture } from '../../../shared/domain/posture/plan.ts';
import { markPostureAnnounced, type PostureRecord } from '../../../shared/domain/posture/record.ts';
import type { PostureReport, RegionPosture } from '../../../shared/domain/posture/report.ts';
import type { Grade } from '../../../shared/domain/posture/site.ts';
import { type EpochMs, hoursMs } from '../../../shared/domain/time.ts';
import { start } from '../builders.ts';

export const region = 'eu-west-1';

export const finding = (
  id: FindingId,
  connectionId = 'vpn-1',
  severity: Finding['severity'] = 'warning',
): Finding => ({ id, severity, connectionId, outsideIps: [], detail: '' });

export const posture = (
  findings: readonly Finding[] = [],
  change: Partial<RegionPosture> = {},
): RegionPosture => ({
  names: new Map([
    ['vpn-1', 'hq'],
    ['vpn-2', 'branch'],
  ]),
  findings,
  sites: [],
  maintenanceUnread: new Set(),
  ...change,
});

export const graded = (grade: Grade, findings: readonly Finding[] = []): RegionPosture =>
  posture(findings, { sites: [{ key: 'site-1', name: 'hq', grade }] });

export const report = (
  read: RegionPosture | undefined,
  others: Readonly<Record<string, RegionPosture | undefined>> = {},
): PostureReport => ({
  regions: Object.entries({ [region]: read, ...others }).map(([name, seen]) => ({
    region: name,
    posture: seen,
  })),
});

export const afterHours = (hours: number): EpochMs => start + hoursMs(hours);

/** Looks one after another, an hour apart, each on what the one before has saved; people are told of every one. */
export const follow = (
  reports: readonly PostureReport[],
  policy: Policy = defaultPolicy,
): readonly PosturePlan[] => {
  let stored: PostureRecord | undefined;
  return reports.map((each, hour) => {
    const plan = planPosture(stored, each, policy, afterHours(hour));
    stored = asStored(plan.tell ? markPostureAnnounced(plan.record) : plan.record);
    return plan;
  });
};

/** As it comes back from the table. */
export const asStored = (record: PostureRecord): PostureRecord => JSON.parse(JSON.stringify(record));
