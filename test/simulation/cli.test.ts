import { describe, expect, it } from 'vitest';
import { UsageError } from '../../scripts/command-line.ts';
import { parseArguments } from '../../simulation/cli/arguments.ts';

describe('the arguments of npm run simulate', () => {
  it('have defaults', () => {
    expect(parseArguments([])).toMatchObject({
      seeds: 100,
      hours: 24,
      from: 1,
      sabotage: false,
      help: false,
    });
  });

  it('are read', () => {
    const argv = ['--seeds', '7', '--hours', '2', '--from', '40', '--jobs', '1', '--replay', '40:2:1,3'];
    expect(parseArguments(argv)).toMatchObject({
      seeds: 7,
      hours: 2,
      from: 40,
      jobs: 1,
      replay: { seed: 40, hours: 2, keep: [1, 3] },
    });
  });

  it.each([
    [['--seeds', '0'], '"0"'],
    [['--hours', 'x'], '"x"'],
    [['--from', '-1'], '--from'],
    [['--replay', '3'], '"3"'],
    [['--unknown'], '--unknown'],
  ])('%j are refused by name', (argv, named) => {
    expect(() => parseArguments(argv)).toThrow(UsageError);
    expect(() => parseArguments(argv)).toThrow(named);
  });
});
