import type { Cause, CauseName, Incident } from '../incident.ts';
import type { Finding, FindingId } from '../posture/finding.ts';
import { findingsOf } from '../posture/findings.ts';
import type { PostureWords } from '../posture/posture-words.ts';
import type { EpochMs } from '../time.ts';
import { bounded } from './bounded.ts';
import type { Evidence } from './evidence.ts';
import { valueOr } from './readings.ts';

const mostFindings = 4;
/** What Slack shows of one. */
const findingCodePoints = 320;

/** What is wrong with the set-up and bears on this incident, the gravest first. */
export const relevantFindings = (
  evidence: Evidence,
  incident: Incident,
  causes: readonly Cause[],
  words: PostureWords,
  now: EpochMs,
): readonly string[] => {
  const bearing = bearingOn(incident, causes);
  const isJudged = (id: FindingId): boolean => id !== 'single-gateway' || 'value' in evidence.related;
  const findings = findingsOf(evidence.connection, {
    unusedTunnels: evidence.unusedTunnels,
    customerGateway: valueOr(evidence.customerGateway, undefined),
    maintenance: valueOr(evidence.maintenance, []),
    related: valueOr(evidence.related, []),
    now,
  }).filter(({ id }) => bearing.has(id) && isJudged(id));
  const sentences = findings.map((finding) =>
    bounded(sentenceOf(finding, evidence, words), findingCodePoints),
  );
  return [...new Set(sentences)].slice(0, mostFindings);
};

/** What is wrong and what to do about it. The tunnels are named where it is not about all of them. */
const sentenceOf = (
  { id, outsideIps, detail }: Finding,
  { connection }: Evidence,
  { finding, digest }: PostureWords,
): string => {
  const named = outsideIps.length < connection.tunnels.length ? outsideIps : [];
  const facts =
    id === 'bgp-near-prefix-limit' ? [detail, ...named] : id === 'mistaken-tag' ? [detail] : named;
  const { sentence, remedy } = finding[id];
  const line = facts.length > 0 ? digest.about(sentence, facts.join(', ')) : sentence;
  return digest.withRemedy(line, remedy);
};

const bearingOn = (incident: Incident, causes: readonly Cause[]): ReadonlySet<FindingId> =>
  new Set([
    ...causes.flatMap((cause) => bearingOf(cause.name)),
    ...incident.causes.filter(isSeen).flatMap((cause) => bearingOf(cause.name)),
    ...(causes.length === 0 ? bearingOf('unknown') : []),
    ...(incident.health === 'outage' ? ofAnOutage : []),
    ...ofAnyIncident,
  ]);

/** Those of logs have been picked for the present falls. */
const isSeen = (cause: Cause): boolean => cause.outsideIp === undefined;

const ofAnOutage: readonly FindingId[] = ['single-gateway', 'single-tunnel'];

/** Its owner has asked for something else than what is done; traffic has no way. */
const ofAnyIncident: readonly FindingId[] = ['mistaken-tag', 'not-associated', 'no-static-route'];

/** What keeps a tunnel down after its fall. */
const initiation: readonly FindingId[] = ['aws-does-not-initiate', 'ikev1-only'];
const silence: readonly FindingId[] = ['dpd-clears-tunnel', 'dpd-does-nothing', ...initiation];

/** What is not listed has no finding that bears on it. */
const bearing: Readonly<Partial<Record<CauseName, readonly FindingId[]>>> = {
  'dead-peer': ['rekey-window', ...silence],
  'peer-unreachable': ['single-gateway'],
  'ike-sa-deleted': initiation,
  'child-sa-deleted': ['rekey-window', ...initiation],
  'rekey-collision': ['rekey-window', ...initiation],
  'no-negotiation': silence,
  'bgp-prefix-limit': ['bgp-near-prefix-limit'],
  'bgp-session-lost': ['bgp-near-prefix-limit'],
  'changed-by-hand': initiation,
  'endpoint-replaced': ['no-lifecycle-control', ...initiation],
  'gateway-wide': ['single-gateway'],
  'bgp-no-routes': ['bgp-near-prefix-limit'],
  unknown: ['logging-off', ...initiation],
};

const bearingOf = (name: CauseName): readonly FindingId[] => bearing[name] ?? [];
