import { UsageError } from '../scripts/command-line.ts';
import { main } from './cli/main.ts';

process.env['TZ'] = 'UTC';

try {
  process.exitCode = await main(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
} catch (error) {
  const known = error instanceof UsageError;
  process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exitCode = known ? 2 : 1;
}
