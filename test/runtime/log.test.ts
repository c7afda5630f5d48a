import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { withInvocation } from '../../shared/runtime/invocation.ts';
import { createLog, type LogOptions } from '../../shared/runtime/log.ts';

const captured = (options: LogOptions = {}) => {
  const lines: string[] = [];
  const log = createLog({ level: 'info', now: () => 0, ...options, write: (line) => lines.push(line) });
  return { log, lines, entries: () => lines.map((line) => JSON.parse(line)) };
};

const context = { awsRequestId: 'request-1' } as Context;

describe('the log', () => {
  it('writes one line of JSON per entry', () => {
    const { log, lines } = captured({ facts: { functionName: 'sweep' } });
    log.info('decided', { reason: 'opened', text: 'two\nlines' });
    expect(lines).toEqual([
      '{"timestamp":"1970-01-01T00:00:00.000Z","level":"info","message":"decided","functionName":"sweep","reason":"opened","text":"two\\nlines"}',
    ]);
  });

  it.each([
    ['info', ['info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['error', ['error']],
    ['silent', []],
  ] as const)('of level %s writes %j', (level, written) => {
    const { log, entries } = captured({ level });
    log.info('i');
    log.warn('w');
    log.error('e');
    expect(entries().map((entry) => entry.level)).toEqual(written);
  });

  it('lets no fact pass for its own words', () => {
    const { log, entries } = captured();
    log.error('failed', { level: 'info', timestamp: 'never', message: 'fine' });
    expect(entries()).toEqual([{ timestamp: '1970-01-01T00:00:00.000Z', level: 'error', message: 'failed' }]);
  });

  it('tells an error with its causes, and nothing that hangs on it', () => {
    const { log, entries } = captured();
    const cause = Object.assign(new Error('inner'), { $response: { body: 'psk' }, code: 'ECONNRESET' });
    const error = new AggregateError([new TypeError('one')], 'outer', { cause });
    log.error('failed', { error });
    const [{ error: told }] = entries();
    expect(told).toMatchObject({
      name: 'AggregateError',
      message: 'outer',
      cause: { name: 'Error', message: 'inner', code: 'ECONNRESET' },
      errors: [{ name: 'TypeError', message: 'one' }],
    });
    expect(JSON.stringify(told)).not.toContain('psk');
  });

  it('follows an error that is its own cause only so far', () => {
    const { log, entries } = captured();
    const error = new Error('round');
    error.cause = error;
    log.error('failed', { error });
    expect(entries()).toHaveLength(1);
  });

  it('carries the id of the invocation that is running, also of two side by side', async () => {
    const { log, entries } = captured();
    const handler = withInvocation(log, async (name: string) => {
      await Promise.resolve();
      log.info(name);
    });
    await Promise.all([handler('one', context), handler('two', { ...context, awsRequestId: 'request-2' })]);
    log.info('outside');
    expect(entries().map((entry) => [entry.message, entry.requestId])).toEqual([
      ['one', 'request-1'],
      ['two', 'request-2'],
      ['outside', undefined],
    ]);
  });

  it('has what a handler throws, and Lambda gets it too', async () => {
    const { log, entries } = captured();
    const handler = withInvocation(log, async () => {
      throw new Error('lost the race');
    });
    await expect(handler(undefined, context)).rejects.toThrow('lost the race');
    expect(entries()).toMatchObject([
      { message: 'invocation failed', error: { message: 'lost the race' }, requestId: 'request-1' },
    ]);
  });
});
