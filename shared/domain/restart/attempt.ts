import type { Tunnel } from '../connection.ts';
import type { CourseKind, Incident, RestartAttempt, RestartCall } from '../incident.ts';
import { addToCourse } from '../lifecycle/course.ts';
import type { RestartPolicy } from '../policy.ts';
import type { EpochMs } from '../time.ts';
import { optionsBefore, restartCallFor } from './call.ts';

/** What AWS answered to the call. */
export interface CallOutcome {
  readonly call: 'accepted' | 'busy' | 'rejected' | 'uncertain';
  readonly errorCode?: string;
}

/** The next attempt on a tunnel. Its id counts up, so a repeated request can never make a second attempt of the same id. */
export const nextAttempt = (
  incident: Incident,
  tunnel: Tunnel,
  policy: Pick<RestartPolicy, 'method'>,
  now: EpochMs,
): RestartAttempt & { readonly sent: RestartCall } => {
  const sent = restartCallFor(incident, tunnel, policy);
  const present = tunnel.options?.dpdTimeoutSeconds ?? 0;
  const earlier = incident.restarts.filter((attempt) => attempt.incidentId === incident.incidentId).length;
  return {
    attemptId: `${incident.incidentId}/${tunnel.outsideIp}/${earlier + 1}`,
    incidentId: incident.incidentId,
    outsideIp: tunnel.outsideIp,
    requestedAt: now,
    call: 'intended',
    errorCode: undefined,
    sentDpdTimeoutSeconds: (sent.method === 'modify' ? sent.options.dpdTimeoutSeconds : undefined) ?? present,
    sent,
    before: optionsBefore(tunnel, sent),
    hadEffect: false,
    result: 'pending',
    resultAt: undefined,
  };
};

/** Saved before the call is made: whatever happens then, the attempt is known. */
export const intendRestart = (incident: Incident, attempt: RestartAttempt): Incident => ({
  ...incident,
  version: incident.version + 1,
  withheld: undefined,
  restarts: [...incident.restarts, attempt],
});

/** Records what AWS answered. Applied to the incident as it stands by then. */
export const recordOutcome = (
  incident: Incident,
  attemptId: string,
  outcome: CallOutcome,
  now: EpochMs,
): Incident => {
  const attempt = incident.restarts.find((candidate) => candidate.attemptId === attemptId);
  if (attempt?.call !== 'intended') return incident;
  const over = outcome.call === 'busy' || outcome.call === 'rejected';
  const known: RestartAttempt = {
    ...attempt,
    call: outcome.call,
    errorCode: outcome.errorCode,
    ...(over ? { result: 'failed', resultAt: now } : {}),
  };
  const next: Incident = {
    ...incident,
    version: incident.version + 1,
    revision: incident.revision + 1,
    restarts: incident.restarts.map((candidate) => (candidate === attempt ? known : candidate)),
  };
  return addToCourse(next, now, [
    {
      kind: kindOf[outcome.call],
      severity: outcome.call === 'rejected' ? 'warning' : 'info',
      outsideIp: attempt.outsideIp,
      ...(outcome.errorCode === undefined ? {} : { detail: outcome.errorCode }),
    },
  ]);
};

const kindOf: Readonly<Record<CallOutcome['call'], CourseKind>> = {
  accepted: 'restart-started',
  uncertain: 'restart-uncertain',
  busy: 'restart-busy',
  rejected: 'restart-rejected',
};
