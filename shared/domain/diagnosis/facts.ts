import type { Incident } from '../incident.ts';
import type { Fact } from '../message/message.ts';
import { bounded, factCodePoints } from './bounded.ts';
import type { DiagnosisWords } from './diagnosis-words.ts';
import type { Evidence } from './evidence.ts';
import { attachmentFacts, certificateFact, healthFacts, maintenanceFacts } from './facts-of-aws.ts';
import { relatedFact } from './related.ts';
import { trafficFacts } from './traffic-facts.ts';
import type { TunnelVerdict } from './tunnel-verdict.ts';

const mostFacts = 12;
const labelCodePoints = 60;

/** What surrounds an incident, what helps most first: a channel may show the first few only. */
export const explanationFacts = (
  evidence: Evidence,
  incident: Incident,
  verdicts: readonly TunnelVerdict[],
  words: DiagnosisWords,
): readonly Fact[] => {
  const attachment = attachmentFacts(evidence, words);
  return [
    ...attachment.wrong,
    ...trafficFacts(evidence, incident, words),
    ...relatedFact(evidence, 'gateway', words),
    ...healthFacts(evidence, incident, words),
    ...relatedFact(evidence, 'site', words),
    ...prefixFacts(verdicts, words),
    ...maintenanceFacts(evidence, words),
    ...attachment.well,
    ...relatedFact(evidence, 'target', words),
    ...certificateFact(evidence, words),
  ]
    .slice(0, mostFacts)
    .map(({ label, value }) => ({
      label: bounded(label, labelCodePoints),
      value: bounded(value, factCodePoints),
    }));
};

/** A warning from before says nothing more once the limit has been reached. */
const prefixFacts = (
  verdicts: readonly TunnelVerdict[],
  { fact: { prefixes: words } }: DiagnosisWords,
): readonly Fact[] =>
  verdicts.flatMap(({ record: { outsideIp }, verdict: { prefixWarning, findings } }) =>
    prefixWarning && !findings.some(({ cause }) => cause === 'bgp-prefix-limit')
      ? [{ label: words.label, value: words.value({ outsideIp, ...prefixWarning }) }]
      : [],
  );
