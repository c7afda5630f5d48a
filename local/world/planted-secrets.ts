import type { Register } from './register.ts';

/** Every pre-shared key that the world has ever held: none of them may appear anywhere else. */
export const plantedSecrets = (world: Pick<Register, 'everKnown'>): string[] =>
  world.everKnown().flatMap(({ tunnels }) => tunnels.flatMap((tunnel) => tunnel.preSharedKeys));
