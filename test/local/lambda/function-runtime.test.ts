import { afterEach, describe, expect, it } from 'vitest';
import { functionFrom, startAt, startFunctions } from './sandbox-fixture.ts';

type Started = Awaited<ReturnType<typeof startFunctions>>;

let started: Started | undefined;

afterEach(async () => {
  await started?.close();
  started = undefined;
});

async function start(code: string, overrides = {}, options = {}): Promise<Started> {
  started = await startFunctions([await functionFrom(code, overrides)], options);
  return started;
}

const returning = (expression: string) => `export const handler = async (event, context) => (${expression});`;

describe('time inside a function', () => {
  it('is virtual for Date in every form', async () => {
    const { invoke } = await start(
      returning(
        '{ now: Date.now(), made: new Date().toISOString(), isDate: new Date() instanceof Date, fixed: new Date(0).getTime(), same: new Date().constructor === Date }',
      ),
    );
    expect(await invoke('probe')).toEqual({
      ok: true,
      payload: { now: startAt, made: '2026-11-24T12:00:00.000Z', isDate: true, fixed: 0, same: true },
    });
  });

  it.each([
    ['setTimeout', 'await new Promise((resolve) => setTimeout(resolve, 20000));'],
    [
      'timers/promises',
      `const { setTimeout: sleep } = await import('node:timers/promises'); await sleep(20000);`,
    ],
    ['promisify', `const { promisify } = await import('node:util'); await promisify(setTimeout)(20000);`],
    [
      'AbortSignal.timeout',
      `await new Promise((resolve) => AbortSignal.timeout(20000).addEventListener('abort', resolve));`,
    ],
    [
      'setInterval',
      'let n = 0; await new Promise((resolve) => { const timer = setInterval(() => { n += 1; if (n === 4) { clearInterval(timer); resolve(); } }, 5000); });',
    ],
    [
      'refresh',
      `await new Promise((resolve) => { const timer = setTimeout(resolve, 15000); setTimeout(() => timer.refresh(), 5000); });`,
    ],
  ])('passes for %s without waiting', async (_name, code) => {
    const { invoke, clock } = await start(
      `export const handler = async () => { ${code} return Date.now(); };`,
    );
    const begun = performance.now();
    expect(await invoke('probe')).toEqual({ ok: true, payload: startAt + 20_000 });
    expect(clock.now()).toBe(startAt + 20_000);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('lets a zero delay be due at once, after what runs', async () => {
    const { invoke, clock } = await start(
      `export const handler = async () => { const order = []; await new Promise((resolve) => { setTimeout(() => { order.push('timer'); resolve(); }, 0); order.push('code'); }); return order; };`,
    );
    expect(await invoke('probe')).toEqual({ ok: true, payload: ['code', 'timer'] });
    expect(clock.now()).toBe(startAt);
  });

  it('counts down the remaining time and ends at the time-out with a cold start after it', async () => {
    const { invoke, clock, journal } = await start(
      `let calls = 0; export const handler = async (event, context) => { calls += 1; const left = context.getRemainingTimeInMillis(); if (event.hang) await new Promise((resolve) => setTimeout(resolve, 60000)); return { calls, left }; };`,
      { timeoutMs: 5_000 },
    );
    expect(await invoke('probe')).toEqual({ ok: true, payload: { calls: 1, left: 5_000 } });
    expect(await invoke('probe', { hang: true })).toMatchObject({
      ok: false,
      error: { errorType: 'Sandbox.Timedout' },
    });
    expect(clock.now()).toBe(startAt + 5_000);
    expect(journal.of('function.error')[0]?.['message']).toMatch(/Task timed out after 5\.00 seconds$/);
    expect(await invoke('probe')).toMatchObject({ payload: { calls: 1 } });
  });

  it('ends a function that waits for nothing at its time-out', async () => {
    const { invoke } = await start('export const handler = () => new Promise(() => {});', {
      timeoutMs: 3_000,
    });
    expect(await invoke('probe')).toMatchObject({ ok: false, error: { errorType: 'Sandbox.Timedout' } });
  });

  it('is frozen for what an invocation leaves behind, until the next one', async () => {
    const { invoke, clock, journal } = await start(
      `export const handler = async (event) => { if (event.leave) for (const delay of [0, 1000]) setTimeout(() => console.log('late'), delay); else await new Promise((resolve) => setTimeout(resolve, 0)); };`,
    );
    await invoke('probe', { leave: true });
    await clock.run({ until: startAt + 60_000 });
    expect(journal.of('function.log')).toEqual([]);
    await invoke('probe');
    expect(journal.of('function.log')).toMatchObject(
      [1, 2].map(() => ({ at: startAt + 60_000, line: 'late' })),
    );
  });
});

describe('a sandbox', () => {
  it('sees the environment of its function and nothing of the host', async () => {
    process.env['HOST_ONLY'] = 'secret';
    const { invoke, url } = await start(returning('process.env'), {
      environment: {
        TABLE_NAME: 'incidents',
        QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/111122223333/q',
      },
    });
    const outcome = await invoke('probe');
    const environment = (outcome as { payload: Record<string, string> }).payload;
    expect(environment).toMatchObject({
      TABLE_NAME: 'incidents',
      QUEUE_URL: `${url}/111122223333/q`,
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_FUNCTION_NAME: 'probe',
      AWS_ENDPOINT_URL: url,
    });
    expect(environment).not.toHaveProperty('HOST_ONLY');
    expect(environment).not.toHaveProperty('PATH');
  });

  it('hands every log line to the journal and its embedded metrics to the sink', async () => {
    const metric = {
      _aws: {
        CloudWatchMetrics: [
          { Namespace: 'T', Dimensions: [['kind']], Metrics: [{ Name: 'Seen', Unit: 'Count' }] },
        ],
      },
      kind: 'a',
      Seen: 3,
    };
    const { invoke, journal, samples } = await start(
      `export const handler = async () => { console.log(${JSON.stringify(JSON.stringify(metric))}); console.error('plain'); };`,
    );
    await invoke('probe');
    expect(journal.of('function.log')).toMatchObject([
      { functionName: 'probe', line: metric },
      { functionName: 'probe', line: 'plain' },
    ]);
    expect(samples).toContainEqual({
      region: 'eu-west-1',
      at: startAt,
      namespace: 'T',
      metricName: 'Seen',
      dimensions: { kind: 'a' },
      value: 3,
      unit: 'Count',
    });
    expect(samples.filter(({ metricName }) => metricName === 'Invocations')).toHaveLength(1);
  });

  it.each([
    [
      'a throw',
      `export const handler = async () => { throw new TypeError('broken'); };`,
      'TypeError',
      'broken',
    ],
    [
      'an import that throws',
      `throw new Error('no table'); export const handler = () => {};`,
      'Error',
      'no table',
    ],
    [
      'a missing handler',
      'export const other = 1;',
      'Runtime.HandlerNotFound',
      'handler is undefined or not exported',
    ],
    [
      'an exit',
      'export const handler = async () => { process.exit(3); };',
      'Runtime.ExitError',
      'Runtime exited with error: exit status 3',
    ],
    [
      'a rejection that nobody handles',
      `export const handler = () => { Promise.reject(new RangeError('lost')); return new Promise(() => {}); };`,
      'RangeError',
      'lost',
    ],
  ])('reports %s as a function error and works again', async (_name, code, errorType, message) => {
    const { invoke, journal } = await start(code);
    expect(await invoke('probe')).toMatchObject({ ok: false, error: { errorType, errorMessage: message } });
    expect(await invoke('probe')).toMatchObject({ ok: false });
    expect(journal.of('function.error')).toMatchObject([
      { errorType, message },
      { errorType, message },
    ]);
  });

  it('refuses every host but loopback, by name', async () => {
    const { invoke } = await start(
      `import http from 'node:http';
      const cause = async (attempt) => { try { await attempt(); } catch (error) { return (error.cause ?? error).message; } };
      export const handler = async () => [
        await cause(() => fetch('https://example.com/')),
        await cause(() => new Promise((resolve, reject) => http.get('http://192.0.2.1/').on('error', reject))),
      ];`,
    );
    expect(await invoke('probe')).toEqual({
      ok: true,
      payload: [
        'The local account lets no request out: example.com has no stand-in here',
        'The local account lets no request out: 192.0.2.1 has no stand-in here',
      ],
    });
  });

  it('sends known origins to their stand-ins', async () => {
    const { invoke } = await start(
      `export const handler = async () => (await fetch('https://slack.com/api/chat.postMessage?a=1', { method: 'POST', body: '{}' })).json();`,
      {},
      { rewriteOrigins: { 'https://slack.com': '' } },
    );
    expect(await invoke('probe')).toEqual({
      ok: true,
      payload: { url: '/api/chat.postMessage?a=1', forwardedHost: 'slack.com' },
    });
  });

  it('draws the same random numbers in every run', async () => {
    const code = `import { randomUUID } from 'node:crypto'; export const handler = async () => [Math.random(), crypto.randomUUID(), randomUUID()];`;
    const first = await start(code);
    const one = await first.invoke('probe');
    await first.close();
    const second = await start(code);
    expect(await second.invoke('probe')).toEqual(one);
  });
});

describe('the end of what runs', () => {
  const viaFetch = `const ask = (url, signal) => fetch(url, { signal }).then((answer) => answer.text());`;
  const viaAgent = `import http from 'node:http';
    const agent = new http.Agent({ keepAlive: true, maxSockets: 50 });
    const ask = (url, signal) => new Promise((resolve, reject) => {
      const request = http.request(url, { agent, signal }, (answer) => { let text = ''; answer.on('data', (part) => { text += part; }); answer.on('end', () => resolve(text)); });
      request.on('error', reject);
      request.end();
    });`;

  it.each([
    ['fetch', viaFetch],
    ['node:http with a keep-alive agent', viaAgent],
  ])('is reached while a request of %s is held, and only then', async (_name, ask) => {
    const { invoke, clock, activity } = await start(
      `${ask}
      export const handler = async () => {
        const url = process.env.AWS_ENDPOINT_URL;
        for (let call = 0; call < 5; call += 1) await ask(url + '/' + call);
        const between = Date.now();
        const failure = await ask(url + '/held', AbortSignal.timeout(7000)).catch((error) => error.name);
        await ask(url + '/after');
        return { between, failure, after: Date.now() };
      };`,
    );
    const outcome = await invoke('probe');
    expect(outcome).toMatchObject({ ok: true, payload: { between: startAt, after: startAt + 7_000 } });
    expect(clock.now()).toBe(startAt + 7_000);
    expect(activity.busy + activity.held).toBe(0);
    expect((await invoke('probe')).ok).toBe(true);
  });

  it('lets the idle time-out of a socket pass in virtual time', async () => {
    const { invoke, clock } = await start(
      `import http from 'node:http';
      export const handler = () => new Promise((resolve) => {
        const request = http.request(process.env.AWS_ENDPOINT_URL + '/held', { agent: new http.Agent({ keepAlive: true }) });
        request.setTimeout(9000, () => { request.destroy(new Error('idle')); });
        request.on('error', (error) => resolve(error.message));
        request.end();
      });`,
    );
    expect(await invoke('probe')).toEqual({ ok: true, payload: 'idle' });
    expect(clock.now()).toBe(startAt + 9_000);
  });

  it('starts a second sandbox only while the first is in an unfinished invocation', async () => {
    const { runtime, clock } = await start(
      `let calls = 0; export const handler = async (event) => { calls += 1; if (event.waitMs) await new Promise((resolve) => setTimeout(resolve, event.waitMs)); return calls; };`,
    );
    const results: unknown[] = [];
    const run = (event: unknown) => async () => {
      results.push(await runtime.invoke('probe', event));
    };
    clock.after(0, 'waits', run({ waitMs: 10_000 }));
    clock.after(1_000, 'comes in between', run({}));
    clock.after(20_000, 'comes after', run({}));
    await clock.run({ until: startAt + 30_000 });
    expect(results).toEqual([1, 1, 2].map((payload) => ({ ok: true, payload })));
  });

  it('refuses more invocations at once than are reserved', async () => {
    const { runtime, clock } = await start(
      'export const handler = () => new Promise((resolve) => setTimeout(resolve, 5000));',
      { reservedConcurrency: 1 },
    );
    const outcomes: unknown[] = [];
    for (const label of ['first', 'second']) {
      clock.after(0, label, async () => {
        outcomes.push(await runtime.invoke('probe', {}));
      });
    }
    await clock.run({ until: startAt + 10_000 });
    expect(outcomes).toEqual([
      { ok: false, throttled: true },
      { ok: true, payload: null },
    ]);
  });
});
