import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { assemblyDirectory } from '../../assembly.ts';

const root = join(import.meta.dirname, '../../..');
const program = [process.execPath, join(root, 'local', 'cli.ts')];
const underNpm = ['npm', 'start', '--'];

/** A day that takes a day. */
const slowly = ['--scenario', 'quiet', '--speed', '1'];

interface Started {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  /** Resolves with the first line, of now or later, that fits. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  /** Exit code as a shell tells it, also where a signal ended it. */
  readonly ended: Promise<number>;
}

/** Started in a group of its own, as a terminal does. */
const started = ([command = '', ...first]: readonly string[], ...argv: readonly string[]): Started => {
  const child = spawn(command, [...first, ...argv], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  onTestFinished(() => void signalled(child, 'SIGKILL'));
  const lines: string[] = [];
  const waiting: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) throw new Error('It has no output.');
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
  }
  const ended = once(child, 'close').then(
    ([code, signal]) => (code as number | null) ?? 128 + constants.signals[signal as NodeJS.Signals],
  );
  const line = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = lines.map((text) => pattern.exec(text)).find((match) => match !== null);
        if (found) resolve(found);
      };
      waiting.push(look);
      look();
      void ended.then(() => reject(new Error(`It ended without that: ${lines.join(' | ')}`)));
    });
  return { child, lines, line, ended };
};

/** Signals the whole group; false if nobody is left in it. */
const signalled = ({ pid = 0 }: ChildProcess, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
};

describe('Ctrl-C', () => {
  it.each([
    ['while a scenario plays', program, slowly, /^Playing /],
    ['under npm', underNpm, slowly, /^Playing /],
    ['after the end of a scenario', program, ['--scenario', 'quiet', '--speed', 'max'], /until Ctrl-C/],
  ])('ends it at the first press, and leaves nothing running: %s', async (_when, command, argv, until) => {
    const { child, line, ended } = started(command, ...argv);
    await line(until);
    signalled(child, 'SIGINT');
    expect(await ended).toBe(130);
    // The bundler ends when it finds that whoever asked it has gone.
    await vi.waitFor(() => expect(signalled(child, 0)).toBe(false), 10_000);
  });

  it('is told from the end that a process manager asks for', async () => {
    const { child, line, ended } = started(program, ...slowly);
    await line(/^Playing /);
    child.kill('SIGTERM');
    expect(await ended).toBe(143);
  });
});

describe('two in one checkout', () => {
  /** What has been built, and which folder it is in: other tests may build more meanwhile. */
  const built = async () => {
    const parent = join(assemblyDirectory, '..');
    const names = (await readdir(parent)).filter((name) => !name.includes('.'));
    const inodes = await Promise.all(names.map(async (name) => (await stat(join(parent, name))).ino));
    return new Map(names.map((name, index) => [name, inodes[index]]));
  };

  it('play side by side, and build nothing that has been built', async () => {
    const argv = ['--scenario', 'dpd-timeout-recovery', '--for', '6m', '--speed', 'max', '--once'];
    expect(await started(program, ...argv).ended).toBe(0);
    const before = await built();
    const both = [started(program, ...argv), started(program, ...argv)];
    const told = both.map(async (one) => {
      expect(await one.ended).toBe(0);
      return one.lines.filter((line) => !line.startsWith('Listening on '));
    });
    const [first, second] = await Promise.all(told);
    expect(first).toEqual(second);
    expect(first?.join('\n')).toContain('Slack #vpn-alerts');
    const after = await built();
    expect([...before.keys()].map((name) => [name, after.get(name)])).toEqual([...before]);
  });

  it('the second is refused a port that the first has, before it does anything', async () => {
    const first = started(program, ...slowly);
    const [, url = '', port = ''] = await first.line(/^Listening on (http:\S+:(\d+)) /);
    const second = started(program, ...slowly, '--port', port);
    expect(await second.ended).toBe(2);
    expect(second.lines).toEqual([
      `--port ${port} is taken by another program; choose another one, or 0 for any that is free.`,
    ]);
    expect((await fetch(url)).status).toBe(200);
  });
});
