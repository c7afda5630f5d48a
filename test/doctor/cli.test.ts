import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../scripts/command-line.ts';
import { readReport, runDoctor } from './run.ts';

describe('the command line', () => {
  it('explains itself', async () => {
    const { exitCode, text } = await runDoctor(['--help']);
    expect(exitCode).toBe(0);
    expect(text).toContain('Usage: npm run doctor');
    for (const option of ['--json', '--endpoint-url', '--config', '--region', '--help']) {
      expect(text).toContain(option);
    }
  });

  it.each([
    [['--jsn'], /Unknown option '--jsn'.* See --help\./s],
    [['now'], /Unexpected argument 'now'/],
    [['--region', 'Frankfurt'], /--region takes the code of a region.*received "Frankfurt"/],
    [['--endpoint-url', 'localhost:4566'], /--endpoint-url takes an address.*received "localhost:4566"/],
    [
      ['--endpoint-url', 'http://127.0.0.1:1'],
      /no local account answers at http:\/\/127\.0\.0\.1:1\. Start one/,
    ],
  ])('refuses %j and says what is allowed', async (argv, message) => {
    const refused = runDoctor(argv);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(UsageError);
  });

  it('ends with 2 after wrong arguments, and without a stack trace', async () => {
    const program = join(import.meta.dirname, '../../doctor/cli.ts');
    const failure = await promisify(execFile)(process.execPath, [program, '--jsn']).then(
      () => undefined,
      (error: { readonly code: number; readonly stdout: string; readonly stderr: string }) => error,
    );
    expect(failure).toMatchObject({ code: 2, stdout: '' });
    expect(failure?.stderr).toMatch(/Unknown option/);
    expect(failure?.stderr).not.toMatch(/^\s+at /m);
  });

  it('ends with 2 where no credentials are found, and still names what is wrong with the configuration', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tunnelkeeper-doctor-'));
    const config = join(folder, 'broken.json');
    await writeFile(config, '{ "slack": { "channel": "vpn" }, "restart": { "maximumAttempts": 99 } }');
    const program = join(import.meta.dirname, '../../doctor/cli.ts');
    const env = {
      PATH: process.env['PATH'],
      HOME: folder,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: join(folder, 'none'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
    };
    const failure = await promisify(execFile)(process.execPath, [program, '--json', '--config', config], {
      env,
    }).then(
      () => undefined,
      (error: { readonly code: number; readonly stdout: string }) => error,
    );
    expect(failure?.code).toBe(2);
    const report = readReport({ exitCode: 2, text: failure?.stdout ?? '', progress: [] });
    const of = (check: string) => report.findings.find((finding) => finding.check === check);
    expect(report).toMatchObject({ exitCode: 2, accountId: null });
    expect(of('credentials')).toMatchObject({
      status: 'failed',
      says: 'no valid AWS credentials were found',
    });
    expect(of('configuration')).toMatchObject({ status: 'failed', says: 'broken.json has 2 mistakes' });
    expect(of('configuration')?.todo.join('\n')).toContain(
      'restart.maximumAttempts: received 99; allowed is a whole number from 0 to 10',
    );
    expect(of('connections')).toMatchObject({ status: 'skipped', says: 'AWS cannot be asked' });
  });
});
