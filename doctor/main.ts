import { join } from 'node:path';
import { healthHomeRegion } from '../shared/aws/health/home-region.ts';
import { readConfig } from '../shared/config/read-config.ts';
import { watchedRegions } from '../shared/config/watched-regions.ts';
import { type DoctorArguments, parseArguments, usage } from './arguments.ts';
import { checkUp } from './check-up.ts';
import { createDeps } from './deps.ts';
import { environmentRegionOf } from './environment-region.ts';
import { createExaminer } from './examine.ts';
import { askLocalAccount } from './local-account.ts';
import type { PlacedConfig } from './placed-config.ts';
import { renderJson } from './render/json.ts';
import { renderText } from './render/text.ts';
import { type ExitCode, reportOf } from './report.ts';

/** Where the program writes: the report on `out`, what it is at on `progress`. */
export interface Terminal {
  readonly out: (text: string) => void;
  /** What is being looked at right now; an empty text when nothing is any more. */
  readonly progress: (text: string) => void;
  readonly color: boolean;
  readonly width: number;
}

/** Variables by name. */
type Environment = Readonly<Record<string, string | undefined>>;

const configFile = join(import.meta.dirname, '..', 'tunnelkeeper.json');

/** Looks at everything, as the command line asks. Throws a UsageError for what it cannot begin with. */
export const main = async (
  argv: readonly string[],
  environment: Environment,
  terminal: Terminal,
): Promise<ExitCode> => {
  const args = parseArguments(argv);
  if (args.help) {
    terminal.out(usage.trimEnd());
    return 0;
  }
  const { endpointUrl } = args;
  const local = endpointUrl === undefined ? undefined : await askLocalAccount(endpointUrl);
  const now = local ? clockFrom(local.at) : Date.now;
  const configured = readerOf(args, environment, local?.regions, await environmentRegionOf(environment));
  const deps = createDeps({
    endpointUrl,
    homeRegion: healthHomeRegion(args.regions[0] ?? hubRegionOf(configured) ?? ''),
    readConfig: configured,
    now,
  });
  const examiner = createExaminer({
    startTimer: deps.startTimer,
    progress: (check, region) =>
      terminal.progress([`Checking ${check}`, region].filter(Boolean).join(' in ')),
  });
  const found = await checkUp(deps, examiner, args.regions);
  terminal.progress('');
  const report = reportOf(found, { version: deps.version, at: now(), endpointUrl });
  terminal.out(args.json ? renderJson(report) : renderText(report, terminal));
  return report.exitCode;
};

/** The configuration that `npm run deploy` would take. A scenario of the local account chooses its regions itself. */
const readerOf =
  (
    { configFile: file }: DoctorArguments,
    { TUNNELKEEPER_CONFIG: named }: Environment,
    localRegions: readonly string[] | undefined,
    environmentRegion: string | undefined,
  ): (() => PlacedConfig) =>
  () => {
    const config = readConfig(file ?? named ?? configFile);
    const regions = watchedRegions(config.regions, environmentRegion);
    if (file !== undefined || !localRegions) return { ...config, regions };
    const [hub = regions.hub] = localRegions;
    return { ...config, regions: { hub, named: localRegions, others: regions.others } };
  };

/** A clock that shows that time now, and then goes on. */
const clockFrom = (time: number): (() => number) => {
  const ahead = time - Date.now();
  return () => Date.now() + ahead;
};

/** What is wrong with the configuration is told by the check of it. */
const hubRegionOf = (configured: () => PlacedConfig): string | undefined => {
  try {
    return configured().regions.hub;
  } catch {
    return undefined;
  }
};
