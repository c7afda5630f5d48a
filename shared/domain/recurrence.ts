import { daysMs, type EpochMs, hoursMs, minutesMs } from './time.ts';

/** Drops of a connection that come again and again. */
export interface Recurrence {
  readonly count: number;
  /** From the first of them to the last. */
  readonly spanMs: number;
  /** From one to the next, where they keep a rhythm. */
  readonly everyMs?: number | undefined;
}

/** Drops are remembered this long, across incidents. */
export const dropMemoryMs = daysMs(7);

/** More would only make the row grow. */
const mostDrops = 200;

/** What drops within this time is one drop: both tunnels together, or a few tries until it holds. */
const oneDropMs = minutesMs(10);

/** Fewer may keep a rhythm by chance. */
const fewestInRhythm = 4;

/** Rekeying is spread by up to a sixth of its interval; AWS dates a drop by when it is over. */
const rhythmTolerance = 0.2;

/** So many within a day are worth a word, whatever their rhythm. */
const fewestInDay = 5;

/** The drops with those that `seen` adds to them, the oldest first; the same list if it adds none. */
export const withDrops = (
  drops: readonly EpochMs[],
  seen: readonly EpochMs[],
  now: EpochMs,
): readonly EpochMs[] => {
  const known = [...drops];
  for (const at of seen.toSorted((one, other) => one - other)) {
    if (known.every((drop) => Math.abs(drop - at) > oneDropMs)) known.push(at);
  }
  const kept = known.filter((at) => now - at < dropMemoryMs);
  if (known.length === drops.length && kept.length === drops.length) return drops;
  return kept.toSorted((one, other) => one - other).slice(-mostDrops);
};

/** Whether drops come again and again, the oldest first: in a rhythm up to the last, or many in a day. */
export const recurrenceOf = (drops: readonly EpochMs[], now: EpochMs): Recurrence | undefined => {
  const rhythmic = longestRhythm(drops);
  if (rhythmic.length >= fewestInRhythm && now - (rhythmic.at(-1) ?? 0) < hoursMs(24)) {
    const spanMs = spanOf(rhythmic);
    return { count: rhythmic.length, spanMs, everyMs: spanMs / (rhythmic.length - 1) };
  }
  const today = drops.filter((at) => now - at < hoursMs(24));
  return today.length >= fewestInDay ? { count: today.length, spanMs: spanOf(today) } : undefined;
};

/** What is to be told of the drops of an incident, its latest falls among them: once a week. */
export const untoldRecurrence = (
  {
    drops = [],
    falls,
    recurrenceToldAt,
  }: {
    readonly drops?: readonly EpochMs[] | undefined;
    readonly falls: readonly { readonly at: EpochMs }[];
    readonly recurrenceToldAt?: EpochMs | undefined;
  },
  now: EpochMs,
): Recurrence | undefined => {
  if (recurrenceToldAt !== undefined && now - recurrenceToldAt < dropMemoryMs) return undefined;
  const latest = falls.map(({ at }) => at);
  return recurrenceOf(withDrops(drops, latest, now), now);
};

/** The last drops, as far back as they keep the interval of the last two. */
const longestRhythm = (drops: readonly EpochMs[]): readonly EpochMs[] => {
  const lastMs = (drops.at(-1) ?? 0) - (drops.at(-2) ?? 0);
  const breaks = drops.findLastIndex((at, index) => {
    const before = drops[index - 1];
    return before !== undefined && Math.abs(at - before - lastMs) > rhythmTolerance * lastMs;
  });
  return drops.slice(Math.max(0, breaks));
};

const spanOf = (drops: readonly EpochMs[]): number => (drops.at(-1) ?? 0) - (drops[0] ?? 0);
