import { guardSabotages } from './guards.ts';
import { ruleSabotages } from './rules.ts';
import type { Sabotage } from './sabotage.ts';
import { stormSabotages } from './storms.ts';

export const sabotages: readonly Sabotage[] = [
  ...Object.entries(guardSabotages).map(([reason, edits]) => ({ name: `guard ${reason}`, edits })),
  ...ruleSabotages,
  ...stormSabotages,
];
