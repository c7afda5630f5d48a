import { hoursMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { Estate } from '../estate/estate.ts';
import { createRandom, type Random } from '../kernel/random.ts';
import { functionNames } from '../platform/function-name.ts';
import { services } from '../platform/service.ts';
import { replacementCode } from '../world/events.ts';
import type { CallMode, Disturbance, FalseSignal, Fault, SlackMode, WorldEvent } from './disturbance.ts';
import { settled, stillMs } from './lasting.ts';
import { fallsThenStays, longTroubles } from './long-troubles.ts';
import { massEvents } from './mass-events.ts';
import { oddAnswers } from './odd-answers.ts';
import { slackRefuses } from './slack-refuses.ts';
import { stories } from './stories.ts';
import { trafficStops } from './traffic-stops.ts';

/**
 * All that is going to happen within the time. Each seed draws which kinds of things happen at all: a run with everything in it
 * hides what a run with two kinds shows (swarm testing).
 */
export const randomPlan = (seed: number, estate: Estate, hours: number): readonly Disturbance[] => {
  const random = createRandom(seed, 'plan');
  const endMs = hoursMs(hours);
  return [
    ...worldEvents(random, estate, endMs),
    ...faults(random, endMs),
    ...massEvents(seed, estate, endMs),
    ...stories(createRandom(seed, 'stories'), estate, endMs - stillMs),
    ...oddAnswers(createRandom(seed, 'odd-answers'), estate, endMs),
    ...longTroubles(createRandom(seed, 'long-troubles'), estate, endMs),
    ...refusals(createRandom(seed, 'refusals'), estate, endMs),
    ...trafficStops(createRandom(seed, 'traffic-stops'), estate, endMs),
    ...fallsThenStays(createRandom(seed, 'falls-then-stays'), estate, endMs),
    ...slackRefuses(createRandom(seed, 'slack-refuses'), estate, endMs),
  ];
};

/** Of a region that was found, and refuses, it may take ten minutes until it is looked at again. */
const refusals = (random: Random, { second }: Estate, endMs: number): readonly Fault[] => {
  if (!second || random.chance(0.4)) return [];
  const fromMs = random.whole(0, endMs - minutesMs(40));
  const toMs = Math.min(fromMs + minutesMs(random.pick([2, 12, 60, 200])), endMs - minutesMs(20));
  return [{ kind: 'region-refuses', region: second.region, fromMs, toMs, share: 1 }];
};

const worldEvents = (
  random: Random,
  estate: Estate,
  endMs: number,
): readonly (WorldEvent | FalseSignal)[] => {
  const kinds = random.some(worldKinds, 0.6);
  const events = random.pick([2, 4, 5, 8, 16]);
  const created = estate.connections.flatMap(({ fromStart }, connection): readonly WorldEvent[] =>
    fromStart ? [] : [{ kind: 'created', atMs: random.whole(0, endMs / 2), connection }],
  );
  return [
    ...created,
    ...Array.from({ length: events }, () => {
      const kind = kinds.length > 0 ? kinds[random.whole(0, kinds.length - 1)] : undefined;
      return worldEvent(random, kind ?? 'fall', estate, endMs);
    }).flat(),
  ];
};

const worldKinds = [
  'fall',
  'both-fall',
  'blips',
  'gateway-silent',
  'endpoint-replaced',
  'restarted-by-hand',
  'configured',
  'tagged',
  'deleted',
  'restart-requested',
  'health-told',
] as const;

const worldEvent = (
  random: Random,
  kind: (typeof worldKinds)[number],
  estate: Estate,
  endMs: number,
): readonly (WorldEvent | FalseSignal)[] => {
  const atMs = random.whole(minutesMs(2), endMs - stillMs);
  const connection = random.whole(0, estate.connections.length - 1);
  const tunnel = random.pick([0, 1]);
  switch (kind) {
    case 'fall':
      return [
        fall(random, atMs, connection, tunnel, endMs),
        ...(random.chance(0.5) ? reactions(random, atMs, connection, endMs) : []),
      ];
    case 'both-fall': {
      const other = atMs + random.pick([0, secondsMs(1), secondsMs(50), minutesMs(3)]);
      return [
        fall(random, atMs, connection, 0, endMs),
        fall(random, Math.min(other, endMs - stillMs), connection, 1, endMs),
      ];
    }
    case 'blips': {
      const everyMs = random.pick([secondsMs(40), minutesMs(2), minutesMs(7)]);
      return Array.from({ length: random.whole(2, 7) }, (_, index) => atMs + index * everyMs)
        .filter((blipAtMs) => blipAtMs < endMs - stillMs)
        .map((blipAtMs) => ({
          kind: 'fall',
          atMs: blipAtMs,
          connection,
          tunnel,
          ailment: 'silent',
          forMs: random.whole(secondsMs(3), everyMs / 2),
        }));
    }
    case 'gateway-silent':
      return [
        {
          kind,
          atMs,
          gateway: random.whole(0, estate.gateways.length - 1),
          forMs: settled(random, atMs, endMs),
        },
      ];
    case 'endpoint-replaced':
      return [{ kind, atMs, connection, tunnel, takesMs: random.whole(secondsMs(20), minutesMs(4)) }];
    case 'restarted-by-hand': {
      const options = random.pick([
        {},
        {},
        { ikeVersions: ['ikev1'] },
        { ikeVersions: ['ikev1', 'ikev2'] },
        { startupAction: 'add' },
      ] as const);
      return [{ kind, atMs, connection, tunnel, options }];
    }
    case 'configured':
      return [{ kind, atMs, connection, tunnel }];
    case 'restart-requested': {
      // Somebody who wants it asks again.
      const everyMs = random.pick([secondsMs(20), minutesMs(2), minutesMs(9)]);
      return Array.from({ length: random.whole(1, 12) }, (_, index) => atMs + index * everyMs)
        .filter((askedAtMs) => askedAtMs < endMs - stillMs)
        .map((askedAtMs) => ({ kind, atMs: askedAtMs, connection, tunnel }));
    }
    case 'health-told': {
      const code = random.pick([
        'AWS_VPN_REDUNDANCY_LOSS',
        'AWS_VPN_SINGLE_TUNNEL_NOTIFICATION',
        'AWS_VPN_SOMETHING_NEW',
      ]);
      return [{ kind, atMs, connection, code, foreign: random.chance(0.5) }];
    }
    case 'tagged': {
      const key = random.pick(['tunnelkeeper:restart', 'tunnelkeeper:watch', 'tunnelkeeper:channel']);
      const value = key === 'tunnelkeeper:channel' ? '#net' : random.pick(['on', 'off', 'off']);
      const back = atMs + random.whole(minutesMs(5), hoursMs(3));
      return [
        { kind, atMs, connection, key, value },
        ...(back < endMs - stillMs ? [{ kind, atMs: back, connection, key, value: undefined } as const] : []),
      ];
    }
    case 'deleted':
      return [{ kind, atMs, connection }];
  }
};

/** What an outage makes others do: somebody asks for restarts, rightly or not; Health tells of something. */
const reactions = (
  random: Random,
  fellAtMs: number,
  connection: number,
  endMs: number,
): readonly FalseSignal[] => {
  const tunnel = random.pick([0, 1]);
  const signals: readonly FalseSignal[] = [
    {
      kind: 'health-told',
      atMs: fellAtMs + minutesMs(3),
      connection,
      code: replacementCode,
      foreign: random.chance(0.7),
    },
    ...[1, 5, 14, 21].map(
      (minutes) =>
        ({ kind: 'restart-requested', atMs: fellAtMs + minutesMs(minutes), connection, tunnel }) as const,
    ),
  ];
  return random.some(signals, 0.5).filter(({ atMs }) => atMs < endMs - stillMs);
};

const fall = (
  random: Random,
  atMs: number,
  connection: number,
  tunnel: 0 | 1,
  endMs: number,
): Extract<WorldEvent, { kind: 'fall' }> => ({
  kind: 'fall',
  atMs,
  connection,
  tunnel,
  ailment: random.pick(['silent', 'stuck', 'stuck', 'stuck', 'misconfigured', 'no-routes']),
  forMs: settled(random, atMs, endMs),
});

const faultKinds = [
  'calls',
  'slow',
  'killed',
  'events',
  'schedule',
  'slack',
  'telemetry-late',
  'delivered-twice',
  'clock-off',
] as const;

const faults = (random: Random, endMs: number): readonly Fault[] => {
  const kinds = random.some(faultKinds, random.pick([0, 0.3, 0.5, 0.8]));
  const count = kinds.length === 0 ? 0 : random.pick([1, 3, 5, 9]);
  return Array.from({ length: count }, () => {
    const kind = kinds[random.whole(0, kinds.length - 1)] ?? 'calls';
    return fault(random, kind, endMs);
  });
};

const callModes: readonly [CallMode, ...CallMode[]] = [
  'throttled',
  'denied',
  'failed',
  'failed-after',
  'lost-before',
  'lost-after',
  'twice',
];

const slackModes: readonly [SlackMode, ...SlackMode[]] = [
  'limited',
  'server-error',
  'ok-false',
  'refused',
  'blocks-refused',
  'lost-before',
  'lost-after',
];

const fault = (random: Random, kind: (typeof faultKinds)[number], endMs: number): Fault => {
  const fromMs = random.whole(0, endMs);
  const lengthMs = random.pick([minutesMs(3), minutesMs(20), hoursMs(2), endMs]);
  const window = {
    fromMs,
    toMs: Math.min(fromMs + lengthMs, endMs),
    share: random.pick([0.02, 0.1, 0.4, 1]),
  };
  switch (kind) {
    case 'calls': {
      const service = random.pick([...services, 'ec2-modify', 'ec2-modify']);
      const mode = random.pick(callModes);
      // The SDK does not repeat a restart, and Slack is no AWS service.
      const once = mode === 'twice' && (service === 'ec2-modify' || service === 'slack') ? 'failed' : mode;
      return { kind, service, mode: once, ...window };
    }
    case 'slow':
      return { kind, service: random.pick(services), upToMs: secondsMs(random.pick([2, 5, 8])), ...window };
    case 'killed':
      return {
        kind,
        function: random.pick(functionNames),
        call: random.whole(1, 9),
        when: random.pick(['before', 'after']),
        ...window,
      };
    case 'events':
      return {
        kind,
        mode: random.pick(['lost', 'late', 'twice']),
        byMs: random.whole(secondsMs(1), minutesMs(40)),
        ...window,
      };
    case 'schedule':
      return { kind, mode: random.pick(['missed', 'late', 'twice']), ...window };
    case 'slack':
      return { kind, mode: random.pick(slackModes), ...window };
    case 'telemetry-late':
      return { kind, fromMs, toMs: window.toMs, byMs: secondsMs(random.whole(1, 90)) };
    case 'delivered-twice':
      return { kind, ...window };
    case 'clock-off':
      return { kind, function: random.pick(functionNames), byMs: random.pick([-2_000, 2_000, 1_000]) };
  }
};
