/**
 * Why a restart is not made. First those that nobody can wait for to end, then those that pass by themselves: where several
 * hold, the first of the former is said, or the one of the latter that lasts longest. People see these words.
 */
export const withholdReasons = [
  'foreign-account',
  'auto-restart-off',
  'tunnel-up',
  'tunnel-unused',
  'state-unknown',
  'cause-not-fixable',
  'aws-cannot-initiate',
  'attempts-exhausted',
  'restart-in-vain',
  'flapping',
  'gateway-wide',
  'only-tunnel',
  'connection-busy',
  'restart-in-flight',
  'changed-by-hand',
  'peer-settling',
  'down-too-briefly',
  'endpoint-being-replaced',
  'left-to-aws',
  'left-to-gateway',
  'cooldown',
  'account-limit',
] as const;

export type WithholdReason = (typeof withholdReasons)[number];

const firstToPass = withholdReasons.indexOf('connection-busy');

/** It passes by itself, so that "not yet" is the truth. */
export const passesByItself = (reason: WithholdReason): boolean =>
  withholdReasons.indexOf(reason) >= firstToPass;
