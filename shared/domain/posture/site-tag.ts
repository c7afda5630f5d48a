import type { Connection } from '../connection.ts';

export const siteTag = 'tunnelkeeper:site';

/** The site that the connection's owner has named by tag; it joins connections that end on different gateways. */
export const siteTagOf = (connection: Connection): string | undefined =>
  connection.tags[siteTag]?.trim() || undefined;

const absentStates: ReadonlySet<string> = new Set(['pending', 'deleting', 'deleted']);

/** Whether it exists and can carry traffic, so that it counts for what its site has. */
export const isPresent = (connection: Connection): boolean => !absentStates.has(connection.state);
