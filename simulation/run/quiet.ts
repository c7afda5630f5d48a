import type { Incident } from '../../shared/domain/incident.ts';
import type { RegionReach } from '../../shared/domain/reach/reach.ts';
import type { RegionStorms } from '../../shared/domain/storm/storm.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Fact } from '../facts.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Fault } from '../plan/disturbance.ts';
import type { InForce } from '../platform/in-force.ts';
import type { Service } from '../platform/service.ts';
import type { Table } from '../store/table.ts';

export interface QuietDeps {
  readonly scheduler: Scheduler;
  readonly inForce: InForce;
  readonly table: Table;
  readonly regions: readonly string[];
}

/**
 * Knows when a sweep would see what the sweep before it saw, which had nothing to do. It would have nothing to do either, as
 * long as nothing is remembered that time alone changes, and need not be run: most minutes of most runs are like that.
 */
export interface Quiet {
  learn(fact: Fact): void;
  /** Asked when a sweep is about to begin. */
  wouldDoNothing(): boolean;
}

/** Longer than a sweep that nothing disturbs takes. */
const sweepMs = 500;

export const createQuiet = ({ scheduler, inForce, table, regions }: QuietDeps): Quiet => {
  /** The sweep that is the only thing that has happened since it began. */
  let alone: string | undefined;
  let validUntil: EpochMs = 0;
  let settled = false;
  return {
    learn: (fact) => {
      if (fact.kind === 'minute' || isOfReviews(fact)) return;
      if (fact.kind === 'invocation' && fact.step === 'started' && isSweepId(fact.invocation)) {
        alone = inForce.all().some(({ fault }) => disturbsSweeps(fault)) ? undefined : fact.invocation;
        settled = false;
      } else if (
        !('invocation' in fact) ||
        fact.kind === 'text' ||
        fact.invocation !== alone ||
        fact.kind === 'fate'
      ) {
        alone = undefined;
      } else if (fact.kind === 'invocation') {
        settled = fact.step === 'done' && regions.every((region) => isSettled(table, region));
        validUntil = table.unchangedUntil();
      }
    },
    wouldDoNothing: () =>
      alone !== undefined &&
      settled &&
      scheduler.now() + sweepMs < Math.min(validUntil, scheduler.nextAt()) &&
      !inForce.all().some(({ fault }) => disturbsSweeps(fault)),
  };
};

/** What a review does only concerns sweeps once it is written down. */
const isOfReviews = (fact: Fact): boolean =>
  'invocation' in fact && /^(?:traffic|posture):/.test(fact.invocation ?? '');

/** The same function keeps the alarms, under other ids. */
export const isSweepId = (id: string): boolean => id.startsWith('sweep:');

const servicesOfSweeps: ReadonlySet<Service> = new Set(['ec2', 'dynamodb', 'cloudwatch']);

const disturbsSweeps = (fault: Fault): boolean => {
  if (fault.kind === 'odd-answers' || fault.kind === 'region-refuses') return true;
  if (fault.kind === 'killed') return fault.function === 'sweep';
  return (fault.kind === 'calls' || fault.kind === 'slow') && servicesOfSweeps.has(fault.service);
};

/** An open incident is reminded of, a storm becomes calm, a region that cannot be seen is told of: these go by the clock. */
const isSettled = (table: Table, region: string): boolean =>
  table.readAll<Incident>(`${region}/INCIDENT`).every(({ phase }) => phase === 'closed') &&
  table.readAll<RegionStorms>(`${region}/STORM`).every(({ storms }) => storms.length === 0) &&
  table.readAll<RegionReach>(`${region}/REACH`).length === 0;
