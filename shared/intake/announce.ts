import type { Connection, CustomerGateway } from '../domain/connection.ts';
import type { Incident } from '../domain/incident.ts';
import { newsOf } from '../domain/lifecycle/untold.ts';
import type { MessageCatalogue } from '../domain/message/catalogue.ts';
import { announcementOfIncident } from '../domain/message/incident-announcement.ts';
import type { Announcer } from '../ports/outbound.ts';
import type { Records } from '../ports/records.ts';
import type { Log, Now, OwnMetrics } from '../ports/shell.ts';
import { markAnnounced } from './mark-announced.ts';

export interface AnnounceDeps {
  /** What is told is told with these. */
  readonly words: MessageCatalogue;
  readonly records: Records;
  readonly announcer: Announcer;
  readonly accountId: string;
  readonly runbookUrl: string | undefined;
  readonly log: Log;
  readonly now: Now;
}

export interface AnnounceIncidentDeps extends AnnounceDeps {
  readonly ownMetrics: OwnMetrics;
}

/**
 * Tells people what is new of an incident, and how those before it ended if they do not know it yet, then records that they were
 * told. If this stops half-way the next sweep tells again: once too often rather than never.
 */
export const announceIncident = async (
  deps: AnnounceIncidentDeps,
  incident: Incident,
  connection: Connection | undefined,
  customerGateway: CustomerGateway | undefined,
): Promise<Incident> => {
  let present = incident;
  for (const each of newsOf(incident)) {
    await publish(deps, each, connection, customerGateway);
    present = await markAnnounced(deps, present, each);
  }
  return present;
};

const publish = async (
  deps: AnnounceIncidentDeps,
  incident: Incident,
  connection: Connection | undefined,
  customerGateway: CustomerGateway | undefined,
): Promise<void> => {
  const announcement = announcementOfIncident(incident, {
    words: deps.words,
    connection,
    customerGateway,
    accountId: deps.accountId,
    runbookUrl: deps.runbookUrl,
    now: deps.now(),
  });
  await deps.announcer.announce(announcement);
  deps.log.info('announced', {
    incidentId: incident.incidentId,
    kind: announcement.kind,
    revision: incident.revision,
  });
  if (incident.phase === 'closed') await deps.records.archive(incident);
};
