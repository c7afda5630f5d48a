import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { originOf, runbookUrlOf } from '../../infra/runbook-url.ts';

const page = 'https://git.example.com/team/tunnelkeeper/blob/HEAD/docs/runbook.md';

it.each([
  'https://git.example.com/team/tunnelkeeper.git',
  'https://git.example.com/team/tunnelkeeper',
  'https://somebody:s3cret@git.example.com/team/tunnelkeeper.git\n',
  'git@git.example.com:team/tunnelkeeper.git',
  'ssh://git@git.example.com:2222/team/tunnelkeeper.git',
])('a checkout of %s has its runbook there, without who fetched it', (remote) => {
  expect(runbookUrlOf(remote)).toBe(page);
});

it.each(['', '/srv/git/tunnelkeeper', '../tunnelkeeper', 'file:///srv/git/tunnelkeeper.git'])(
  'a checkout of "%s" has no address that opens elsewhere',
  (remote) => {
    expect(runbookUrlOf(remote)).toBeUndefined();
  },
);

it('a folder that is no checkout has no origin', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tunnelkeeper-no-checkout-'));
  try {
    expect(originOf(folder)).toBe('');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
