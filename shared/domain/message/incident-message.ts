import type { Connection, CustomerGateway } from '../connection.ts';
import type { Incident } from '../incident.ts';
import type { EpochMs } from '../time.ts';
import { incidentSubject } from './ascii-subject.ts';
import type { MessageCatalogue } from './catalogue.ts';
import { changeFacts } from './change-sentence.ts';
import { withoutToday } from './clock-time.ts';
import { connectionFacts } from './connection-facts.ts';
import { connectionLink, type RunbookHeading, runbookLink } from './console-links.ts';
import { doneLines, todoLines } from './incident-actions.ts';
import { causeOf } from './incident-cause.ts';
import type { Message } from './message.ts';
import { recurrenceLine } from './recurrence-sentence.ts';
import { messageSeverity, standingOf, troubleOf } from './standing.ts';
import { headline, nameAndId } from './subject.ts';
import { tunnelLines } from './tunnel-lines.ts';

export interface IncidentContext {
  readonly words: MessageCatalogue;
  /** Absent: AWS does not list it any more. */
  readonly connection: Connection | undefined;
  readonly customerGateway: CustomerGateway | undefined;
  readonly accountId: string;
  readonly runbookUrl: string | undefined;
  readonly now: EpochMs;
}

/** The incident as it stands now, in words. */
export const incidentMessage = (incident: Incident, context: IncidentContext): Message => {
  const { words, connection, customerGateway, accountId, runbookUrl, now } = context;
  const { explanation } = incident;
  const severity = messageSeverity(incident);
  const name = connection?.name ?? incident.connectionName;
  const standing = words.incident.standing[standingOf(incident)];
  const trouble = troubleOf(incident, words, now);
  return {
    severity,
    headline: headline(
      words.connection.severity[severity],
      nameAndId(name, incident.connectionId),
      consequenceOf(incident) ?? standing.consequence(trouble),
    ),
    subject: incidentSubject(incident, severity, name, words.subject),
    summary: [standing.summary(trouble), recurrenceLine(incident, words, now)].filter(Boolean).join(' '),
    facts: [
      ...connectionFacts(incident, connection, customerGateway, words),
      ...changeFacts(incident, words, now),
      ...(explanation?.facts ?? []).map((fact) => ({ ...fact, value: withoutToday(fact.value, now) })),
      { label: words.connection.label.account, value: `${accountId}, ${incident.region}` },
    ],
    tunnels: tunnelLines(incident.tunnels, connection, words, now),
    cause: causeOf(incident, words, now),
    done: doneLines(incident, context),
    todo: todoLines(incident, context),
    findings: incident.phase === 'closed' ? [] : (explanation?.findings ?? []),
    unread: incident.phase === 'closed' ? [] : (explanation?.unread ?? []),
    links: [
      connectionLink(incident.region, incident.connectionId, words.connection.label),
      ...runbookLink(runbookUrl, runbookHeading(incident), words.connection.label),
      ...(explanation?.links ?? []),
    ],
    titles: words.titles,
  };
};

/** No tunnel of this connection is up, but others of its site carry traffic. */
const consequenceOf = (incident: Incident): string | undefined =>
  ['outage', 'one-way', 'one-way-alone'].includes(standingOf(incident))
    ? incident.explanation?.detour
    : undefined;

const runbookHeading = (incident: Incident): RunbookHeading => {
  if (incident.flappingSince !== undefined) return 'flapping';
  const health = incident.health === 'healthy' ? incident.worstHealth : incident.health;
  return health === 'outage' ? 'outage' : 'degraded';
};
