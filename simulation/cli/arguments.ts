import { availableParallelism } from 'node:os';
import { readOptions, UsageError } from '../../scripts/command-line.ts';
import { type Case, parseCase } from '../run/case.ts';

export interface CliArguments {
  readonly help: boolean;
  readonly seeds: number;
  readonly hours: number;
  readonly from: number;
  readonly jobs: number;
  readonly replay: Case | undefined;
  readonly sabotage: boolean;
  readonly pairs: boolean;
  /** Part of the names of the sabotages that are wanted. */
  readonly only: string;
}

export const usage = `Usage: npm run simulate -- [options]

Runs the functions of the product against a simulated AWS, Slack and people, in virtual time, from seeds: tunnels fall,
events get lost, calls fail, functions are killed. Checks at every step that what the product promises holds.

  --seeds N      how many seeds                                              (default: 100; 1000 with --sabotage)
  --hours H      simulated hours of each                                     (default: 24)
  --from S       the first seed                                              (default: 1)
  --jobs N       how many run side by side                                   (default: one for each core)
  --replay CASE  one run, with its history, as a violation prints it: SEED:HOURS or SEED:HOURS:1,4,9
  --sabotage     takes each rule away in turn and runs up to --seeds seeds until that is noticed
  --pairs        runs each seed twice, with restarts and without, and compares how long there was no traffic
  --only TEXT    with --sabotage: those whose name has the text in it
  --help         this text

Exit codes: 0 everything held (or every sabotage was noticed), 1 something was violated (or one was not), 2 wrong arguments.
`;

const options = {
  help: { type: 'boolean', short: 'h' },
  seeds: { type: 'string' },
  hours: { type: 'string' },
  from: { type: 'string' },
  jobs: { type: 'string' },
  replay: { type: 'string' },
  sabotage: { type: 'boolean' },
  pairs: { type: 'boolean' },
  only: { type: 'string' },
} as const;

/** Reads the command line. Throws a UsageError for anything it does not know. */
export const parseArguments = (argv: readonly string[]): CliArguments => {
  const values = readOptions(argv, options);
  return {
    help: values.help ?? false,
    sabotage: values.sabotage ?? false,
    pairs: values.pairs ?? false,
    only: values.only ?? '',
    seeds: wholeOf('--seeds', values.seeds ?? (values.sabotage ? '1000' : '100'), 1, 10_000_000),
    hours: wholeOf('--hours', values.hours ?? '24', 1, 24 * 366),
    from: wholeOf('--from', values.from ?? '1', 0, 2 ** 31),
    jobs: wholeOf('--jobs', values.jobs ?? String(availableParallelism()), 1, 256),
    replay: values.replay === undefined ? undefined : caseOf(values.replay),
  };
};

const wholeOf = (option: string, text: string, least: number, most: number): number => {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`${option} takes a whole number from ${least} to ${most}; received "${text}".`);
};

const caseOf = (text: string): Case => {
  const given = parseCase(text);
  if (given) return given;
  throw new UsageError(
    `--replay takes SEED:HOURS or SEED:HOURS:INDEX,INDEX,…, as a violation prints it; received "${text}".`,
  );
};
