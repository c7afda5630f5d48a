import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { jsonVariable, readEnvironment } from '../../shared/runtime/environment.ts';

const schema = z.object({
  TABLE_NAME: z.string().check(z.minLength(1)),
  REGIONS: jsonVariable(z.array(z.string()).check(z.minLength(1))),
  MODE: z._default(z.enum(['on', 'off']), 'on'),
  SLACK_TOKEN: z.optional(jsonVariable(z.string())),
});

const problemsOf = (environment: Readonly<Record<string, string>>): readonly string[] => {
  try {
    readEnvironment(schema, environment);
  } catch (error) {
    return (error as Error).message.split('\n').slice(1);
  }
  return [];
};

describe('the environment of a function', () => {
  it('is read through its schema', () => {
    const environment = { TABLE_NAME: 'table', REGIONS: '["eu-west-1"]', PATH: '/bin' };
    expect(readEnvironment(schema, environment)).toEqual({
      TABLE_NAME: 'table',
      REGIONS: ['eu-west-1'],
      MODE: 'on',
    });
  });

  it('tells everything that is wrong with it at once', () => {
    expect(problemsOf({ REGIONS: '["eu-west-1", 7]', MODE: 'perhaps' })).toEqual([
      '- TABLE_NAME: is not set',
      '- REGIONS.1: must be string, received "[\\"eu-west-1\\", 7]"',
      '- MODE: must be one of on, off, received "perhaps"',
    ]);
  });

  it.each([
    [{ TABLE_NAME: '' }, '- TABLE_NAME: must be at least 1, received ""'],
    [{ REGIONS: 'eu-west-1' }, '- REGIONS: not JSON, received "eu-west-1"'],
    [{ REGIONS: '[]' }, '- REGIONS: must be at least 1, received "[]"'],
    [{ SLACK_TOKEN: 'xoxb-very-secret' }, '- SLACK_TOKEN: not JSON, received (hidden)'],
  ])('%j is a mistake', (change, problem) => {
    expect(problemsOf({ TABLE_NAME: 'table', REGIONS: '["eu-west-1"]', ...change })).toEqual([problem]);
  });

  it('shows no more of a long value than is needed', () => {
    expect(problemsOf({ TABLE_NAME: 'table', REGIONS: 'x'.repeat(10_000) })[0]?.length).toBeLessThan(150);
  });
});
