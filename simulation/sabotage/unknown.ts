import { rule, type Sabotage } from './sabotage.ts';

/** Rules of what is not known, each taken away. */
export const unknownSabotages: readonly Sabotage[] = [
  rule(
    'nothing is called recovered by what is not known',
    'shared/domain/lifecycle/tunnels.ts',
    "tunnels.every(({ state }) => state !== 'unknown');",
    'tunnels.every(() => true);',
    'nothing-is-done-on-unknown',
  ),
  rule(
    'what AWS does not report is neither up nor down',
    'shared/aws/ec2/map-tunnels.ts',
    "if (telemetry?.Status !== 'DOWN') return 'unknown';",
    "if (telemetry?.Status !== 'DOWN') return 'down';",
    'nothing-is-done-on-unknown',
  ),
  rule(
    'a storm is open while AWS says nothing of what is in it',
    'shared/domain/storm/follow.ts',
    'outage + degraded + unknown + settling;',
    'outage + degraded + 0 * unknown + settling;',
    'told-once',
    'storms-show-the-truth',
    'storms-are-told-as-one',
  ),
  rule(
    'a connection that one listing lacks is not gone',
    'shared/domain/decide.ts',
    'return isMissingOnce(observation, stored, now)',
    'return false && isMissingOnce(observation, stored, now)',
    'nothing-is-done-on-unknown',
  ),
  rule(
    'a drop that no look has seen is counted',
    'shared/intake/observe.ts',
    'dropsUnseen: connection && droppedUnseen(storedUsage, connection),',
    'dropsUnseen: connection && droppedUnseen(storedUsage, connection).slice(0, 0),',
    'drops-are-counted',
  ),
];
