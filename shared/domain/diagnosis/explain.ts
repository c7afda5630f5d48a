import type { Incident } from '../incident.ts';
import { isDown } from '../lifecycle/tunnels.ts';
import type { PostureWords } from '../posture/posture-words.ts';
import type { EpochMs } from '../time.ts';
import type { Diagnosis } from './apply-diagnosis.ts';
import { chartOf } from './chart.ts';
import type { DiagnosisWords } from './diagnosis-words.ts';
import type { Evidence } from './evidence.ts';
import { explanationFacts } from './facts.ts';
import { fitted } from './fitted.ts';
import { logCauseOf } from './log-cause-of.ts';
import { logCauses } from './log-causes.ts';
import { logLinks } from './log-links.ts';
import { valueOr } from './readings.ts';
import { detourOf } from './related.ts';
import { relevantFindings } from './relevant-findings.ts';
import { wasIdle } from './traffic-facts.ts';
import { verdictsOf } from './tunnel-verdict.ts';
import { unknownCause } from './unknown-cause.ts';
import { unreadLines } from './unread-lines.ts';

/**
 * What the evidence says about an incident, in words. The same evidence later says the same, `at` apart: texts hold no
 * durations, and what metrics have shown of a fall is kept when they reach back to it no more.
 */
export const explain = (
  evidence: Evidence,
  incident: Incident,
  words: DiagnosisWords,
  posture: PostureWords,
  now: EpochMs,
): Diagnosis => {
  const { connection } = evidence;
  const verdicts = verdictsOf(evidence, incident, now);
  const causes = logCauses(verdicts, words);
  const known = [
    ...causes,
    ...incident.tunnels.filter(isDown).flatMap((record) => logCauseOf(incident, record) ?? []),
  ];
  const fellAt = Math.max(0, ...verdicts.map(({ record }) => record.since));
  return {
    causes,
    explanation: fitted({
      at: now,
      detour: detourOf(incident, connection, valueOr(evidence.related, []), words),
      unknown:
        known.length === 0 && verdicts.length > 0
          ? unknownCause(evidence, incident, verdicts, words)
          : undefined,
      ...(wasIdle(evidence, incident) ? { wasIdle: true } : {}),
      facts: explanationFacts(evidence, incident, verdicts, words),
      findings: relevantFindings(evidence, incident, known, posture, now),
      unread: unreadLines(evidence, words),
      links: verdicts.length > 0 ? logLinks(evidence, incident.region, fellAt, words) : [],
      chart: chartOf(evidence, incident, words),
    }),
  };
};
