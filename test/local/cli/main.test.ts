import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changedLines } from '../../../local/cli/changed-lines.ts';
import { main } from '../../../local/cli/main.ts';
import { UsageError } from '../../../scripts/command-line.ts';
import { assemblyDirectory } from '../../assembly.ts';

const run = async (...argv: readonly string[]) => {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = {
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
    color: false,
    interrupted: new AbortController().signal,
  };
  const code = await main(argv, terminal, async () => assemblyDirectory);
  return { code, out, err };
};

describe('the program', () => {
  it('explains itself', async () => {
    expect((await run('--help')).out[0]).toContain('Usage: npm start');
    expect((await run('--list')).out[0]).toContain('dead-gateway');
  });

  it('prints one JSON object a line and nothing else on standard output when asked to', async () => {
    const { code, out, err } = await run(
      '--once',
      '--speed',
      'max',
      '--json',
      '--scenario',
      'dpd-timeout-recovery',
    );
    const entries = out.map((line) => JSON.parse(line) as { at: number; what: string });
    expect(code).toBe(0);
    expect(entries.every(({ at, what }) => at > 0 && what !== '')).toBe(true);
    const kinds = new Set(entries.map(({ what }) => what));
    for (const kind of ['slack.message', 'slack.update', 'tunnel.restart', 'incident.saved', 'tunnel.down']) {
      expect(kinds).toContain(kind);
    }
    expect(err.join('\n')).toContain('Listening on http://127.0.0.1:');
  });

  it('prints messages as a person reads them, and edits by what is new in them', async () => {
    const { code, out } = await run('--once', '--speed', 'max', '--scenario', 'dpd-timeout-recovery');
    const text = out.join('\n');
    expect(code).toBe(0);
    expect(text).toContain(
      '🟠 Warning · frankfurt-primary (vpn-0f2a3b4c5d6e7f801) · traffic flows over one tunnel',
    );
    expect(text).toContain('Slack #vpn-alerts, message edited');
    expect(text.match(/Attached to:/g)).toHaveLength(1);
    expect(text).toContain('✅ Resolved');
  });

  it('writes the channel as it stands after so much time as a page', async () => {
    const page = join(await mkdtemp(join(tmpdir(), 'tunnelkeeper-page-')), 'channel.html');
    const scenario = ['--once', '--speed', 'max', '--scenario', 'dpd-timeout-recovery'];
    const { out } = await run(...scenario, '--for', '6m', '--page', page);
    const html = await readFile(page, 'utf8');
    expect(out).toContain(`#vpn-alerts is in ${page}.`);
    expect(html).toContain('🟠 Warning · frankfurt-primary');
    expect(html).toContain('src="data:image/png;base64,iVBORw0KGgo');
  });

  it('plays a captured event on an account that knows its connection', async () => {
    const { out } = await run(
      '--once',
      '--speed',
      'max',
      '--event',
      'test/fixtures/health/redundancy-loss-2022.json',
    );
    const text = out.join('\n');
    expect(text).toMatch(/🔵 Info · .*\(vpn-0171313c6944e5983\) · AWS replaced a tunnel endpoint$/m);
    expect(text).not.toContain('No rule matches');
  });

  it('says so when no rule wants a captured event', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'tunnelkeeper-event-')), 'event.json');
    await writeFile(file, JSON.stringify({ source: 'aws.s3', 'detail-type': 'Object Created', detail: {} }));
    const { out } = await run('--once', '--speed', 'max', '--event', file);
    expect(out).toContain('No rule matches the event aws.s3 "Object Created".');
  });
});

describe('a port that is taken', () => {
  it('is named, with what to do', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(run('--once', '--port', String(port))).rejects.toThrow(
      new UsageError(
        `--port ${port} is taken by another program; choose another one, or 0 for any that is free.`,
      ),
    );
    other.close();
  });
});

describe('an edited message', () => {
  it('is told by its first line and the lines that are new', () => {
    expect(changedLines(['a', 'b', 'c'], ['a', 'c', 'd'])).toEqual(['a', 'd']);
    expect(changedLines(['a'], ['b', 'a'])).toEqual(['b']);
  });
});
