import { UsageError } from '../scripts/command-line.ts';
import { main } from './main.ts';

const isTerminal = process.stdout.isTTY === true;

/** One line on standard error, written over as it changes, where somebody sees it. */
const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
};

const widest = 110;

try {
  process.exitCode = await main(process.argv.slice(2), process.env, {
    out: (text) => process.stdout.write(`${text}\n`),
    progress,
    color: isTerminal && !process.env['NO_COLOR'],
    width: Math.min((isTerminal && process.stdout.columns) || widest, widest),
  });
} catch (error) {
  progress('');
  const known = error instanceof UsageError;
  process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exitCode = 2;
}
