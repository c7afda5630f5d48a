import { minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { FallCause } from '../world/model.ts';
import type { Outage } from './outages.ts';

/** How long there was no traffic, with restarts and without. */
export interface Tally {
  readonly withMs: number;
  readonly withoutMs: number;
  /** Without traffic only without restarts, and only with them. */
  readonly savedMs: number;
  readonly lostMs: number;
}

export interface Comparison {
  /** By what took the last tunnel down. */
  readonly byCause: Readonly<Partial<Record<FallCause, Tally>>>;
  /** The one that restarts have made longer, beyond what they may. */
  readonly longer: { readonly outage: Outage; readonly byMs: number } | undefined;
}

/** Both ends try to negotiate each some seconds, and need not both be trying. */
const toleranceMs = secondsMs(20);

/** What nobody uses, nobody misses for as long as a restart takes. */
export const toleranceOf = ({ isIdle }: Outage): number => toleranceMs + (isIdle ? restartMs : 0);

const restartMs = minutesMs(4);

export const compareOutages = (withThem: readonly Outage[], without: readonly Outage[]): Comparison => {
  const byCause: Partial<Record<FallCause, Tally>> = {};
  const add = (cause: FallCause, tally: Partial<Tally>): void => {
    byCause[cause] = sum(byCause[cause] ?? nothing, { ...nothing, ...tally });
  };
  for (const outage of without) {
    add(outage.cause, { withoutMs: lengthOf(outage), savedMs: beyond(outage, withThem) });
  }
  const lost = withThem.map((outage) => ({ outage, byMs: beyond(outage, without) }));
  for (const { outage, byMs } of lost) add(outage.cause, { withMs: lengthOf(outage), lostMs: byMs });
  const longer = lost.find(({ outage, byMs }) => byMs > toleranceOf(outage));
  return { byCause, longer };
};

const nothing: Tally = { withMs: 0, withoutMs: 0, savedMs: 0, lostMs: 0 };

export const sum = (one: Tally, other: Tally): Tally => ({
  withMs: one.withMs + other.withMs,
  withoutMs: one.withoutMs + other.withoutMs,
  savedMs: one.savedMs + other.savedMs,
  lostMs: one.lostMs + other.lostMs,
});

const lengthOf = ({ from, to }: Outage): number => to - from;

/** How much of an outage lies outside those of the other run. */
const beyond = (outage: Outage, others: readonly Outage[]): number =>
  others
    .filter(({ connectionId }) => connectionId === outage.connectionId)
    .reduce(
      (left, other) => left - Math.max(0, Math.min(outage.to, other.to) - Math.max(outage.from, other.from)),
      lengthOf(outage),
    );
