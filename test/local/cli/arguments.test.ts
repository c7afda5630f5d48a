import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../local/cli/arguments.ts';
import { UsageError } from '../../../scripts/command-line.ts';

describe('the command line', () => {
  it('has a default for everything', () => {
    expect(parseArguments([])).toEqual({
      help: false,
      list: false,
      scenario: undefined,
      speed: 60,
      once: false,
      json: false,
      eventFiles: [],
      configFile: undefined,
      playMs: undefined,
      pageFile: undefined,
      port: 0,
    });
  });

  it('takes every option', () => {
    const argv = [
      '--scenario',
      'flapping',
      '--speed',
      '0.5',
      '--once',
      '--json',
      '--for',
      '1h30m',
      '--page',
      'channel.html',
      '--port',
      '4566',
      '--event',
      'a.json',
      '--event',
      '-',
    ];
    expect(parseArguments(argv)).toMatchObject({
      scenario: 'flapping',
      speed: 0.5,
      once: true,
      json: true,
      playMs: 5_400_000,
      pageFile: 'channel.html',
      port: 4566,
      eventFiles: ['a.json', '-'],
    });
    expect(parseArguments(['--speed', 'max']).speed).toBe('max');
  });

  it.each([
    [['--speed', 'quick'], '--speed takes a number above 0, or max; received "quick".'],
    [['--speed', '0'], '--speed takes a number above 0, or max; received "0".'],
    [['--for', '6'], '--for takes a length of time such as 90s, 6m or 1h30m; received "6".'],
    [['--port', '99999'], '--port takes a whole number from 0 to 65535; received "99999".'],
    [['--port', '1.5'], '--port takes a whole number from 0 to 65535; received "1.5".'],
  ])('names what it received and what is allowed: %j', (argv, message) => {
    expect(() => parseArguments(argv)).toThrow(new UsageError(message));
  });

  it.each([[['--bogus']], [['story']], [['--scenario']]])(
    'refuses what it does not know and points to --help: %j',
    (argv) => {
      expect(() => parseArguments(argv)).toThrow(/See --help\.$/);
    },
  );

  it.each([
    ['--jsn', `Unknown option '--jsn': did you mean "--json"? See --help.`],
    ['--scenarios=x', `Unknown option '--scenarios': did you mean "--scenario"? See --help.`],
    ['--quite-another', "Unknown option '--quite-another'. See --help."],
  ])('suggests the option that was meant, if any is close: %s', (option, message) => {
    expect(() => parseArguments([option])).toThrow(new UsageError(message));
  });
});
