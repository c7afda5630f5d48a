import type { WithholdReason } from '../../shared/domain/restart/withhold-reason.ts';
import type { Edit } from './sabotage.ts';

export const guardsFile = 'shared/domain/restart/guards.ts';

export const without = (reason: WithholdReason, guard: string): Edit => ({
  file: guardsFile,
  find: `${reason.includes('-') ? `'${reason}'` : reason}: ${guard},`,
  replace: `'${reason}': () => false,`,
});

/** Every guard, taken away in each of its places. The type check asks for a new one. */
export const guardSabotages: Readonly<Record<WithholdReason, readonly Edit[]>> = {
  'foreign-account': [
    {
      file: 'shared/domain/notices/place.ts',
      find: 'if (event.account !== undefined && event.account !== watched.accountId) {',
      replace: 'if (false) {',
    },
  ],
  'auto-restart-off': [without('auto-restart-off', 'autoRestartOff')],
  // What is asked last before the call would say the same.
  'tunnel-up': [
    {
      file: 'functions/restart-tunnel/restart.ts',
      find: "if (veto) return { result: 'withheld', ...veto };",
      replace: '',
    },
    without('tunnel-up', "({ record }) => ['up', 'no-traffic', 'never-routed'].includes(record.state)"),
  ],
  'tunnel-unused': [without('tunnel-unused', "({ record }) => record.state === 'unused'")],
  'state-unknown': [
    without(
      'state-unknown',
      "({ record, tunnel }) => record.state === 'unknown' || tunnel.ipsec === 'unknown'",
    ),
  ],
  'connection-busy': [without('connection-busy', 'connectionBusy')],
  'restart-in-flight': [without('restart-in-flight', 'restartInFlight')],
  'changed-by-hand': [without('changed-by-hand', 'changedByHand')],
  'peer-settling': [without('peer-settling', 'peerSettling')],
  'down-too-briefly': [without('down-too-briefly', 'downTooBriefly')],
  'endpoint-being-replaced': [without('endpoint-being-replaced', 'endpointBeingReplaced')],
  flapping: [without('flapping', 'flapping')],
  'cause-not-fixable': [without('cause-not-fixable', 'causeNotFixable')],
  'aws-cannot-initiate': [without('aws-cannot-initiate', 'awsCannotInitiate')],
  'gateway-wide': [without('gateway-wide', 'gatewayWide')],
  'left-to-aws': [without('left-to-aws', 'leftToAws')],
  'left-to-gateway': [without('left-to-gateway', 'leftToGateway')],
  'only-tunnel': [without('only-tunnel', 'onlyTunnel')],
  cooldown: [without('cooldown', 'cooldown')],
  'attempts-exhausted': [without('attempts-exhausted', 'attemptsExhausted')],
  'restart-in-vain': [without('restart-in-vain', 'restartInVain')],
  // The ledger of the account holds the same rule once more, against races.
  'account-limit': [
    without('account-limit', 'accountLimit'),
    {
      file: 'functions/restart-tunnel/restart.ts',
      find: "if (place === 'exhausted') return withholdForAccount(deps, prepared);",
      replace: '',
    },
  ],
};
