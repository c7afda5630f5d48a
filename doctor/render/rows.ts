import type { CheckName, Finding, Status } from '../finding.ts';

/** One finding as it is shown, or several that say the same. */
export interface Row {
  readonly status: Status;
  readonly label: string;
  readonly says: string;
  readonly todo: readonly string[];
}

/** Of one check, more than these are only counted. */
const shownAtMost: Readonly<Record<Status, number>> = { passed: 10, failed: 20, skipped: 5 };

const labels: Readonly<Partial<Record<CheckName, string>>> = {
  'support-plan': 'support plan',
  'slack-secret': 'secret',
  'slack-token': 'token',
  'slack-scopes': 'scopes',
  'slack-channel': 'channel',
};

const labelOf = (check: CheckName): string => labels[check] ?? check;

/** The rows of a section: checks that are skipped for the same reason share one, and of many findings the first are shown. */
export const rowsOf = (findings: readonly Finding[]): readonly Row[] => {
  const groups = [...Map.groupBy(findings, groupOf).values()];
  return groups.flatMap((group) => (isOneReason(group) ? [sharedRow(group)] : firstRows(group)));
};

/** Skipped alone of its check and without advice: it says of another check that it has failed. */
const groupOf = ({ check, status, says, todo, connectionId }: Finding): string =>
  status === 'skipped' && todo.length === 0 && connectionId === undefined
    ? `skipped: ${says}`
    : `${check} ${status}`;

const isOneReason = (group: readonly Finding[]): boolean => new Set(group.map(({ check }) => check)).size > 1;

const sharedRow = (group: readonly Finding[]): Row => {
  const checks = [...new Set(group.map(({ check }) => labelOf(check)))];
  return {
    status: 'skipped',
    label: `${checks.length} checks`,
    says: `${group[0]?.says} (${checks.join(', ')})`,
    todo: [],
  };
};

const firstRows = (group: readonly Finding[]): readonly Row[] => {
  const [first] = group;
  if (!first) return [];
  const { status, check } = first;
  const shown = group
    .slice(0, shownAtMost[status])
    .map(({ says, todo }) => ({ status, label: labelOf(check), says, todo }));
  const left = group.length - shown.length;
  if (left === 0) return shown;
  return [...shown, { status, label: labelOf(check), says: `${left} more (--json shows all)`, todo: [] }];
};
