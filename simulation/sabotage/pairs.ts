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
    name: 'in an outage, nothing is restarted while nothing shows that the gateway is there',
    edits: [without('onlyTunnel')],
    shows: { invariants: ['no-outage-is-longer'] },
    task: 'pairs',
  },
  {
    name: 'nobody used it only where nothing had passed for an hour',
    edits: [
      {
        file: 'shared/domain/diagnosis/traffic-facts.ts',
        find: 'since - last.until >= idleAfterMs',
        replace: 'since >= last.until',
      },
    ],
    shows: { invariants: ['restarts-keep-to-the-guards'], saying: 'there had been traffic' },
  },
  {
    name: 'a gateway that has taken its leave may be back over one tunnel',
    edits: [
      {
        file: 'shared/domain/restart/return-of-tunnel.ts',
        find: 'return !others.some((other) => mayReturnMeanwhile(other, restart));',
        replace: 'return others.length > 9;',
      },
    ],
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
