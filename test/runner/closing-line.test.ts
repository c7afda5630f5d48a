import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '../..');

interface Run {
  readonly code: number;
  /** Its last line. */
  readonly line: string;
  /** What the runner itself says of tests. */
  readonly tests: string;
}

/** Runs the test runner on files of its own. */
const runOf = async (files: Readonly<Record<string, string>>, config = ''): Promise<Run> => {
  const folder = await mkdtemp(join(tmpdir(), 'tunnelkeeper-runner-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const reporters = JSON.stringify(['default', join(root, 'test', 'summary-reporter.ts')]);
  await writeFile(
    join(folder, 'vitest.config.mjs'),
    `export default { test: { globals: true, maxWorkers: 1, isolate: false, reporters: ${reporters}, ${config} } };`,
  );
  const runner = [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--root', folder];
  return await new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
    execFile(process.execPath, runner, { env }, (error, stdout) => {
      const lines = stdout.trimEnd().split('\n');
      const tests = lines.find((line) => /^ +Tests /.test(line)) ?? '';
      resolve({ code: Number(error?.code ?? 0), line: lines.at(-1) ?? '', tests: tests.trim() });
    });
  });
};

const passing = "it('passes', () => {}); it('passes as well', () => {});";

it('counts what passed, and nothing that was skipped or is yet to be written', async () => {
  const skipping = "it.skip('is skipped', () => {}); it.todo('is to be written');";
  const { code, line, tests } = await runOf({ 'a.test.js': passing, 'b.test.js': skipping });
  expect(line).toBe('2 passed, 0 failed');
  expect(tests).toMatch(/^Tests +2 passed \| 1 skipped \| 1 todo \(4\)$/);
  expect(code).toBe(0);
});

it('counts a failed test, and each suite that could not run as one failure', async () => {
  const { code, line, tests } = await runOf({
    'passing.test.js': passing,
    'failing.test.js': "it('fails', () => { throw new Error('no'); }); it('passes', () => {});",
    'not-loading.test.js': "import './no-such-file.js'; it('is never reached', () => {});",
    'hook.test.js':
      "beforeAll(() => { throw new Error('no'); }); it('cannot run', () => {}); it('nor this', () => {});",
    'inner-hook.test.js': `describe('inner', () => {
      beforeAll(() => { throw new Error('no'); });
      it('cannot run', () => {});
    });
    it('runs', () => {});`,
    'late-hook.test.js': "afterAll(() => { throw new Error('no'); }); it('passes', () => {});",
  });
  expect(line).toBe('5 passed, 5 failed');
  expect(tests).toMatch(/^Tests +1 failed \| 5 passed \| 3 skipped \(9\)$/);
  expect(code).toBe(1);
});

it('counts an error that no test expected', async () => {
  const stray = "it('passes', async () => { void Promise.reject(new Error('stray')); });";
  const { code, line } = await runOf({ 'a.test.js': stray });
  expect(line).toBe('1 passed, 1 failed');
  expect(code).toBe(1);
});

it.each([
  ['that has no tests', {}, ''],
  [
    'whose setup fails',
    { 'a.test.js': passing, 'setup.mjs': "export default () => { throw new Error('no'); };" },
    "globalSetup: ['./setup.mjs']",
  ],
])('counts a run %s as a failure', async (_what, files, config) => {
  const { code, line } = await runOf(files, config);
  expect(line).toBe('0 passed, 1 failed');
  expect(code).toBe(1);
});
