import { lookAtRegion, type RegionFindings, type RegionPlan } from './check-region.ts';
import { counted } from './counted.ts';
import type { DoctorDeps } from './deps.ts';
import type { Examiner } from './examine.ts';
import { explainFailure } from './explain-failure.ts';
import { passed, skipped, type Verdict } from './finding.ts';

/** The regions that the account has enabled and nobody has named: those with connections in full, the others in a line. */
export const lookAtOthers = async (
  deps: DoctorDeps,
  examiner: Examiner,
  plan: Omit<RegionPlan, 'region' | 'isFound'>,
): Promise<RegionFindings> => {
  const { hub, named } = plan.config.regions;
  const around = await examiner.examine('region', undefined, async () => {
    const all = await deps.regions.list(hub);
    const others = [...all].flatMap(([region, state]) =>
      state === 'on' && !named.includes(region) ? [region] : [],
    );
    const peeks = await Promise.all(others.map((region) => peek(deps, region)));
    return { verdicts: verdictsOn(peeks), known: peeks.filter(isInUse).map(({ region }) => region) };
  });
  const looks = await Promise.all(
    (around.known ?? []).map((region) => lookAtRegion(deps, examiner, { ...plan, region, isFound: true })),
  );
  return {
    findings: [...around.findings, ...looks.flatMap(({ findings }) => findings)],
    connections: looks.flatMap(({ connections }) => connections),
  };
};

type Peek = { readonly region: string } & ({ readonly connections: number } | { readonly refusal: unknown });

const peek = async (deps: DoctorDeps, region: string): Promise<Peek> => {
  try {
    return { region, connections: (await deps.connections.list(region)).length };
  } catch (refusal) {
    return { region, refusal };
  }
};

const isInUse = (one: Peek): boolean => 'connections' in one && one.connections > 0;

const verdictsOn = (peeks: readonly Peek[]): readonly Verdict[] => {
  const empty = peeks.filter((one) => 'connections' in one && one.connections === 0).length;
  const refusing = peeks.flatMap((one) => ('refusal' in one ? [refusalOf(one.region, one.refusal)] : []));
  const inUse = peeks.filter(isInUse).map(({ region }) => region);
  return [
    passed(
      `${counted(empty, 'other enabled region')} without a connection, looked at every ten minutes` +
        (inUse.length > 0 ? `; with connections: ${inUse.join(', ')}` : ''),
    ),
    ...refusing,
  ];
};

/** Nobody has asked for that region, so that it is no failure. */
const refusalOf = (region: string, error: unknown): Verdict =>
  skipped(`${region}, which nobody has named, cannot be looked at: ${explainFailure(error).says}`);
