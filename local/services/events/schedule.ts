import type { EpochMs } from '../../contract.ts';
import { nextCron, parseCron } from './cron.ts';

/** When a schedule next fires after a time; undefined if never. */
export type NextRun = (after: EpochMs) => EpochMs | undefined;

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Reads `rate(5 minutes)`, `cron(0 12 * * ? *)` or, for the scheduler, `at(2026-11-24T12:00:00)`; all in UTC. */
export function parseSchedule(expression: string, createdAt: EpochMs): NextRun {
  const [, kind, argument = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression.trim()) ?? [];
  if (kind === 'rate') return rate(expression, argument, createdAt);
  if (kind === 'cron') {
    const cron = parseCron(argument);
    return (after) => nextCron(cron, after);
  }
  const onceAt = kind === 'at' ? Date.parse(`${argument}Z`) : Number.NaN;
  if (Number.isNaN(onceAt)) throw new Error(`Schedule expression "${expression}" is not valid`);
  return (after) => (onceAt > after ? onceAt : undefined);
}

/** A rate counts from the rule's creation. One is singular, every other number plural. */
function rate(expression: string, argument: string, createdAt: EpochMs): NextRun {
  const [, digits = '', unit = '', plural = ''] = /^(\d+) (minute|hour|day)(s?)$/.exec(argument) ?? [];
  const count = Number(digits);
  if (!(count > 0) || (count === 1) === (plural === 's')) {
    throw new Error(`Schedule expression "${expression}" is not valid`);
  }
  const intervalMs = count * (unitMs[unit] ?? 0);
  return (after) => createdAt + (Math.floor((after - createdAt) / intervalMs) + 1) * intervalMs;
}
