import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVirtualClock } from '../../../local/clock/virtual-clock.ts';
import type { ActiveRequest } from '../../../local/contract.ts';
import { createJournal } from '../../../local/kernel/journal.ts';
import type { MetricSample } from '../../../local/kernel/metric-sink.ts';
import { createActivity } from '../../../local/lambda/activity.ts';
import { createFunctionRuntime, createSandboxes } from '../../../local/lambda/function-runtime.ts';
import type { FunctionResource } from '../../../local/template/deployment.ts';

export const startAt = Date.UTC(2026, 10, 24, 12);

/** A function whose code is given as the text of an ES module. */
export async function functionFrom(
  code: string,
  overrides: Partial<FunctionResource> = {},
): Promise<FunctionResource> {
  const codeDirectory = await mkdtemp(join(tmpdir(), 'tunnelkeeper-function-'));
  await writeFile(join(codeDirectory, 'index.mjs'), code);
  const name = overrides.name ?? 'probe';
  return {
    stackName: 'Test',
    logicalId: 'Probe',
    region: 'eu-west-1',
    name,
    arn: `arn:aws:lambda:eu-west-1:111122223333:function:${name}`,
    roleArn: `arn:aws:iam::111122223333:role/${name}`,
    codeDirectory,
    handler: 'index.handler',
    timeoutMs: 30_000,
    memoryMb: 128,
    environment: {},
    reservedConcurrency: undefined,
    logGroupName: `/aws/lambda/${name}`,
    jsonLogs: true,
    deadLetterTargetArn: undefined,
    asyncInvoke: {
      maximumRetryAttempts: 2,
      maximumEventAgeMs: 21_600_000,
      onFailureArn: undefined,
      onSuccessArn: undefined,
    },
    permissions: {},
    ...overrides,
  };
}

/** Functions with a clock and a server beside them; requests to `/held` are never answered. */
export async function startFunctions(
  functions: readonly FunctionResource[],
  { rewriteOrigins = {} }: { rewriteOrigins?: Record<string, string> } = {},
) {
  const activity = createActivity();
  const server = await listen((request, response) => {
    const active: ActiveRequest = activity.begin();
    response.once('close', () => active.end());
    if (request.url === '/held') active.hold();
    else
      response.end(JSON.stringify({ url: request.url, forwardedHost: request.headers['x-forwarded-host'] }));
  });
  const sandboxes = createSandboxes(activity);
  const clock = createVirtualClock({ startAt, quiescence: sandboxes.quiescence });
  const journal = createJournal(clock);
  const samples: MetricSample[] = [];
  const origins = Object.entries(rewriteOrigins).map(([from, to]) => [from, to || server.url]);
  const runtime = await createFunctionRuntime({
    deployment: { functions },
    sandboxes,
    clock,
    journal,
    metrics: { put: (sample) => samples.push(sample) },
    endpointUrl: server.url,
    rewriteOrigins: Object.fromEntries(origins),
  });
  return {
    activity,
    clock,
    journal,
    samples,
    runtime,
    url: server.url,
    /** Invokes once and lets the clock run until the invocation has ended. */
    invoke: async (name: string, event: unknown = {}) => {
      const outcome = runtime.invoke(name, event);
      let ended = false;
      void outcome.finally(() => {
        ended = true;
      });
      await clock.run({ until: () => ended });
      return outcome;
    },
    close: async () => {
      await runtime.close();
      await server.close();
    },
  };
}

async function listen(listener: RequestListener) {
  const server = createServer(listener);
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}
