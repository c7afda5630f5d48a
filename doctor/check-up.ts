import { hubStackName } from '../shared/contracts/stack.ts';
import { lookAtOthers } from './check-others.ts';
import { lookAtRegion } from './check-region.ts';
import { lookAtChannels, lookAtSlack } from './check-slack.ts';
import { checkConfiguration } from './checks/configuration.ts';
import { checkCredentials } from './checks/credentials.ts';
import { checkDeployment } from './checks/deployment.ts';
import { checkLeftovers } from './checks/leftovers.ts';
import { askAnyRegion } from './checks/region.ts';
import { checkSupportPlan } from './checks/support-plan.ts';
import type { DoctorDeps } from './deps.ts';
import { type Examiner, notExamined } from './examine.ts';
import { type CheckName, checkNames, type Finding } from './finding.ts';
import type { PlacedConfig } from './placed-config.ts';
import type { Identity, RegionState } from './ports.ts';

export interface CheckUp {
  readonly identity: Identity | undefined;
  readonly findings: readonly Finding[];
}

/** Carries out every check. One that fails stops none but those that need what it would have found. */
export const checkUp = async (
  deps: DoctorDeps,
  examiner: Examiner,
  onlyRegions: readonly string[],
): Promise<CheckUp> => {
  const [credentials, configuration] = await Promise.all([
    examiner.examine('credentials', undefined, () => checkCredentials(deps.account)),
    examiner.examine('configuration', undefined, () => checkConfiguration(deps.readConfig)),
  ]);
  const findings = [...credentials.findings, ...configuration.findings];
  const identity = credentials.known;
  const config = configuration.known;
  if (!identity || !config) {
    const why = identity ? 'the configuration is not usable' : 'AWS cannot be asked';
    return { identity, findings: [...findings, ...notExamined(theRest, undefined, why)] };
  }
  return { identity, findings: [...findings, ...(await lookAtAll(deps, examiner, config, onlyRegions))] };
};

const theRest: readonly CheckName[] = checkNames.filter(
  (check) => check !== 'credentials' && check !== 'configuration',
);

/** Whoever deploys this has connections: where none is found it is hardly the right account. */
const nothingFound =
  'no VPN connection in any region that could be looked at, so that nothing is watched: is this the account?';

const lookAtAll = async (
  deps: DoctorDeps,
  examiner: Examiner,
  config: PlacedConfig,
  onlyRegions: readonly string[],
): Promise<readonly Finding[]> => {
  const { hub: hubRegion, named } = config.regions;
  const [plan, slack, hub] = await Promise.all([
    examiner.examine('support-plan', undefined, () => checkSupportPlan(deps.healthEvents, hubRegion)),
    lookAtSlack(deps, examiner, config),
    examiner.examine('deployment', hubRegion, () =>
      checkDeployment(deps.stacks, {
        region: hubRegion,
        stackName: hubStackName,
        version: deps.version,
      }),
    ),
  ]);
  const regions = onlyRegions.length > 0 ? onlyRegions : named;
  const knownElsewhere = askAnyRegion(deps.regions, [...new Set([...named, ...regions])]);
  const regional = { config, hub: hub.known, knownElsewhere };
  const isWhole = config.regions.others && onlyRegions.length === 0;
  const [looks, leftovers] = await Promise.all([
    Promise.all([
      ...regions.map((region) => lookAtRegion(deps, examiner, { ...regional, region })),
      ...(isWhole ? [lookAtOthers(deps, examiner, regional)] : []),
    ]),
    onlyRegions.length > 0 ? [] : lookElsewhere(deps, examiner, named, await knownElsewhere()),
  ]);
  const connections = looks.flatMap((look) => look.connections);
  const channels = slack.known && (await lookAtChannels(examiner, slack.known, config, connections));
  return [
    ...plan.findings,
    ...slack.findings,
    ...(channels ?? []),
    ...hub.findings,
    ...looks.flatMap((look) => look.findings),
    ...leftovers,
    ...(isWhole && connections.length === 0 ? notExamined(['connections'], undefined, nothingFound) : []),
  ];
};

/** What is left in regions that are not watched. One that does not answer is nobody's concern. */
const lookElsewhere = async (
  deps: DoctorDeps,
  examiner: Examiner,
  named: readonly string[],
  known: ReadonlyMap<string, RegionState> = new Map(),
): Promise<readonly Finding[]> => {
  const others = [...known].filter(([region, state]) => state === 'on' && !named.includes(region));
  const looks = await Promise.all(
    others.map(([region]) =>
      examiner.examine('alarms', region, async () => {
        try {
          return await checkLeftovers(deps.alarms, region, 'the configuration does not name the region');
        } catch {
          return { verdicts: [] };
        }
      }),
    ),
  );
  return looks.flatMap(({ findings }) => findings);
};
