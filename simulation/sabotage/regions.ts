import { rule, type Sabotage } from './sabotage.ts';

/** Rules of regions that nobody has named, each taken away. */
export const regionSabotages: readonly Sabotage[] = [
  rule(
    'a region that was found is looked at',
    'shared/domain/regions/found-regions.ts',
    'regions.filter((each, index) => {',
    'regions.slice(0, 0).filter((each, index) => {',
    'outages-are-told',
  ),
  rule(
    'a region with connections that refuses is told of',
    'shared/intake/region-reach.ts',
    'await note(deps, reach, { region, seen: false, reason, code: unread.code });',
    '',
    'regions-are-told',
  ),
  rule(
    'that a region can be seen again is told',
    'shared/intake/region-reach.ts',
    'note(deps, reach, { region, seen: true });',
    'Promise.resolve();',
    'regions-are-told',
  ),
];
