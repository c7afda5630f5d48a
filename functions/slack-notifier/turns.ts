import type { EpochMs } from '../../shared/domain/time.ts';
import type { SlackDeliveries } from '../../shared/ports/records.ts';
import { emptyRow } from './progress.ts';

/**
 * A channel takes a message a second, and the workspace 50 edits a minute (docs.slack.dev, "Rate limits"); some of both is left for
 * what is more urgent.
 */
const perTurnMs = 1_250;

/** So many at once a channel tolerates. */
const burst = 10;

/** A lost race is tried again on what the winner has saved, this many times. */
const raceAttempts = 4;

/** The next turn of a channel, ours alone: now or later. Undefined: too many ask at this moment. */
export const takeTurn = async (
  deliveries: SlackDeliveries,
  channel: string,
  now: EpochMs,
): Promise<EpochMs | undefined> => {
  const subjectId = `turns/${channel}`;
  for (let attempt = 1; attempt <= raceAttempts; attempt += 1) {
    const stored = await deliveries.load(subjectId);
    const turnAt = Math.max(now - burst * perTurnMs, stored?.turnAt ?? 0) + perTurnMs;
    const next = { ...emptyRow(subjectId), version: (stored?.version ?? 0) + 1, channel, turnAt };
    if ((await deliveries.save(next)) === 'saved') return Math.max(now, turnAt);
  }
  return undefined;
};
