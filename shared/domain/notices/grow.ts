import type { Notice, NoticeConnection } from '../notice.ts';
import type { Draft } from './draft.ts';

/** A further page, or a later delivery, of an event that has a notice: the notice with what it adds, or undefined if that is nothing. */
export const growNotice = (notice: Notice, draft: Draft): Notice | undefined => {
  if (notice.kind !== draft.kind)
    return outranks(draft, notice) ? regrown(notice, draft, draft.connections) : undefined;
  const known = new Set(notice.connections.map((connection) => connection.connectionId));
  const added = draft.connections.filter((connection) => !known.has(connection.connectionId));
  return added.length > 0 ? regrown(notice, draft, [...notice.connections, ...added]) : undefined;
};

/** One page names only connections that are well again, the other one that needs something. */
const outranks = (draft: Draft, notice: Notice): boolean =>
  draft.severity !== 'info' && notice.severity === 'info';

const regrown = (notice: Notice, draft: Draft, connections: readonly NoticeConnection[]): Notice => ({
  ...notice,
  kind: draft.kind,
  severity: draft.severity,
  reason: draft.reason === 'connection-gone' && !connections.every(isGone) ? notice.reason : draft.reason,
  connections,
  version: notice.version + 1,
  revision: notice.revision + 1,
});

const isGone = (connection: NoticeConnection): boolean => connection.gone === true;
