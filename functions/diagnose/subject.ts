import type { Connection } from '../../shared/domain/connection.ts';
import { diagnosisDue } from '../../shared/domain/diagnosis/due.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { emptyUsage, unusedTunnelsOf, usageShardOf } from '../../shared/domain/usage.ts';
import type { Connections } from '../../shared/ports/aws.ts';
import type { DiagnosisRequest } from '../../shared/ports/outbound.ts';
import type { Records } from '../../shared/ports/records.ts';

/** Why a request comes to nothing. */
export type NoDiagnosisReason =
  | 'no-incident'
  | 'another-incident'
  | 'closed'
  | 'healthy'
  | 'not-due'
  | 'no-connection';

/** What is to be explained, as AWS and our records show it now. */
export interface Subject {
  readonly incident: Incident;
  readonly connection: Connection;
  readonly unusedTunnels: ReadonlySet<string>;
}

export interface SubjectDeps {
  readonly connections: Connections;
  readonly records: Records;
}

/** Looks afresh: the request says only where. */
export const findSubject = async (
  deps: SubjectDeps,
  { region, connectionId, incidentId }: DiagnosisRequest,
  now: EpochMs,
): Promise<Subject | { readonly reason: NoDiagnosisReason }> => {
  const [{ incidents, usage }, connections] = await Promise.all([
    deps.records.loadRegion(region, connectionId),
    deps.connections.find(region, [connectionId]),
  ]);
  const incident = incidents.find((each) => each.connectionId === connectionId);
  const connection = connections.find((each) => each.connectionId === connectionId);
  if (!incident) return { reason: 'no-incident' };
  if (incident.incidentId !== incidentId) return { reason: 'another-incident' };
  if (incident.phase === 'closed') return { reason: 'closed' };
  if (incident.health === 'healthy') return { reason: 'healthy' };
  if (!diagnosisDue(incident, now)) return { reason: 'not-due' };
  if (!connection) return { reason: 'no-connection' };
  const shard = usage.find((each) => each.shard === usageShardOf(connectionId));
  return { incident, connection, unusedTunnels: unusedTunnelsOf(shard ?? emptyUsage, connectionId) };
};
