import { guardsFile } from './guards.ts';
import type { Sabotage } from './sabotage.ts';

const without = (
  guard: string,
): { readonly file: string; readonly find: string; readonly replace: string } => ({
  file: guardsFile,
  find: `const ${guard}: Guard = (`,
  replace: `const ${guard}: Guard = () => false;\nexport const _${guard}: Guard = (`,
});

/** Rules that keep a restart from lengthening an outage, each taken away: a run by itself cannot show it. */
export const pairSabotages: readonly Sabotage[] = [
  {
    name: 'no restart takes away the only way back',
    edits: [without('onlyTunnel'), without('leftToGateway')],
    shows: { invariants: ['no-outage-is-longer'] },
    task: 'pairs',
  },
  {
    name: 'a tunnel is left to those who bring it back by themselves',
    edits: [without('leftToAws'), without('leftToGateway'), without('onlyTunnel')],
    shows: { invariants: ['no-outage-is-longer'] },
    task: 'pairs',
  },
];
