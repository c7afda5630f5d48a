import { cut } from '../message/subject.ts';
import type { Finding } from './finding.ts';
import { findingKey, type RegionMemory, readKey, type SiteRow } from './record.ts';
import type { RegionPosture } from './report.ts';
import { isLower, type Site } from './site.ts';

const longestName = 40;

/** What a region is like now, and what of it is new to people. A region without memory is new as a whole, and nothing of it is worse. */
export const mergeRegion = (posture: RegionPosture, before: RegionMemory | undefined): RegionMemory => {
  const kept = before ? [...before.warnings].filter((key) => isKept(key, posture)) : [];
  const keptRemarks = before ? [...before.remarks].filter((key) => isKept(key, posture)) : [];
  const warnings = new Set([...keysOf(posture.findings, true), ...kept]);
  const remarks = new Set([...keysOf(posture.findings, false), ...keptRemarks]);
  const known = new Set(before ? [...before.warnings, ...before.lapsed] : warnings);
  return {
    warnings,
    remarks,
    lapsed: new Set([...known].filter((key) => !warnings.has(key))),
    fresh: new Set([...warnings].filter((key) => !known.has(key) || before?.fresh.has(key))),
    sites: sitesByKey(posture.sites, before),
  };
};

/** In one order, whatever AWS's is, so that nothing seems to have changed. */
const sitesByKey = (sites: readonly Site[], before: RegionMemory | undefined): RegionMemory['sites'] =>
  Object.fromEntries(
    sites
      .toSorted((one, other) => (one.key < other.key ? -1 : 1))
      .map((site) => [site.key, siteRow(site, before?.sites[site.key])]),
  );

const keysOf = (findings: readonly Finding[], grave: boolean): readonly string[] =>
  findings.filter(({ severity }) => (severity !== 'info') === grave).map(findingKey);

/** Pending maintenance that could not be read is as it was. */
const isKept = (key: string, { maintenanceUnread }: RegionPosture): boolean => {
  const { id, connectionId } = readKey(key);
  return id === 'maintenance-pending' && maintenanceUnread.has(connectionId);
};

const siteRow = ({ name, grade }: Site, before: SiteRow | undefined): SiteRow => {
  const from = before?.from ?? before?.grade ?? grade;
  const row = { name: cut(name, longestName), grade };
  return isLower(grade, from) ? { ...row, from } : row;
};

/** Findings of a region as they are to be told: those that were read, then those that are only remembered. */
export const standingFindings = (
  posture: RegionPosture | undefined,
  memory: RegionMemory,
): readonly Finding[] => {
  const read = posture?.findings ?? [];
  const seen = new Set(read.map(findingKey));
  const remembered = [...memory.warnings, ...memory.remarks].filter((key) => !seen.has(key));
  return [
    ...read,
    ...remembered.map(
      (key): Finding => ({
        ...readKey(key),
        severity: memory.warnings.has(key) ? 'warning' : 'info',
        outsideIps: [],
        detail: '',
      }),
    ),
  ];
};
