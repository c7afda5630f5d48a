import { main } from '../../doctor/main.ts';

export interface Run {
  readonly exitCode: number;
  /** Everything on standard output. */
  readonly text: string;
  readonly progress: readonly string[];
}

/** Runs the doctor as the command line does, without a terminal's colours. */
export const runDoctor = async (
  argv: readonly string[],
  { color = false, environment = {} }: { readonly color?: boolean; readonly environment?: object } = {},
): Promise<Run> => {
  const out: string[] = [];
  const progress: string[] = [];
  const exitCode = await main(
    argv,
    { ...environment },
    {
      out: (text) => out.push(text),
      progress: (text) => progress.push(text),
      color,
      width: 100,
    },
  );
  return { exitCode, text: out.join('\n'), progress };
};

export interface JsonFinding {
  readonly check: string;
  readonly status: string;
  readonly region: string | null;
  readonly connectionId: string | null;
  readonly says: string;
  readonly todo: readonly string[];
}

export interface JsonReport {
  readonly format: string;
  readonly version: string;
  readonly at: string;
  readonly accountId: string | null;
  readonly exitCode: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly JsonFinding[];
}

export const readReport = ({ text }: Run): JsonReport => JSON.parse(text) as JsonReport;
