import { constants } from 'node:os';
import { UsageError } from '../scripts/command-line.ts';
import { EventError } from './cli/captured-event.ts';
import { main } from './cli/main.ts';
import { SynthesisError } from './deployment/synthesize.ts';
import { ScenarioError } from './scenario/problems.ts';

process.env['TZ'] = 'UTC';

/** As shells tell which signal ended a program. */
const signalBase = 128;

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interrupted.abort(constants.signals[signal]));
}

/** What it was in the middle of is of no interest any more. */
const endIfInterrupted = (): void => {
  if (interrupted.signal.aborted) process.exit(signalBase + Number(interrupted.signal.reason));
};

const expected = [UsageError, EventError, ScenarioError, SynthesisError];

try {
  process.exitCode = await main(process.argv.slice(2), {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    color: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
    interrupted: interrupted.signal,
  });
} catch (error) {
  endIfInterrupted();
  const known = expected.some((type) => error instanceof type);
  process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  // What had been started when it failed would keep the process alive.
  process.exit(known ? 2 : 1);
}
endIfInterrupted();
