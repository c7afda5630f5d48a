import type { DiagnosisWords } from '../../shared/domain/diagnosis/diagnosis-words.ts';
import { explain } from '../../shared/domain/diagnosis/explain.ts';
import type { PostureWords } from '../../shared/domain/posture/posture-words.ts';
import { type AnnounceIncidentDeps, announceIncident } from '../../shared/intake/announce.ts';
import { type EvidenceDeps, readEvidence } from '../../shared/intake/evidence/read-evidence.ts';
import type { DiagnosisRequest } from '../../shared/ports/outbound.ts';
import { saveDiagnosis } from './save-diagnosis.ts';
import { findSubject, type SubjectDeps } from './subject.ts';
import { unreadReasons } from './unread-reasons.ts';

export interface DiagnoseDeps extends AnnounceIncidentDeps, SubjectDeps {
  readonly evidence: EvidenceDeps;
  readonly diagnosisWords: DiagnosisWords;
  readonly postureWords: PostureWords;
}

/**
 * Finds out why a connection is less than healthy, keeps it with its incident, and tells people where it changes what they
 * have been told. No line that it logs holds anything of what was read.
 */
export const diagnose = async (deps: DiagnoseDeps, request: DiagnosisRequest): Promise<void> => {
  const startedAt = deps.now();
  const { incidentId } = request;
  const subject = await findSubject(deps, request, startedAt);
  if ('reason' in subject) {
    deps.log.info('not diagnosed', { incidentId, reason: subject.reason });
    return;
  }
  const { incident, connection, unusedTunnels } = subject;
  const evidence = await readEvidence(deps.evidence, connection, incident, unusedTunnels, startedAt);
  const readAt = deps.now();
  const found = explain(evidence, incident, deps.diagnosisWords, deps.postureWords, startedAt);
  const saved = await saveDiagnosis(deps, incident, found);
  deps.log.info('diagnosed', {
    incidentId,
    causes: found.causes.map((cause) => cause.name),
    unread: unreadReasons(evidence),
    result: saved ? 'saved' : 'superseded',
    readMs: readAt - startedAt,
    durationMs: deps.now() - startedAt,
  });
  if (!saved) return;
  const gateway = 'value' in evidence.customerGateway ? evidence.customerGateway.value : undefined;
  await announceIncident(deps, saved, connection, gateway);
};
