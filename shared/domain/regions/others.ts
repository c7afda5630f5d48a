import type { FoundRegions, Refusal } from './found-regions.ts';

/** The regions that nobody has named, as people are told of them. */
export interface OtherRegions {
  /** Whether AWS has said which there are. */
  readonly areKnown: boolean;
  readonly count: number;
  readonly refusing: readonly RefusingRegion[];
}

export interface RefusingRegion extends Refusal {
  readonly region: string;
}

export const othersOf = (found: FoundRegions | undefined): OtherRegions => ({
  areKnown: found !== undefined,
  count: found?.regions.length ?? 0,
  refusing: (found?.regions ?? []).flatMap(({ region, refusal }) =>
    refusal ? [{ region, ...refusal }] : [],
  ),
});
