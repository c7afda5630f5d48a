import type { Notice, NoticeConnection, NoticeEvent } from '../notice.ts';
import type { EpochMs } from '../time.ts';
import type { Draft } from './draft.ts';

/**
 * The notice that has said the same about the same connections within the time, if there is one. About each connection
 * the last word counts: what was said before something else was said is news again.
 */
export const saidBefore = (
  notices: readonly Notice[],
  draft: Draft,
  event: NoticeEvent,
  repeatAfterMs: number,
  now: EpochMs,
): Notice | undefined => {
  const onSubject = notices
    .filter((notice): notice is Worded => isOnSubject(notice, event))
    .filter((notice) => now - notice.createdAt < repeatAfterMs)
    .toSorted((one, other) => other.createdAt - one.createdAt);
  if (draft.connections.length === 0) {
    return onSubject.find((notice) => notice.connections.length === 0 && saysSame(notice, draft, event));
  }
  const told = draft.connections.map((connection) => {
    const lastWord = onSubject.find((notice) => isAbout(notice, connection) && happenedThen(notice, event));
    return lastWord && saysSame(lastWord, draft, event) && isToldOf(lastWord, connection)
      ? lastWord
      : undefined;
  });
  return told.includes(undefined) ? undefined : told[0];
};

interface Worded extends Notice {
  readonly event: NoticeEvent;
}

const isOnSubject = (notice: Notice, { code, account }: NoticeEvent): boolean =>
  notice.event?.code === code && notice.event.account === account;

/** Two replacements at different times are two things to tell, and neither is the last word on the other. */
const happenedThen = (notice: Worded, event: NoticeEvent): boolean =>
  event.topic !== 'endpoint-replaced' ||
  (event.startedAt !== undefined && notice.event.startedAt === event.startedAt);

/** A single-tunnel notice says what is to be configured, in our words: how AWS words it makes no news. */
const saysSame = (notice: Worded, draft: Draft, event: NoticeEvent): boolean =>
  notice.kind === draft.kind &&
  notice.severity === draft.severity &&
  (event.topic !== 'other' || notice.event.description === event.description);

const isAbout = (notice: Notice, connection: NoticeConnection): boolean =>
  notice.connections.some((known) => known.connectionId === connection.connectionId);

const isToldOf = (notice: Notice, { connectionId, unusedTunnels }: NoticeConnection): boolean =>
  notice.connections.some(
    (known) =>
      known.connectionId === connectionId &&
      known.unusedTunnels.toSorted().join() === unusedTunnels.toSorted().join(),
  );
