import type { Explained, Explanation } from './explanation.ts';
import type { Mutant } from './mutants.ts';

export interface Verdict {
  readonly mutants: number;
  readonly explained: number;
  /** What no test notices, and nobody has explained. */
  readonly unexplained: readonly Mutant[];
  /** Explanations of nothing: their mutant is noticed by now, or gone. */
  readonly stale: readonly (Explanation & { readonly file: string })[];
}

const explains = (explanation: Explanation, { line, text, becomes }: Mutant): boolean =>
  explanation.line === line && explanation.text === text && explanation.becomes === becomes;

/** Judges the files that mutants were made of, and says nothing of others. */
export const judge = (mutants: readonly Mutant[], explained: Explained): Verdict => {
  const unnoticed = mutants.filter((mutant) => mutant.unnoticed);
  const unexplained = unnoticed.filter(
    (mutant) => !explained[mutant.file]?.some((explanation) => explains(explanation, mutant)),
  );
  const stale = [...new Set(mutants.map(({ file }) => file))].flatMap((file) =>
    (explained[file] ?? [])
      .filter(
        (explanation) => !unnoticed.some((mutant) => mutant.file === file && explains(explanation, mutant)),
      )
      .map((explanation) => ({ ...explanation, file })),
  );
  return { mutants: mutants.length, explained: unnoticed.length - unexplained.length, unexplained, stale };
};

/** Each survivor is written as the entry that would explain it, but for the reason. */
export const verdictText = ({ mutants, explained, unexplained, stale }: Verdict): string => {
  const entry = ({ line, text, becomes }: Pick<Explanation, 'line' | 'text' | 'becomes'>) =>
    `  { line: ${JSON.stringify(line)}, text: ${JSON.stringify(text)}, becomes: ${JSON.stringify(becomes)},`;
  const killed = mutants - explained - unexplained.length;
  return [
    ...unexplained.flatMap((mutant) => [
      `${mutant.file}:${mutant.lineNumber} no test notices:`,
      `${entry(mutant)} why: '', because: '' },`,
    ]),
    ...stale.flatMap((explanation) => [
      `${explanation.file} is explained, but it is noticed or gone:`,
      `${entry(explanation)} … },`,
    ]),
    `${mutants} mutants: ${killed} noticed, ${explained} explained, ${unexplained.length} unexplained; ` +
      `${stale.length} explanations of nothing`,
  ].join('\n');
};
