import type { Quiescence } from '../clock/quiescence.ts';
import type { Clock, Journal } from '../contract.ts';
import type { MetricSink } from '../kernel/metric-sink.ts';
import type { Deployment, FunctionResource } from '../template/deployment.ts';
import type { ObservedActivity } from './activity.ts';
import { putEmbeddedMetrics } from './embedded-metrics.ts';
import { createFunctionPool, type FunctionPool } from './function-pool.ts';
import type { InvocationOutcome, InvokeFunction } from './invocation.ts';
import { sandboxScript } from './sandbox-script.ts';
import type { Sandbox } from './sandbox-worker.ts';
import { createWorkerQuiescence } from './worker-quiescence.ts';

/** The sandboxes of all functions, before there is a clock that they could read. */
export interface Sandboxes {
  readonly time: SharedArrayBuffer;
  readonly quiescence: Quiescence;
  readonly pools: FunctionPool[];
}

/** The clock needs to know the functions, and the functions the clock: this comes before both. */
export function createSandboxes(activity: ObservedActivity): Sandboxes {
  const time = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const pools: FunctionPool[] = [];
  const all = (): Sandbox[] => pools.flatMap(({ sandboxes }) => sandboxes);
  return { time, pools, quiescence: createWorkerQuiescence(activity, time, all) };
}

export interface FunctionRuntimeOptions {
  readonly deployment: Pick<Deployment, 'functions'>;
  readonly sandboxes: Sandboxes;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly metrics: MetricSink;
  readonly endpointUrl: string;
  readonly rewriteOrigins: Readonly<Record<string, string>>;
}

export interface FunctionRuntime {
  readonly invoke: InvokeFunction;
  /** Finds a function by name, ARN, or ARN with a qualifier. */
  find(functionName: string): FunctionResource | undefined;
  close(): Promise<void>;
}

export async function createFunctionRuntime(options: FunctionRuntimeOptions): Promise<FunctionRuntime> {
  const { deployment, sandboxes, clock, journal, metrics } = options;
  const script = await sandboxScript();
  const pools = new Map<FunctionResource, FunctionPool>();
  const onLogLine = (resource: FunctionResource, text: string): void => {
    const line = parseLine(text);
    journal.record('function.log', { functionName: resource.name, line });
    putEmbeddedMetrics(line, { region: resource.region, at: clock.now() }, metrics);
  };
  for (const resource of deployment.functions) {
    const pool = createFunctionPool(resource, { ...options, script, time: sandboxes.time, onLogLine });
    pools.set(resource, pool);
    sandboxes.pools.push(pool);
  }

  const find: FunctionRuntime['find'] = (functionName) =>
    deployment.functions.find(
      ({ name, arn }) => name === functionName || arn === functionName || functionName.startsWith(`${arn}:`),
    );

  const invoke: InvokeFunction = async (functionName, event) => {
    const resource = find(functionName);
    const pool = resource && pools.get(resource);
    if (!pool) throw new Error(`Function ${functionName} does not exist`);
    const startedAt = clock.now();
    const outcome = await pool.invoke(event);
    putInvocationMetrics(metrics, resource, outcome, startedAt, clock.now());
    return outcome;
  };

  return {
    invoke,
    find,
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

function parseLine(text: string): unknown {
  if (!text.startsWith('{')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function putInvocationMetrics(
  metrics: MetricSink,
  resource: FunctionResource,
  outcome: InvocationOutcome,
  startedAt: number,
  endedAt: number,
): void {
  const put = (metricName: string, value: number, unit: string): void =>
    metrics.put({
      region: resource.region,
      namespace: 'AWS/Lambda',
      metricName,
      dimensions: { FunctionName: resource.name },
      value,
      unit,
      at: endedAt,
    });
  if ('throttled' in outcome) {
    put('Throttles', 1, 'Count');
    return;
  }
  put('Throttles', 0, 'Count');
  put('Invocations', 1, 'Count');
  put('Errors', outcome.ok ? 0 : 1, 'Count');
  put('Duration', endedAt - startedAt, 'Milliseconds');
}
