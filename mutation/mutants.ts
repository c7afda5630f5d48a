/** What is read of Stryker's report (mutation-testing-report-schema, version 1). Lines and columns begin at 1. */
export interface MutationReport {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly ReportedMutant[] }>
  >;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

interface ReportedMutant {
  readonly location: { readonly start: Position; readonly end: Position };
  readonly replacement?: string | undefined;
  readonly status: string;
}

/** A mutant by what it says instead of by where it stands. */
export interface Mutant {
  readonly file: string;
  readonly lineNumber: number;
  readonly line: string;
  readonly text: string;
  readonly becomes: string;
  readonly unnoticed: boolean;
}

const longest = 160;

/** White space as one space; what is long is shortened. */
const inOneLine = (text: string): string => {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  return flat.length <= longest ? flat : `${flat.slice(0, longest)}…`;
};

const between = (lines: readonly string[], start: Position, end: Position): string =>
  lines
    .slice(start.line - 1, end.line)
    .map((line, index) => {
      const to = start.line + index === end.line ? end.column - 1 : undefined;
      return line.slice(index === 0 ? start.column - 1 : 0, to);
    })
    .join('\n');

/** All mutants of a report. Those that no test covers, or that every test passes with, are unnoticed. */
export const mutantsOf = ({ files }: MutationReport): readonly Mutant[] =>
  Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants.map(({ location: { start, end }, replacement, status }) => ({
      file,
      lineNumber: start.line,
      line: inOneLine(lines[start.line - 1] ?? ''),
      text: inOneLine(between(lines, start, end)),
      becomes: inOneLine(replacement ?? ''),
      unnoticed: status === 'Survived' || status === 'NoCoverage',
    }));
  });
