import type { Connection, CustomerGateway } from '../connection.ts';
import { noInitiationOf } from '../diagnosis/initiation.ts';
import type { Incident, RestartAttempt, Withheld } from '../incident.ts';
import { findTunnel } from '../observation.ts';
import { passesByItself } from '../restart/withhold-reason.ts';
import type { EpochMs } from '../time.ts';
import type { AttemptStanding, MessageCatalogue } from './catalogue.ts';
import { changedOptionsLines } from './changed-options.ts';
import { clockTime } from './clock-time.ts';
import { causeTodo } from './incident-cause.ts';
import { standingOf } from './standing.ts';
import type { WithheldWords } from './words.ts';

/** What sentences about restarts are made from besides the incident. */
export interface Around {
  readonly words: MessageCatalogue;
  readonly connection: Connection | undefined;
  readonly customerGateway: CustomerGateway | undefined;
  readonly now: EpochMs;
}

/** What has been done, and what has been withheld and why. */
export const doneLines = (incident: Incident, around: Around): readonly string[] => {
  const made = incident.restarts.filter((attempt) => attempt.incidentId === incident.incidentId);
  const attempts = [
    ...made.map((attempt) => attemptLine(attempt, around.words, around.now)),
    ...changedOptionsLines(incident, made, around.words),
  ];
  const { withheld } = incident;
  if (!withheld || isSaidByAttempt(incident, withheld)) return attempts;
  return [...attempts, withheldLine(withheld, around)];
};

/** Why a tunnel is not restarted, as a sentence of its own. */
export const withheldLine = (withheld: Withheld, around: Around): string => {
  const { why } = around.words.withheld[withheld.reason];
  return around.words.course.withheld({
    outsideIp: withheld.outsideIp,
    withheld: why(withheldWords(withheld, around)),
    temporary: passesByItself(withheld.reason),
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
export const todoLines = (incident: Incident, around: Around): readonly string[] => {
  if (incident.phase === 'closed') return [];
  const { words } = around;
  const remedy = incident.health === 'healthy' ? [] : causeTodo(incident, words);
  const standing = standingOf(incident);
  // The tunnel that fell is the quickest way back, whatever ails the other one.
  const isWanted = remedy.length === 0 || standing === 'one-way-alone';
  const general = isWanted ? words.incident.standing[standing].todo : [];
  return [...new Set([...remedy, ...insteadLines(incident, remedy, around), ...general])];
};

/** Where a cause is beyond a restart, its own remedy says more, as far as there is one. */
const insteadLines = (
  { withheld }: Incident,
  remedy: readonly string[],
  around: Around,
): readonly string[] => {
  if (!withheld || (withheld.reason === 'cause-not-fixable' && remedy.length > 0)) return [];
  const { instead } = around.words.withheld[withheld.reason];
  return instead ? [instead(withheldWords(withheld, around))] : [];
};

const withheldWords = (
  { outsideIp, until }: Withheld,
  { connection, customerGateway, now }: Around,
): WithheldWords => {
  const tunnel = connection && findTunnel(connection, outsideIp);
  return {
    outsideIp,
    until: until === undefined ? '' : clockTime(until, now),
    noInitiation: connection && tunnel ? noInitiationOf(connection, tunnel, customerGateway) : undefined,
  };
};

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
