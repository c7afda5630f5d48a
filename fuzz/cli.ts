import { didYouMean, readOptions, UsageError } from '../scripts/command-line.ts';
import { eventOf, type FuzzReport, fuzz } from './run.ts';
import { targets } from './targets.ts';

const usage = `Usage: npm run fuzz -- [options]

Hands events that are real but for some fields (dropped, retyped, repeated, huge, hostile) to the functions that take events
in. None may fail, and each has to end in a decision with a reason.

  --events N       events for each function              (default: 100000)
  --seed S         where to begin                        (default: 1)
  --target NAME    one function only: ${targets.map(({ name }) => name).join(', ')}
  --show I         print the event with this index of --target, and handle it
  --help           this text

Exit codes: 0 all were taken, 1 some were not, 2 wrong arguments.
`;

const wholeOf = (option: string, text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`${option} takes a whole number; received "${text}".`);
};

const optionsOf = (argv: readonly string[]) => {
  const values = readOptions(argv, {
    events: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string' },
    show: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  });
  const names = targets.map(({ name }) => name);
  const chosen = targets.filter(({ name }) => values.target === undefined || name === values.target);
  if (chosen.length === 0) {
    const allowed = didYouMean(values.target ?? '', names) ?? `allowed are ${names.join(', ')}.`;
    throw new UsageError(`--target: there is no "${values.target}"; ${allowed}`);
  }
  const show = values.show === undefined ? undefined : wholeOf('--show', values.show);
  if (show !== undefined && chosen.length > 1) throw new UsageError('--show needs --target.');
  const events = wholeOf('--events', values.events);
  const seed = wholeOf('--seed', values.seed);
  return { events, seed, chosen, show, help: values.help };
};

const textOf = (name: string, { events, decisions, findings }: FuzzReport): string => {
  const counted = [...decisions]
    .sort(([, one], [, other]) => other - one)
    .map(([decision, count]) => `  ${String(count).padStart(8)}  ${decision}`);
  const found = findings.flatMap(({ seed, index, what, event }) => [
    `  ${what}`,
    `  ${JSON.stringify(event)?.slice(0, 500)}`,
    `  again: npm run fuzz -- --target ${name} --seed ${seed} --show ${index}`,
  ]);
  return [`${name}: ${events} events, ${findings.length} findings`, ...counted, ...found, ''].join('\n');
};

const main = async (argv: readonly string[]): Promise<number> => {
  const { events, seed, chosen, show, help } = optionsOf(argv);
  if (help) {
    process.stdout.write(usage);
    return 0;
  }
  let found = 0;
  for (const target of chosen) {
    if (show !== undefined) {
      const event = eventOf(target, seed, show);
      process.stdout.write(`${JSON.stringify(event, null, 2)}\n`);
      await target.open().handle(event);
      continue;
    }
    const report = await fuzz(target, seed, events);
    found += report.findings.length;
    process.stdout.write(textOf(target.name, report));
  }
  return found === 0 ? 0 : 1;
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const known = error instanceof UsageError;
  process.stderr.write(`${known ? error.message : ((error as Error).stack ?? '')}\n`);
  process.exitCode = known ? 2 : 1;
}
