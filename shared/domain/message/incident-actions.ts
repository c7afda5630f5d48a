import type { Incident, RestartAttempt, Withheld } from '../incident.ts';
import type { EpochMs } from '../time.ts';
import type { AttemptStanding, MessageCatalogue } from './catalogue.ts';
import { clockTime } from './clock-time.ts';
import { causeTodo } from './incident-cause.ts';
import { standingOf } from './standing.ts';
import type { WithheldWords } from './words.ts';

/** What has been done, and what has been withheld and why. */
export const doneLines = (incident: Incident, words: MessageCatalogue, now: EpochMs): readonly string[] => {
  const attempts = incident.restarts
    .filter((attempt) => attempt.incidentId === incident.incidentId)
    .map((attempt) => attemptLine(attempt, words, now));
  const { withheld } = incident;
  if (!withheld || isSaidByAttempt(incident, withheld)) return attempts;
  return [...attempts, withheldLine(withheld, words, now)];
};

/** Why a tunnel is not restarted, as a sentence of its own. */
export const withheldLine = (withheld: Withheld, words: MessageCatalogue, now: EpochMs): string => {
  const { why, temporary } = words.withheld[withheld.reason];
  return words.course.withheld({
    outsideIp: withheld.outsideIp,
    withheld: why(withheldWords(withheld, now)),
    temporary,
    detail: '',
    health: '',
    cause: '',
    change: '',
    closed: '',
  });
};

const isSaidByAttempt = (incident: Incident, withheld: Withheld): boolean =>
  withheld.reason === 'restart-in-flight' &&
  incident.restarts.some(
    (attempt) => attempt.result === 'pending' && attempt.outsideIp === withheld.outsideIp,
  );

/** What a person should do now: first what the cause asks for, then what a refused restart does; else what the state asks for. */
export const todoLines = (incident: Incident, words: MessageCatalogue, now: EpochMs): readonly string[] => {
  if (incident.phase === 'closed') return [];
  const { withheld } = incident;
  const instead = withheld ? [words.withheld[withheld.reason].instead(withheldWords(withheld, now))] : [];
  const remedy = incident.health === 'healthy' ? [] : causeTodo(incident, words);
  const general = remedy.length > 0 ? [] : words.incident.standing[standingOf(incident)].todo;
  return [...new Set([...remedy, ...instead, ...general])];
};

const withheldWords = (withheld: Withheld, now: EpochMs): WithheldWords => ({
  outsideIp: withheld.outsideIp,
  until: withheld.until === undefined ? '' : clockTime(withheld.until, now),
});

const attemptLine = (attempt: RestartAttempt, words: MessageCatalogue, now: EpochMs): string =>
  words.incident.attempt[attemptStanding(attempt)]({
    outsideIp: attempt.outsideIp,
    at: clockTime(attempt.requestedAt, now),
    resultAt: clockTime(attempt.resultAt ?? now, now),
    errorCode: attempt.errorCode ?? '',
  });

const attemptStanding = ({ call, result }: RestartAttempt): AttemptStanding => {
  if (call === 'busy' || call === 'rejected') return call;
  if (result !== 'pending') return result;
  return call === 'accepted' ? 'pending' : 'pending-unanswered';
};
