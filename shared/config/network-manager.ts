import { partitionOf } from './regions.ts';

/** Why Network Manager cannot be on with that hub, in the words that complete "allowed is …". */
export const networkManagerProblem = (networkManager: 'on' | 'off', hub: string): string | undefined =>
  networkManager === 'off' || partitionOf(hub) === 'aws'
    ? undefined
    : `"off" in ${hub}: Network Manager tells in us-west-2 only, which an account of this partition cannot reach`;
