import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sandboxEnvironment } from '../local/lambda/sandbox-environment.ts';
import type { FunctionResource } from '../local/template/deployment.ts';

/** What one invocation has used. */
export interface Use {
  readonly ms: number;
  /** Of the function alone: what its process has computed, without what it has waited for. */
  readonly ownMs: number;
}

export interface FunctionUse {
  /** The cold start first. */
  readonly invocations: readonly Use[];
  /** Of the process, Node itself included. */
  readonly peakKilobytes: number;
}

const script = `
const [, file, events] = process.argv;
const { handler } = await import(file);
const invocations = [];
for (const [index, event] of JSON.parse(events).entries()) {
  const before = process.cpuUsage();
  const startedAt = performance.now();
  await handler(event, { awsRequestId: 'bench-' + index, getRemainingTimeInMillis: () => 300_000 });
  const { user, system } = process.cpuUsage(before);
  invocations.push({ ms: performance.now() - startedAt, ownMs: (user + system) / 1000 });
}
console.error(JSON.stringify({ invocations, peakKilobytes: process.resourceUsage().maxRSS }));
process.exit(0);`;

/** Runs the bundle of a function in a process of its own, once for each event. */
export const useOf = async (
  resource: FunctionResource,
  endpointUrl: string,
  events: readonly unknown[],
  heapMb: number,
): Promise<FunctionUse> => {
  const { stderr } = await promisify(execFile)(
    process.execPath,
    [
      `--max-old-space-size=${heapMb}`,
      '--input-type=module',
      '--eval',
      script,
      join(resource.codeDirectory, 'index.mjs'),
      JSON.stringify(events),
    ],
    { env: sandboxEnvironment(resource, endpointUrl, 'bench'), maxBuffer: 100_000_000 },
  );
  return JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as FunctionUse;
};
