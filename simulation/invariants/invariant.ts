import type { EpochMs } from '../../shared/domain/time.ts';
import type { Estate } from '../estate/estate.ts';
import type { Fact } from '../facts.ts';
import type { Calm } from './calm.ts';
import type { ChannelKeeper } from './channel.ts';
import type { Truth } from './truth.ts';

export type InvariantName =
  | 'outages-are-told'
  | 'stopped-traffic-is-told'
  | 'silent-tunnels-are-no-redundancy'
  | 'told-once'
  | 'what-is-urgent-rings'
  | 'restarts-are-safe'
  | 'restarts-keep-to-the-guards'
  | 'uncertain-restarts-are-not-repeated'
  | 'slack-shows-the-truth'
  | 'storms-are-told-as-one'
  | 'storms-show-the-truth'
  | 'slack-is-left-alone'
  | 'nothing-saved-is-lost'
  | 'nothing-announced-is-lost'
  | 'everything-converges'
  | 'no-secret-leaves'
  | 'events-are-not-believed'
  | 'nothing-is-done-on-unknown'
  | 'drops-are-counted'
  | 'setup-answers'
  | 'regions-are-told'
  | 'an-outage-that-stays-rings'
  | 'no-outage-is-longer';

/** Something that must hold at every moment of every run. */
export interface Invariant {
  readonly name: InvariantName;
  /** What holds, in one sentence that can be checked. */
  readonly statement: string;
  /** Watches one run. */
  watch(context: Watching): Judge;
}

/** What is wrong now, or undefined. Told of every fact, after the truth has been brought up to date with it. */
export type Judge = (fact: Fact, at: EpochMs) => string | undefined;

export interface Watching {
  readonly estate: Estate;
  readonly truth: Truth;
  readonly calm: Calm;
  readonly channel: ChannelKeeper;
}
