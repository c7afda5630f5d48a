import type { SQSEvent } from 'aws-lambda';
import type { DiagnoseDeps } from '../../../functions/diagnose/diagnose.ts';
import { createDiagnoseHandler } from '../../../functions/diagnose/handler.ts';
import type { Connection } from '../../../shared/domain/connection.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import { diagnosis } from '../../../shared/words/english/diagnosis.ts';
import { postureWords } from '../../../shared/words/english/posture.ts';
import { at, connection, down, firstIp, secondIp } from '../../domain/builders.ts';
import { arn, createScene, withLogs } from '../../intake/evidence/scene.ts';
import { createRegion } from '../../intake/region.ts';

export const id = connection().connectionId;

/** An outage; the log of the first tunnel is in the group `activity`. */
export const outage = connection({
  tunnels: [{ ...down(firstIp), ...withLogs(arn('activity')) }, down(secondIp, -3)],
});

export const batch = (...bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map(
    (body, index) => ({ messageId: `message-${index}`, body }) as SQSEvent['Records'][number],
  ),
});

/** What the sweep has seen at minute 0 has been told, and its cause has been asked for; now it is minute 1. */
export const createSetting = async (seen: readonly Connection[] = [outage]) => {
  const region = createRegion(seen);
  const scene = createScene();
  await region.sweep(0);
  region.clock.set(at(1));
  const [asked] = region.diagnosisRequests.requests;
  const { connections, records, announcer, log, ownMetrics } = region;
  const { words, accountId, runbookUrl, now } = region.deps;
  const deps: DiagnoseDeps = {
    connections,
    records,
    announcer,
    words,
    accountId,
    runbookUrl,
    log,
    ownMetrics,
    now,
    diagnosisWords: diagnosis,
    postureWords,
    evidence: scene.deps,
  };
  const handler = createDiagnoseHandler(deps);
  const body = JSON.stringify(asked);
  return {
    region,
    scene,
    deps,
    handler,
    body,
    diagnose: () => handler(batch(body)),
    incident: (): Incident | undefined => region.records.incident('eu-west-1', id),
    /** The facts of the last line in the log with that message. */
    logged: (message: string) => log.entries.findLast((entry) => entry.message === message)?.facts,
  };
};
