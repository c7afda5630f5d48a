import { policyOf } from '../shared/config/policy-of.ts';
import { StackOutput, spokeStackName } from '../shared/contracts/stack.ts';
import type { Connection } from '../shared/domain/connection.ts';
import { checkAlarms } from './checks/alarms.ts';
import { checkConnections } from './checks/connections.ts';
import { checkDeployment } from './checks/deployment.ts';
import { checkLeftovers } from './checks/leftovers.ts';
import { checkLogging } from './checks/logging.ts';
import { checkMetrics } from './checks/metrics.ts';
import { checkRegion } from './checks/region.ts';
import { checkTags } from './checks/tags.ts';
import { checkTrail } from './checks/trail.ts';
import type { DoctorDeps } from './deps.ts';
import { type Examiner, notExamined } from './examine.ts';
import type { CheckName, Finding } from './finding.ts';
import type { PlacedConfig } from './placed-config.ts';
import type { DeployedStack, RegionState } from './ports.ts';

export interface RegionPlan {
  readonly region: string;
  readonly config: PlacedConfig;
  /** The hub's stack; undefined where there is none. */
  readonly hub: DeployedStack | undefined;
  /** Nobody has named it: it has no stack, and no alarms, whose events would reach nobody. */
  readonly isFound?: boolean;
  readonly knownElsewhere: () => Promise<ReadonlyMap<string, RegionState> | undefined>;
}

export interface RegionFindings {
  readonly findings: readonly Finding[];
  readonly connections: readonly Connection[];
}

/** Their events would reach nobody. */
const noAlarms = 'none are made here, and nothing forwards events: name the region in "regions" to have both';

const onConnections = ['tags', 'alarms', 'metrics', 'logging'] as const satisfies readonly CheckName[];

/** Everything about one region. What is wrong in it stops no other. */
export const lookAtRegion = async (
  deps: DoctorDeps,
  examiner: Examiner,
  { region, config, hub, knownElsewhere, isFound = false }: RegionPlan,
): Promise<RegionFindings> => {
  const hasNoSpoke = isFound || region === config.regions.hub;
  const reach = await examiner.examine('region', region, () =>
    checkRegion(deps.regions, region, knownElsewhere),
  );
  if (!reach.known) {
    const ofSpoke: readonly CheckName[] = hasNoSpoke ? [] : ['deployment'];
    const all: readonly CheckName[] = [...ofSpoke, 'connections', ...onConnections, 'trail'];
    return {
      findings: [...reach.findings, ...notExamined(all, region, 'the region does not answer')],
      connections: [],
    };
  }
  const tableName = hub?.outputs[StackOutput.tableName];
  const [spoke, connections, trail] = await Promise.all([
    hasNoSpoke ? undefined : examiner.examine('deployment', region, () => checkSpoke(deps, region)),
    examiner.examine('connections', region, () =>
      checkConnections(
        {
          ...deps,
          records: tableName === undefined ? undefined : deps.recordsIn(config.regions.hub, tableName),
          policy: policyOf(config),
        },
        region,
      ),
    ),
    examiner.examine('trail', region, () => checkTrail(deps.trails, region)),
  ]);
  const rest = await lookAtConnections(deps, examiner, region, connections.known, {
    isDeployed: hub !== undefined,
    isFound,
  });
  return {
    findings: [
      ...reach.findings,
      ...(spoke?.findings ?? []),
      ...connections.findings,
      ...rest,
      ...trail.findings,
    ],
    connections: connections.known ?? [],
  };
};

const lookForLeftovers = async (
  deps: DoctorDeps,
  examiner: Examiner,
  region: string,
): Promise<Pick<RegionFindings, 'findings'>> => {
  const why = 'nothing is deployed that would keep them';
  const { findings } = await examiner.examine('alarms', region, () =>
    checkLeftovers(deps.alarms, region, why),
  );
  return { findings: findings.length > 0 ? findings : notExamined(['alarms'], region, why) };
};

const checkSpoke = (deps: DoctorDeps, region: string) =>
  checkDeployment(deps.stacks, { region, stackName: spokeStackName(region), version: deps.version });

const lookAtConnections = async (
  deps: DoctorDeps,
  examiner: Examiner,
  region: string,
  connections: readonly Connection[] | undefined,
  { isDeployed, isFound }: { readonly isDeployed: boolean; readonly isFound: boolean },
): Promise<readonly Finding[]> => {
  if (!connections) return notExamined(onConnections, region, 'the connections could not be read');
  const alarms = isFound
    ? { findings: notExamined(['alarms'], region, noAlarms) }
    : isDeployed
      ? examiner.examine('alarms', region, () => checkAlarms(deps.alarms, region, connections))
      : lookForLeftovers(deps, examiner, region);
  if (connections.length === 0) {
    const nothing = notExamined(['tags', 'metrics', 'logging'], region, 'there is no connection');
    return [...(await alarms).findings, ...nothing];
  }
  const examinations = await Promise.all([
    examiner.examine('tags', region, () => checkTags(connections)),
    alarms,
    examiner.examine('metrics', region, () => checkMetrics(deps.alarms, region, connections)),
    examiner.examine('logging', region, () => checkLogging(connections)),
  ]);
  return examinations.flatMap(({ findings }) => findings);
};
