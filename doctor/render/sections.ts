import { type CheckName, checkNames, type Finding } from '../finding.ts';

export interface Section {
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** What concerns the whole account, then each region by itself; within them, the checks in their order. */
export const sectionsOf = (findings: readonly Finding[]): readonly Section[] => {
  const byTitle = Map.groupBy(findings, titleOf);
  return [...byTitle]
    .map(([title, ofTitle]) => ({ title, findings: ofTitle.toSorted(byCheck) }))
    .toSorted((one, other) => rank(one) - rank(other));
};

const titleOf = ({ check, region }: Finding): string => {
  if (region !== undefined) return region;
  return check.startsWith('slack-') ? 'Slack' : 'Account';
};

const rank = ({ title }: Section): number => ['Account', 'Slack'].indexOf(title) + 1 || 3;

const place = (check: CheckName): number => checkNames.indexOf(check);

const byCheck = (one: Finding, other: Finding): number => place(one.check) - place(other.check);
