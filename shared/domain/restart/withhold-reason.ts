/** Why a restart is not made, in the order in which the rules are checked. People see these words. */
export const withholdReasons = [
  'foreign-account',
  'auto-restart-off',
  'tunnel-up',
  'tunnel-unused',
  'connection-busy',
  'restart-in-flight',
  'changed-by-hand',
  'peer-settling',
  'down-too-briefly',
  'endpoint-being-replaced',
  'flapping',
  'cause-not-fixable',
  'aws-cannot-initiate',
  'gateway-wide',
  'cooldown',
  'attempts-exhausted',
  'account-limit',
] as const;

export type WithholdReason = (typeof withholdReasons)[number];
