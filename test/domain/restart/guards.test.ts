import { describe, expect, it } from 'vitest';
import type { Cause, CauseName, RestartAttempt } from '../../../shared/domain/incident.ts';
import { mayRestart } from '../../../shared/domain/restart/guards.ts';
import {
  passesByItself,
  type WithholdReason,
  withholdReasons,
} from '../../../shared/domain/restart/withhold-reason.ts';
import { minutesMs } from '../../../shared/domain/time.ts';
import { at, changedAt, down, firstIp, gateway, options, secondIp, tunnel, up } from '../builders.ts';
import { explanation } from '../diagnosis/cases.ts';
import { type CaseChange, restartCase } from './cases.ts';

const ikev1 = { ...options, ikeVersions: ['ikev1'] };
const replacedAt = (minute: number): CaseChange => ({
  incident: { causes: [{ name: 'endpoint-replaced', at: at(minute), evidence: 'e' }] },
});

const logSays = (name: CauseName, minute: number, outsideIp = firstIp): Cause => ({
  name,
  at: at(minute),
  evidence: 'line',
  outsideIp,
});

const leave = (outsideIp: string, minute = 0): Cause => logSays('ike-sa-deleted', minute, outsideIp);

const inVain = (change: Partial<RestartAttempt> = {}): Partial<RestartAttempt> => ({
  result: 'failed',
  ...change,
});

const bothDown = (): CaseChange => ({ connection: { tunnels: [down(firstIp), down(secondIp)] } });

/** AWS negotiates it by itself. */
const retried = (outsideIp: string) =>
  tunnel(outsideIp, {
    ipsec: 'down',
    lastStatusChangeAt: at(0),
    options: { ...options, dpdTimeoutAction: 'restart' },
  });

/** The connection uses but one tunnel. */
const alone = (minute: number): CaseChange => ({
  minute,
  connection: { tunnels: [down(firstIp), down(secondIp)] },
  observation: { unusedTunnels: new Set([secondIp]) },
});

const withCauses = (minute: number, ...causes: readonly Cause[]): CaseChange => ({
  minute,
  incident: { causes },
});

/** For each reason the nearest case that it refuses, and the nearest that it lets pass. */
const table: readonly (readonly [WithholdReason, string, CaseChange, CaseChange])[] = [
  ['auto-restart-off', 'policy off', { policy: { mode: 'off' } }, { policy: { mode: 'on' } }],
  ['auto-restart-off', 'tag off', { connection: { tags: { 'tunnelkeeper:restart': 'Off ' } } }, {}],
  [
    'auto-restart-off',
    'tagged only, no tag',
    { policy: { mode: 'tagged' } },
    { policy: { mode: 'tagged' }, connection: { tags: { 'tunnelkeeper:restart': 'on' } } },
  ],
  [
    'auto-restart-off',
    'tag on does not lift a policy of off',
    { policy: { mode: 'off' }, connection: { tags: { 'tunnelkeeper:restart': 'on' } } },
    {},
  ],
  ['tunnel-up', 'it carries traffic', { connection: { tunnels: [up(firstIp), down(secondIp)] } }, {}],
  ['tunnel-unused', 'never up', { observation: { unusedTunnels: new Set([firstIp]) } }, {}],
  [
    'state-unknown',
    'not reported',
    { connection: { tunnels: [tunnel(firstIp, { ipsec: 'unknown' }), up(secondIp)] } },
    {},
  ],
  ['connection-busy', 'modifying', { connection: { state: 'modifying' } }, {}],
  ['connection-busy', 'a state nobody knows', { connection: { state: 'rebalancing' } }, {}],
  [
    'restart-in-flight',
    'accepted, not verified',
    { restarts: [{ requestedAt: at(-60), result: 'pending' }] },
    { restarts: [{ requestedAt: at(-60) }] },
  ],
  [
    'restart-in-flight',
    'of the other tunnel',
    { restarts: [{ outsideIp: secondIp, requestedAt: at(-60), result: 'pending', call: 'uncertain' }] },
    {},
  ],
  [
    'restart-in-flight',
    'only intended: the outcome is unknown',
    { restarts: [{ requestedAt: at(-60), result: 'pending', call: 'intended' }] },
    {},
  ],
  [
    'changed-by-hand',
    'somebody called 14 minutes ago',
    { observation: { changes: [changedAt(6)] } },
    { observation: { changes: [changedAt(5)] } },
  ],
  [
    'changed-by-hand',
    'AWS was seen changing it 14 minutes ago, nobody has told for whom',
    { incident: { changingSeenAt: at(6) } },
    { incident: { changingSeenAt: at(5) } },
  ],
  [
    'changed-by-hand',
    'by policy, an hour ago',
    { policy: { changeSettlingMs: minutesMs(61) }, minute: 60, observation: { changes: [changedAt(0)] } },
    { policy: { changeSettlingMs: minutesMs(60) }, minute: 60, observation: { changes: [changedAt(0)] } },
  ],
  [
    'peer-settling',
    'the other came up 9 minutes ago',
    { connection: { tunnels: [down(firstIp), up(secondIp, 11)] } },
    { connection: { tunnels: [down(firstIp), up(secondIp, 10)] } },
  ],
  [
    'peer-settling',
    'the other was restarted 9 minutes ago',
    { restarts: [{ outsideIp: secondIp, requestedAt: at(11) }] },
    { restarts: [{ outsideIp: secondIp, requestedAt: at(10) }] },
  ],
  ['down-too-briefly', 'two minutes', { minute: 2 }, { minute: 3 }],
  ['endpoint-being-replaced', '14 minutes ago', replacedAt(6), replacedAt(5)],
  ['flapping', 'marked', { incident: { flappingSince: at(1) } }, {}],
  [
    'cause-not-fixable',
    'IPsec up, no routes',
    {
      connection: { routing: 'bgp', tunnels: [up(firstIp, 0), tunnel(secondIp, { acceptedRouteCount: 3 })] },
    },
    {},
  ],
  [
    'cause-not-fixable',
    'its log shows a wrong key, less than an hour ago',
    withCauses(79, logSays('pre-shared-key', 20)),
    withCauses(80, logSays('pre-shared-key', 20)),
  ],
  [
    'cause-not-fixable',
    'its log showed it a quarter of an hour before the fall',
    withCauses(20, logSays('proposal-phase-2', -15)),
    withCauses(20, logSays('proposal-phase-2', -16)),
  ],
  [
    'cause-not-fixable',
    'of this tunnel, not of the other one',
    withCauses(20, logSays('authentication', 0)),
    withCauses(20, logSays('authentication', 0, secondIp)),
  ],
  [
    'cause-not-fixable',
    'the gateway cannot be reached, but not where it only fell silent',
    withCauses(20, logSays('dead-peer', 0), logSays('peer-unreachable', 1)),
    withCauses(20, logSays('dead-peer', 0)),
  ],
  [
    'cause-not-fixable',
    'BGP alone is at fault, but not where IPsec took it along',
    withCauses(20, logSays('bgp-session-lost', 0)),
    withCauses(20, logSays('bgp-session-lost', 0), logSays('dead-peer', 0)),
  ],
  [
    'aws-cannot-initiate',
    'IKEv1 only',
    {
      connection: {
        tunnels: [
          tunnel(firstIp, { ipsec: 'down', lastStatusChangeAt: at(0), options: ikev1 }),
          up(secondIp),
        ],
      },
    },
    {
      connection: {
        tunnels: [
          tunnel(firstIp, {
            ipsec: 'down',
            lastStatusChangeAt: at(0),
            options: { ...options, ikeVersions: [] },
          }),
          up(secondIp),
        ],
      },
    },
  ],
  [
    'aws-cannot-initiate',
    'gateway without an address',
    { observation: { customerGateway: { ...gateway, ipAddress: undefined } } },
    {},
  ],
  [
    'aws-cannot-initiate',
    'AWS lists no options',
    {
      connection: {
        tunnels: [
          tunnel(firstIp, { ipsec: 'down', lastStatusChangeAt: at(0), options: undefined }),
          up(secondIp),
        ],
      },
    },
    {},
  ],
  ['aws-cannot-initiate', 'accelerated', { connection: { accelerated: true } }, {}],
  [
    'aws-cannot-initiate',
    'options kept, and AWS does not start',
    {
      policy: { method: 'keep' },
      connection: {
        tunnels: [
          tunnel(firstIp, {
            ipsec: 'down',
            lastStatusChangeAt: at(0),
            options: { ...options, startupAction: 'add' },
          }),
          up(secondIp),
        ],
      },
    },
    { policy: { method: 'keep' } },
  ],
  [
    'gateway-wide',
    'two others fell within 10 minutes',
    { observation: { gatewayFalls: [[at(-10)], [at(10)]] } },
    { observation: { gatewayFalls: [[at(-11)], [at(10)]] } },
  ],
  [
    'gateway-wide',
    'two others fell with it, one of them with its other tunnel later on',
    { observation: { gatewayFalls: [[at(0), at(44)], [at(1)]] } },
    { observation: { gatewayFalls: [[at(0), at(1)]] } },
  ],
  [
    'cooldown',
    '29 minutes after the first attempt',
    { minute: 29, restarts: [{ requestedAt: at(0) }] },
    { minute: 30, restarts: [{ requestedAt: at(0) }] },
  ],
  [
    'cooldown',
    '59 minutes after the second',
    { minute: 89, restarts: [{ requestedAt: at(0) }, { requestedAt: at(30) }] },
    { minute: 90, restarts: [{ requestedAt: at(0) }, { requestedAt: at(30) }] },
  ],
  [
    'cooldown',
    '4 minutes after AWS was busy',
    { restarts: [{ requestedAt: at(16), call: 'busy' }] },
    { restarts: [{ requestedAt: at(15), call: 'busy' }] },
  ],
  [
    'attempts-exhausted',
    'three on it in this incident, however long ago',
    { minute: 2000, restarts: [{}, {}, {}] },
    { minute: 2000, restarts: [{}, {}, { incidentId: 'an earlier one' }] },
  ],
  [
    'attempts-exhausted',
    'three on it within a day, of earlier incidents too',
    { minute: 1439, restarts: [{}, {}, { incidentId: 'an earlier one' }] },
    { minute: 1439, restarts: [{}, {}, { outsideIp: secondIp }] },
  ],
  [
    'left-to-aws',
    'it starts IKE and restarts it after a time-out, for 15 minutes',
    { minute: 14, connection: { tunnels: [retried(firstIp), up(secondIp)] } },
    { minute: 15, connection: { tunnels: [retried(firstIp), up(secondIp)] } },
  ],
  [
    'left-to-aws',
    'but not where it would only clear the SA, nor where the gateway has no address',
    { minute: 14, connection: { tunnels: [retried(firstIp), up(secondIp)] } },
    { minute: 14 },
  ],
  [
    'left-to-gateway',
    'it has brought a tunnel back by itself before, for 15 minutes',
    { minute: 14, incident: { cameBackAt: at(-3000) } },
    { minute: 15, incident: { cameBackAt: at(-3000) } },
  ],
  [
    'left-to-gateway',
    'no tunnel is up, and its log shows that the gateway was there, for 15 minutes',
    { minute: 14, ...bothDown(), incident: { causes: [leave(firstIp), leave(secondIp)] } },
    { minute: 15, ...bothDown(), incident: { causes: [leave(firstIp), leave(secondIp)] } },
  ],
  [
    'only-tunnel',
    'no tunnel is up, and there is no log',
    { minute: 900, ...bothDown() },
    { minute: 900, ...bothDown(), incident: { causes: [leave(firstIp), leave(secondIp)] } },
  ],
  [
    'only-tunnel',
    'no tunnel is up, and the log is empty',
    {
      ...bothDown(),
      incident: { causes: [logSays('no-negotiation', 0), logSays('no-negotiation', 0, secondIp)] },
    },
    {
      ...bothDown(),
      incident: { causes: [logSays('child-sa-deleted', 0), logSays('rekey-collision', 0, secondIp)] },
    },
  ],
  [
    'only-tunnel',
    'nor is the other one up whose traffic has stopped',
    {
      connection: {
        tunnels: [
          down(firstIp),
          tunnel(secondIp, { stopped: { direction: 'nothing-comes-back', since: at(10) } }),
        ],
      },
    },
    { connection: { tunnels: [down(firstIp), up(secondIp)] } },
  ],
  [
    'only-tunnel',
    'its log says that the gateway went silent, before it took its leave or after',
    { ...bothDown(), incident: { causes: [leave(firstIp), leave(secondIp), logSays('dead-peer', 1)] } },
    { ...bothDown(), incident: { causes: [leave(firstIp), leave(secondIp), logSays('dead-peer', -16)] } },
  ],
  [
    'only-tunnel',
    'it took its leave, AWS does not try, and the other one went silent, so that it would not be back first',
    {
      ...bothDown(),
      incident: { causes: [leave(firstIp), leave(secondIp), logSays('dead-peer', 1, secondIp)] },
    },
    {
      connection: { tunnels: [retried(firstIp), down(secondIp)] },
      incident: { causes: [leave(firstIp), leave(secondIp), logSays('dead-peer', 1, secondIp)] },
    },
  ],
  [
    'only-tunnel',
    'it took its leave, AWS does not try, and the other one has never been up',
    { ...alone(20), incident: { causes: [leave(firstIp), leave(secondIp)] } },
    { ...bothDown(), incident: { causes: [leave(firstIp), leave(secondIp)] } },
  ],
  [
    'only-tunnel',
    'it took its leave, AWS does not try, and the other one went down at another time',
    {
      minute: 40,
      connection: { tunnels: [down(firstIp, 16), down(secondIp, 0)] },
      incident: { causes: [leave(firstIp, 16), leave(secondIp)] },
    },
    {
      minute: 40,
      connection: { tunnels: [down(firstIp, 15), down(secondIp, 0)] },
      incident: { causes: [leave(firstIp, 15), leave(secondIp)] },
    },
  ],
  [
    'only-tunnel',
    'something had passed before it went down, or nobody has looked since',
    { ...bothDown(), incident: { explanation: explanation({ at: at(-1), wasIdle: true }) } },
    { ...bothDown(), incident: { explanation: explanation({ at: at(0), wasIdle: true }) } },
  ],
  [
    'left-to-gateway',
    'nobody used it, for 15 minutes as well',
    { minute: 14, ...bothDown(), incident: { explanation: explanation({ wasIdle: true }) } },
    { minute: 15, ...bothDown(), incident: { explanation: explanation({ wasIdle: true }) } },
  ],
  [
    'restart-in-vain',
    'the other one has been restarted and has not been up since, so that this one would not be either',
    {
      minute: 300,
      ...bothDown(),
      restarts: [inVain({ outsideIp: secondIp })],
      incident: { causes: [leave(firstIp, -1), leave(secondIp, -1)] },
    },
    { minute: 300, restarts: [inVain({ outsideIp: secondIp })] },
  ],
  [
    'restart-in-vain',
    'AWS has replaced its endpoint, and nothing has answered since',
    { minute: 300, restarts: [inVain()], incident: { causes: [logSays('peer-unreachable', 0)] } },
    { minute: 300, restarts: [inVain({ hadEffect: false })] },
  ],
  [
    'restart-in-vain',
    'the log tells of nothing but what was before it',
    { minute: 300, restarts: [inVain({ requestedAt: at(2) })], incident: { causes: [leave(firstIp, 1)] } },
    { minute: 300, restarts: [inVain({ requestedAt: at(2) })], incident: { causes: [leave(firstIp, 2)] } },
  ],
  [
    'restart-in-vain',
    'it has not been up since',
    { minute: 300, restarts: [inVain({ requestedAt: at(0) })] },
    { minute: 300, restarts: [inVain({ requestedAt: at(-1) })] },
  ],
  [
    'account-limit',
    'ten within the hour',
    { observation: { recentRestarts: Array(10).fill(at(-39)) } },
    { observation: { recentRestarts: Array(10).fill(at(-40)) } },
  ],
];

describe('a restart', () => {
  it('of a tunnel down for 20 minutes beside one long up is allowed', () => {
    expect(mayRestart(restartCase())).toEqual({ allowed: true });
  });

  it.each(table)('is withheld for %s: %s', (reason, _name, refused, passed) => {
    expect(mayRestart(restartCase(refused))).toMatchObject({ allowed: false, reason });
    expect(mayRestart(restartCase(passed))).toEqual({ allowed: true });
  });

  it('has a case for every reason but that of other accounts, which never get this far', () => {
    expect(new Set(table.map(([reason]) => reason))).toEqual(
      new Set(withholdReasons.filter((reason) => reason !== 'foreign-account')),
    );
  });

  it('is withheld for the reason that lasts longest when several hold', () => {
    for (const [reason, , change] of table) {
      for (const [otherReason, , otherChange] of table) {
        if (conflicting(change, otherChange)) continue;
        const together = mayRestart(restartCase({ ...change, ...otherChange }));
        const each = [change, otherChange].map((alone) => mayRestart(restartCase(alone)));
        const reasons = [reason, otherReason].toSorted(
          (one, other) => withholdReasons.indexOf(one) - withholdReasons.indexOf(other),
        );
        const [first = reason] = reasons;
        if (!passesByItself(first)) {
          expect(together).toMatchObject({ allowed: false, reason: first });
          continue;
        }
        const ends = each.map((verdict) => ('until' in verdict && verdict.until) || Number.POSITIVE_INFINITY);
        expect('until' in together && (together.until ?? Number.POSITIVE_INFINITY)).toBe(Math.max(...ends));
      }
    }
  });

  it.each<[string, CaseChange, WithholdReason]>([
    [
      'not yet, where AWS could not start IKE afterwards',
      { minute: 2, connection: { tunnels: [down(firstIp), up(secondIp)], accelerated: true } },
      'aws-cannot-initiate',
    ],
    ['not yet, where it was the last attempt', { minute: 29, restarts: [{}, {}, {}] }, 'attempts-exhausted'],
    [
      'until 03:03, where it will be left to AWS until 03:15',
      { minute: 2, connection: { tunnels: [retried(firstIp), up(secondIp)] } },
      'left-to-aws',
    ],
    [
      'until a time, where AWS is at work on it, and nobody knows for how long',
      { minute: 2, connection: { state: 'modifying' } },
      'connection-busy',
    ],
  ])('is not said to be withheld %s', (_name, change, reason) => {
    expect(mayRestart(restartCase(change))).toMatchObject({ allowed: false, reason });
  });

  it.each<[WithholdReason, CaseChange, number | undefined]>([
    ['auto-restart-off', { policy: { mode: 'off' } }, undefined],
    ['restart-in-flight', { restarts: [{ requestedAt: at(9), result: 'pending' }] }, at(24)],
    ['changed-by-hand', { incident: { changingSeenAt: at(6) } }, at(21)],
    ['peer-settling', { restarts: [{ outsideIp: secondIp, requestedAt: at(11) }] }, at(21)],
    ['down-too-briefly', { minute: 2 }, at(3)],
    ['endpoint-being-replaced', replacedAt(6), at(21)],
    ['cause-not-fixable', withCauses(20, logSays('pre-shared-key', 5)), at(65)],
    ['cooldown', { minute: 29, restarts: [{ requestedAt: at(0) }] }, at(30)],
    ['attempts-exhausted', { minute: 900, restarts: [{}, {}, {}] }, undefined],
    [
      'account-limit',
      { observation: { recentRestarts: [at(-90), at(-30), ...Array(9).fill(at(2))] } },
      at(30),
    ],
  ])('says until when, where that is known: %s', (reason, change, until) => {
    expect(mayRestart(restartCase(change))).toEqual({ allowed: false, reason, until });
  });

  it.each<[string, CaseChange]>([
    [
      'the other was about to be restarted, and AWS was busy',
      { restarts: [{ outsideIp: secondIp, requestedAt: at(18), call: 'busy' }] },
    ],
    [
      'the other fell minutes ago',
      {
        connection: { tunnels: [down(firstIp), down(secondIp, 15)] },
        incident: { causes: [leave(firstIp), leave(secondIp, 15)] },
      },
    ],
    [
      'there is a cause of another kind',
      { incident: { causes: [{ name: 'gateway-wide', at: at(18), evidence: '3' }] } },
    ],
    [
      'AWS does not start by itself, but will after a restart that has it initiate',
      {
        connection: {
          tunnels: [
            tunnel(firstIp, {
              ipsec: 'down',
              lastStatusChangeAt: at(0),
              options: { ...options, startupAction: 'add' },
            }),
            up(secondIp),
          ],
        },
      },
    ],
    ['the gateway could not be read', { observation: { customerGateway: 'unknown' } }],
  ])('is allowed though %s', (_name, change) => {
    expect(mayRestart(restartCase(change))).toEqual({ allowed: true });
  });

  it('of the tunnel itself makes it wait as its own, not as that of a peer', () => {
    expect(mayRestart(restartCase({ restarts: [{ requestedAt: at(15) }] }))).toMatchObject({
      reason: 'cooldown',
    });
  });
});

/** Two changes of the same part, or of the time, cannot be merged into one case. */
const conflicting = (one: CaseChange, other: CaseChange): boolean =>
  one !== other &&
  [...Object.keys(one), 'minute'].some((key) => key in other || (key === 'minute' && key in one));
