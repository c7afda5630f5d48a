import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { didYouMean } from '../../scripts/command-line.ts';
import { type Scenario, scenarioSchema } from './format/scenario.ts';
import { problemsIn, ScenarioError } from './problems.ts';
import { danglingReferences } from './references.ts';

const shippedDirectory = join(import.meta.dirname, '..', 'scenarios');

/** Names of the shipped scenarios, in order. */
export const shippedScenarios = (): readonly string[] =>
  readdirSync(shippedDirectory)
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .sort();

/** Reads a scenario by the name of a shipped one or by the path of a file. Throws a ScenarioError that lists every problem. */
export const loadScenario = (nameOrFile: string): Scenario => {
  const isShipped = shippedScenarios().includes(nameOrFile);
  const file = isShipped ? join(shippedDirectory, `${nameOrFile}.json`) : nameOrFile;
  return parseScenario(readJson(file), nameOrFile);
};

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      const meant = didYouMean(basename(file, '.json'), shippedScenarios());
      throw new ScenarioError(file, [
        `there is neither such a file nor a shipped scenario of that name; ${meant ?? 'see --list'}`,
      ]);
    }
    throw new ScenarioError(file, [cause instanceof Error ? cause.message : String(cause)]);
  }
};

export const parseScenario = (input: unknown, name: string): Scenario => {
  const result = scenarioSchema.safeParse(input);
  if (!result.success) throw new ScenarioError(name, problemsIn(input, result.error.issues));
  const dangling = danglingReferences(result.data, input);
  if (dangling.length > 0) throw new ScenarioError(name, dangling);
  return result.data;
};
