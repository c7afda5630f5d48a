import * as z from 'zod/mini';
import type { ConnectionChange } from '../../domain/change.ts';
import type { RegionTraffic } from '../../domain/data-path/traffic.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Notice } from '../../domain/notice.ts';
import type { RegionReach } from '../../domain/reach/reach.ts';
import type { FoundRegions } from '../../domain/regions/found-regions.ts';
import type { RegionStorms } from '../../domain/storm/storm.ts';
import type { SlackDelivery, UsageShard } from '../../ports/records.ts';
import type { Row } from './row.ts';

/** The record in a row, or why it cannot be read. */
export type ReadBody<Entity> = { readonly record: Entity } | { readonly unreadable: string };

const version = z.number();
const list = z.array(z.looseObject({}));
const ipsByConnection = z.record(z.string(), z.array(z.string()));

/** What the code walks through: enough to tell a record of ours from anything else without describing it twice. */
const incidentShape = z.looseObject({
  incidentId: z.string(),
  region: z.string(),
  connectionId: z.string(),
  version,
  phase: z.enum(['suspected', 'open', 'closed']),
  tunnels: list,
  falls: list,
  causes: list,
  restarts: list,
  withheldTold: z.array(z.string()),
  course: list,
  revision: z.number(),
  announcedRevision: z.number(),
});

const noticeShape = z.looseObject({
  noticeId: z.string(),
  region: z.string(),
  version,
  kind: z.string(),
  connections: list,
  eventKeys: z.array(z.string()),
  revision: z.number(),
  announcedRevision: z.number(),
});

const usageShape = z.looseObject({
  shard: z.string(),
  version,
  used: ipsByConnection,
  unused: ipsByConnection,
  routed: z.optional(ipsByConnection),
  statusChanges: z.optional(z.record(z.string(), z.record(z.string(), z.number()))),
  missing: z.optional(z.record(z.string(), z.number())),
});

const changeShape = z.looseObject({
  changeId: z.string(),
  connectionId: z.string(),
  operation: z.string(),
  by: z.looseObject({ kind: z.string(), name: z.string() }),
  at: z.number(),
});

const stormsShape = z.looseObject({
  region: z.string(),
  version,
  storms: z.array(
    z.looseObject({
      stormId: z.string(),
      from: z.number(),
      openedAt: z.number(),
      gathersUntil: z.number(),
      picture: z.looseObject({ counts: z.looseObject({ total: z.number() }), gravest: list, withheld: list }),
      told: z.looseObject({ total: z.number(), outage: z.number(), at: z.number() }),
      course: list,
      revision: z.number(),
      announcedRevision: z.number(),
    }),
  ),
});

const reachShape = z.looseObject({
  region: z.string(),
  version,
  failures: z.number(),
  since: z.number(),
  reason: z.string(),
  code: z.string(),
  revision: z.number(),
  announcedRevision: z.number(),
  revisedAt: z.number(),
});

const foundShape = z.looseObject({
  hub: z.string(),
  version,
  foundAt: z.number(),
  regions: z.array(
    z.looseObject({ region: z.string(), holds: z.enum(['unseen', 'nothing', 'connections']) }),
  ),
});

const trafficShape = z.looseObject({
  region: z.string(),
  version,
  stopped: z.record(
    z.string(),
    z.looseObject({ direction: z.string(), since: z.number(), left: z.optional(z.number()) }),
  ),
  nothingBack: z.optional(
    z.record(z.string(), z.looseObject({ outsideIp: z.string(), since: z.number(), seenAt: z.number() })),
  ),
});

const deliveryShape = z.looseObject({
  subjectId: z.string(),
  version,
  revision: z.number(),
  seq: z.number(),
  leaseUntil: z.number(),
});

const ledgerShape = z.looseObject({
  attempts: z.array(z.looseObject({ attemptId: z.string(), at: z.number() })),
});

/** Restart calls of the account that are remembered. */
export interface LedgerPage {
  readonly attempts: readonly { readonly attemptId: string; readonly at: number }[];
}

/** Tells a record of ours by its shape. */
export const readAs =
  <Entity>(shape: z.ZodMiniType) =>
  (row: Row): ReadBody<Entity> => {
    const json = parseJson(row.body);
    const parsed = shape.safeParse(json);
    if (parsed.success) return { record: json as Entity };
    const issue = parsed.error.issues[0];
    return { unreadable: `${issue?.path.join('.') || 'body'}: ${issue?.code}` };
  };

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const readIncident = readAs<Incident>(incidentShape);
export const readNotice = readAs<Notice>(noticeShape);
export const readUsage = readAs<UsageShard>(usageShape);
export const readChange = readAs<ConnectionChange>(changeShape);
export const readStorms = readAs<RegionStorms>(stormsShape);
export const readReach = readAs<RegionReach>(reachShape);
export const readFound = readAs<FoundRegions>(foundShape);
export const readTraffic = readAs<RegionTraffic>(trafficShape);
export const readDelivery = readAs<SlackDelivery>(deliveryShape);
export const readLedger = readAs<LedgerPage>(ledgerShape);
