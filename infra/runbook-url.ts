import { execFileSync } from 'node:child_process';

/**
 * The page of the runbook in the repository that a checkout came from, so that links open without any configuration; undefined
 * where it came from no web address. User names and tokens in the address are left out.
 */
export const runbookUrlOf = (remote: string): string | undefined => {
  const match =
    /^(?:https?:\/\/|ssh:\/\/)?(?:[^@/]+@)?(?<host>[\w.-]+\.\w+)(?::\d+)?[/:](?<path>[\w./~-]+?)(?:\.git)?\/?$/.exec(
      remote.trim(),
    );
  const { host, path } = match?.groups ?? {};
  return host && path?.includes('/') ? `https://${host}/${path}/blob/HEAD/docs/runbook.md` : undefined;
};

/** Empty where the folder is no checkout, or one without an origin. */
export const originOf = (folder: string): string => {
  try {
    return execFileSync('git', ['-C', folder, 'config', '--get', 'remote.origin.url'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
};
