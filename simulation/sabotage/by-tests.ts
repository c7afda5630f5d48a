import { startVitest } from 'vitest/node';
import { type Edit, editedFile } from './sabotage.ts';

/** A rule that no run can show, as it is about words, a deployment or one call: tests hold it. */
export interface TestedSabotage {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** The files of which one test has to fail. */
  readonly tests: readonly string[];
}

/** The name of a test that fails without the rule; undefined where none does. */
export const huntByTests = async ({
  edits,
  tests,
}: Omit<TestedSabotage, 'name'>): Promise<string | undefined> => {
  const vitest = await startVitest(
    'test',
    [...tests],
    { watch: false, reporters: [{}], maxWorkers: 1, testTimeout: 30_000, fsModuleCache: false },
    { plugins: [pluginOf(edits)] },
  );
  const modules = vitest.state.getTestModules();
  const broken = modules.find((module) => module.errors().length > 0);
  const failed = modules.flatMap((module) => [...module.children.allTests('failed')]);
  const { exitCode } = process;
  await vitest.close();
  process.exitCode = exitCode === 1 ? undefined : exitCode;
  if (modules.length < tests.length) throw new Error(`Of ${tests.join(' and ')} not every file is there.`);
  if (broken) throw new Error(`${broken.moduleId} cannot be read: ${broken.errors()[0]?.message}`);
  return failed[0]?.fullName;
};

const pluginOf = (edits: readonly Edit[]) => ({
  name: 'sabotage',
  enforce: 'pre' as const,
  load: (id: string) => editedFile(id, edits),
});
