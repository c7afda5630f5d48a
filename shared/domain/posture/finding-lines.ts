import type { Severity } from '../health.ts';
import { cut } from '../message/subject.ts';
import { utcTime } from '../message/utc-time.ts';
import { type Finding, type FindingId, findingIds } from './finding.ts';
import { listNames } from './list-names.ts';
import type { PostureWords } from './posture-words.ts';

/** What is wrong with several connections in the same way. */
export interface FindingLine {
  readonly severity: Severity;
  /** The sentence and the names of the connections. */
  readonly text: string;
  readonly title: string;
  readonly remedy: string;
  readonly url: string;
}

/** Slack's limit for a line of findings. */
const longestLine = 195;

const longestName = 40;

/** One line for each kind of finding and how grave it is, the gravest first. */
export const findingLines = (
  findings: readonly Finding[],
  names: ReadonlyMap<string, string | undefined>,
  words: PostureWords,
): readonly FindingLine[] =>
  severities.flatMap((severity) =>
    findingIds.flatMap((id) => {
      const alike = findings.filter((finding) => finding.id === id && finding.severity === severity);
      return alike.length > 0 ? [lineOf(id, severity, alike, names, words)] : [];
    }),
  );

const severities: readonly Severity[] = ['critical', 'warning', 'info'];

const lineOf = (
  id: FindingId,
  severity: Severity,
  findings: readonly Finding[],
  names: ReadonlyMap<string, string | undefined>,
  { finding, digest }: PostureWords,
): FindingLine => {
  const { sentence, title, remedy, url } = finding[id];
  const room = longestLine - digest.about(sentence, '').length;
  const named = [...new Set(findings.map((each) => nameOf(each, names)))].sort();
  const text = digest.about(sentence, listNames(named, room, digest.andMore));
  return { severity, text, title, remedy, url };
};

const nameOf = (finding: Finding, names: ReadonlyMap<string, string | undefined>): string => {
  const name = cut(names.get(finding.connectionId)?.trim() || finding.connectionId, longestName);
  const detail = shownDetail(finding);
  return detail === '' ? name : `${name} (${detail})`;
};

/** What a finding's detail says in every language: when maintenance is due, how many routes there are, which tag it is. */
const shownDetail = ({ id, detail }: Finding): string => {
  if (id === 'maintenance-pending') return detail === '' ? '' : utcTime(Number(detail));
  return id === 'bgp-near-prefix-limit' || id === 'mistaken-tag' ? detail : '';
};
