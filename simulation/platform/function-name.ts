/** The functions that are run, by the names of their folders. */
export const functionNames = [
  'sweep',
  'tunnel-alarm',
  'health-event',
  'vpn-change',
  'restart-tunnel',
  'diagnose',
  'review',
  'setup',
  'slack-notifier',
] as const;

export type FunctionName = (typeof functionNames)[number];
