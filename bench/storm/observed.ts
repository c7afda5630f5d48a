import type { JournalEntry } from '../../local/contract.ts';

/** What has become of one connection that fell. Times as the account has them; absent: it has never come to that. */
export interface ConnectionCourse {
  readonly connectionId: string;
  readonly recordedAt: number | undefined;
  readonly publishedAt: number | undefined;
  readonly shownAt: number | undefined;
  readonly recoveryPublishedAt: number | undefined;
  readonly recoveryShownAt: number | undefined;
}

/** Follows each connection through the journal, from the first fall on. */
export const followConnections = (
  entries: readonly JournalEntry[],
  connectionIds: readonly string[],
): readonly ConnectionCourse[] => {
  const first = {
    recorded: new Map<string, number>(),
    published: new Map<string, number>(),
    shown: new Map<string, number>(),
  };
  const last = { published: new Map<string, number>(), shown: new Map<string, number>() };
  const note = (times: Map<string, number>, connectionId: string, at: number): void => {
    if (!times.has(connectionId)) times.set(connectionId, at);
  };
  for (const entry of entries) {
    const { at, what } = entry;
    if (what === 'incident.saved') note(first.recorded, String(entry['connectionId']), at);
    if (what === 'sns.published') {
      const { kind = '', connectionId = '' } = entry['attributes'] as Readonly<Record<string, string>>;
      if (kind.startsWith('incident.')) note(first.published, connectionId, at);
      if (kind === 'incident.closed') last.published.set(connectionId, at);
    }
    if (what === 'slack.message' || what === 'slack.update') {
      const headline = headlineOf(entry);
      const connectionId = /vpn-[0-9a-f]{17}/.exec(headline)?.[0];
      if (connectionId === undefined) continue;
      note(first.shown, connectionId, at);
      if (headline.startsWith('✅')) note(last.shown, connectionId, at);
    }
  }
  return connectionIds.map((connectionId) => ({
    connectionId,
    recordedAt: first.recorded.get(connectionId),
    publishedAt: first.published.get(connectionId),
    shownAt: first.shown.get(connectionId),
    recoveryPublishedAt: last.published.get(connectionId),
    recoveryShownAt: last.shown.get(connectionId),
  }));
};

/** The first line of a message as a person reads it. */
export const headlineOf = (entry: JournalEntry): string => String(entry['plain']).split('\n')[0] ?? '';

/** How many calls of each operation there were: `dynamodb PutItem` → 3. */
export const countCalls = (entries: readonly JournalEntry[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { what, ...facts } of entries) {
    if (what !== 'call') continue;
    const name = `${facts['service']} ${facts['operation']}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
};

/** The most entries that lie within one span of time. */
export const mostWithin = (entries: readonly JournalEntry[], spanMs: number): number =>
  Math.max(
    0,
    ...entries.map(({ at }) => entries.filter((other) => other.at >= at && other.at < at + spanMs).length),
  );
