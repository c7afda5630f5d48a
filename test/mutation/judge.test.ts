import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explained } from '../../mutation/explained/index.ts';
import type { Explanation } from '../../mutation/explanation.ts';
import { judge, verdictText } from '../../mutation/judge.ts';
import { type MutationReport, mutantsOf } from '../../mutation/mutants.ts';

const file = 'shared/domain/one.ts';
const source = [
  'export const both = (a: boolean, b: boolean) => {',
  '  return a &&',
  '    b;',
  '};',
  '',
].join('\n');

/** A report about `a &&⏎ b` and about the `b` in it. */
const report = (whole: string, part = 'Killed', of = file): MutationReport => ({
  files: {
    [of]: {
      source,
      mutants: [
        {
          location: { start: { line: 2, column: 10 }, end: { line: 3, column: 6 } },
          replacement: 'a ||\n    b',
          status: whole,
        },
        {
          location: { start: { line: 3, column: 5 }, end: { line: 3, column: 6 } },
          replacement: 'true',
          status: part,
        },
      ],
    },
  },
});

const explanation: Explanation = {
  line: 'return a &&',
  text: 'a && b',
  becomes: 'a || b',
  why: 'equivalent',
  because: 'Both are always the same.',
};

const judged = (of: MutationReport, ...entries: readonly Explanation[]) =>
  judge(mutantsOf(of), { [file]: entries });

describe('a mutant', () => {
  it('is known by its text, without its place', () => {
    expect(mutantsOf(report('Survived'))).toEqual([
      { file, lineNumber: 2, line: 'return a &&', text: 'a && b', becomes: 'a || b', unnoticed: true },
      { file, lineNumber: 3, line: 'b;', text: 'b', becomes: 'true', unnoticed: false },
    ]);
  });

  it.each([
    ['Survived', 1],
    ['NoCoverage', 1],
    ['Killed', 0],
    ['Timeout', 0],
    ['RuntimeError', 0],
    ['Ignored', 0],
  ])('that is %s asks for %d explanations', (status, asked) => {
    expect(judged(report(status)).unexplained).toHaveLength(asked);
  });

  it('is explained by an entry about its line, its text and its replacement', () => {
    expect(judged(report('Survived'), explanation)).toEqual({
      mutants: 2,
      explained: 1,
      unexplained: [],
      stale: [],
    });
    for (const other of [{ line: 'return a' }, { text: 'a' }, { becomes: 'a' }]) {
      const verdict = judged(report('Survived'), { ...explanation, ...other });
      expect(verdict.unexplained).toHaveLength(1);
      expect(verdict.stale).toHaveLength(1);
    }
  });

  it('is not explained by an entry of another file', () => {
    expect(judge(mutantsOf(report('Survived')), { 'other.ts': [explanation] }).unexplained).toHaveLength(1);
  });
});

describe('an explanation', () => {
  it('of a mutant that a test notices by now is stale', () => {
    expect(judged(report('Killed'), explanation).stale).toEqual([{ ...explanation, file }]);
  });

  it('of a file that did not run is left alone', () => {
    const verdict = judge(mutantsOf(report('Killed')), { 'other.ts': [explanation] });
    expect(verdict.stale).toEqual([]);
  });
});

it('says what is to be done for each', () => {
  const text = verdictText(judged(report('Killed', 'NoCoverage'), explanation));
  expect(text.split('\n')).toEqual([
    `${file}:3 no test notices:`,
    `  { line: "b;", text: "b", becomes: "true", why: '', because: '' },`,
    `${file} is explained, but it is noticed or gone:`,
    `  { line: "return a &&", text: "a && b", becomes: "a || b", … },`,
    '2 mutants: 1 noticed, 0 explained, 1 unexplained; 1 explanations of nothing',
  ]);
});

it.each(
  Object.entries(explained).flatMap(([name, entries]) => entries.map((entry) => [name, entry] as const)),
)('the line explained still stands in %s', (name, { line }) => {
  expect(existsSync(name), name).toBe(true);
  const lines = readFileSync(name, 'utf8').split('\n');
  expect(lines.map((text) => text.replaceAll(/\s+/g, ' ').trim())).toContain(line);
});
