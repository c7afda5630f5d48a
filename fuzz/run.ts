import { createRandom } from '../simulation/kernel/random.ts';
import type { LoggedEntry } from '../test/fakes/log.ts';
import { mutate } from './mutate.ts';
import type { Opened, Target } from './target.ts';

/** An event that a function did not take as it should. */
export interface Finding {
  readonly target: string;
  readonly seed: number;
  readonly index: number;
  readonly what: string;
  readonly event: unknown;
}

export interface FuzzReport {
  readonly events: number;
  /** How often each decision was made: `message: reason`. */
  readonly decisions: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
}

/** Rows and notices pile up, so each of this many events a function begins anew. */
const eventsPerOpening = 40;

const mostFindings = 5;

/** The same seed and index give the same event. */
export const eventOf = (target: Target, seed: number, index: number): unknown => {
  const random = createRandom('fuzz', target.name, seed, index);
  return mutate(target.samples[random.whole(0, target.samples.length - 1)], random);
};

/** Hands mutated events to a function and sees that each ends in a decision with a reason. */
export const fuzz = async (target: Target, seed: number, events: number): Promise<FuzzReport> => {
  const decisions = new Map<string, number>();
  const findings: Finding[] = [];
  let opened = target.open();
  for (let index = 0; index < events && findings.length < mostFindings; index += 1) {
    if (index % eventsPerOpening === 0) opened = target.open();
    const event = eventOf(target, seed, index);
    const what = await outcomeOf(opened, event, decisions);
    if (what !== undefined) findings.push({ target: target.name, seed, index, what, event });
  }
  return { events, decisions, findings };
};

/** What is wrong, if anything is. */
const outcomeOf = async (
  opened: Opened,
  event: unknown,
  decisions: Map<string, number>,
): Promise<string | undefined> => {
  const logged = opened.log.length;
  try {
    await opened.handle(event);
  } catch (error) {
    return `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  if ('polluted' in {}) return 'polluted the prototype of every object';
  const reasons = opened.log.slice(logged).filter(isDecision);
  if (reasons.length === 0) return 'ended without a decision that has a reason';
  for (const { message, facts } of reasons) {
    const decision = `${message}: ${String(facts['reason'] ?? 'done')}`;
    decisions.set(decision, (decisions.get(decision) ?? 0) + 1);
  }
  return undefined;
};

const isDecision = ({ message, facts }: LoggedEntry): boolean =>
  typeof facts['reason'] === 'string' || message === 'alarms kept';
