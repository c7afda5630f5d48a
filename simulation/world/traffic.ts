import type { OneWayDirection } from '../../shared/domain/data-path/traffic.ts';
import type { TrafficPoint } from '../../shared/domain/diagnosis/evidence.ts';
import { type EpochMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import { createRandom } from '../kernel/random.ts';
import { statusOf, type WorldConnection } from './model.ts';

/** What passes through a connection, its tunnels taken together. `nothing`: nobody sends, or no tunnel is up. */
export type Passage = 'both-ways' | OneWayDirection | 'nothing';

/** From then on, until the next one. */
interface Turn {
  readonly at: EpochMs;
  readonly passage: Passage;
  readonly up: ReadonlySet<string>;
  /** The tunnels that AWS sends through, and that it receives from. */
  readonly outBy: readonly string[];
  readonly inBy: string | undefined;
}

/** The traffic of one connection. Points are made when they are asked for. */
export interface Traffic {
  /** The tunnel that brings nothing back, whatever AWS sends through it. */
  readonly silent: string | undefined;
  readonly passage: () => Passage;
  /** Since when everything about it has been as it is. */
  readonly steadySince: () => EpochMs;
  /** A tunnel has gone up or down, or what is sent has changed. */
  turn(now: EpochMs, stop: Passage | undefined): void;
  points(outsideIp: string, from: EpochMs, to: EpochMs): readonly TrafficPoint[];
}

/** A value stands in CloudWatch so long after its minute. */
const lateMs = secondsMs(90);

const sentPerMinute = 90_000;
const answeredPerMinute = 60_000;
/** Nobody answers. Keep-alives are less than a hundredth of it: of more nobody could say that they are no answers. */
const unansweredPerMinute = 40_000;
const backgroundPerMinute = 160;

const askedEachMinutes = 12;

const longAgo = Number.NEGATIVE_INFINITY;

export const createTraffic = (seed: number, connection: WorldConnection): Traffic => {
  const { connectionId } = connection.plan;
  const habit = createRandom(seed, 'traffic', connectionId).pick([
    'plain',
    'plain',
    'plain',
    'plain',
    'plain',
    'comes-back-by-the-other',
    'sends-only',
    'second-brings-nothing-back',
    'asked-now-and-then',
    'idle',
  ]);
  const silent = habit === 'second-brings-nothing-back' ? connection.tunnels[1].outsideIp : undefined;
  const turns: Turn[] = [];

  const passageOf = (up: readonly string[], stop: Passage | undefined): Passage => {
    if (up.length === 0 || habit === 'idle') return 'nothing';
    if (habit === 'asked-now-and-then') return 'nothing-comes-back';
    if (up.every((outsideIp) => outsideIp === silent)) {
      return stop === undefined || stop === 'nothing-comes-back' ? 'nothing-comes-back' : 'nothing';
    }
    return stop ?? (habit === 'sends-only' ? 'nothing-comes-back' : 'both-ways');
  };

  const turn: Traffic['turn'] = (now, stop) => {
    const up = connection.tunnels
      .filter((tunnel) => statusOf(tunnel) === 'up')
      .map(({ outsideIp }) => outsideIp);
    const inBy = habit === 'comes-back-by-the-other' ? up.at(-1) : up[0];
    const at = turns.length === 0 ? longAgo : now;
    const outBy = silent === undefined ? up.slice(0, 1) : up;
    turns.push({ at, passage: passageOf(up, stop), up: new Set(up), outBy, inBy });
  };

  turn(0, undefined);
  return {
    silent,
    turn,
    passage: () => turns.at(-1)?.passage ?? 'nothing',
    steadySince: () => turns.at(-1)?.at ?? longAgo,
    points: (outsideIp, from, to) => {
      const minute = minutesMs(1);
      const first = Math.ceil(from / minute) * minute;
      const count = Math.max(0, Math.floor((to - lateMs - first) / minute));
      return Array.from({ length: count }, (_, index) => {
        const at = first + index * minute;
        const point = pointAt(turns, outsideIp, at);
        const isAsked = habit === 'asked-now-and-then' && (at / minute) % askedEachMinutes === 0;
        return isAsked && (point.state ?? 0) > 0 ? { ...point, inBytes: answeredPerMinute } : point;
      });
    },
  };
};

const pointAt = (turns: readonly Turn[], outsideIp: string, at: EpochMs): TrafficPoint => {
  const minute = minutesMs(1);
  let [state, inBytes, outBytes] = [0, 0, 0];
  let until = at + minute;
  for (let index = turns.length - 1; index >= 0 && until > at; index -= 1) {
    const turn = turns[index];
    if (!turn || turn.at >= until) continue;
    const share = (until - Math.max(turn.at, at)) / minute;
    until = turn.at;
    if (!turn.up.has(outsideIp)) continue;
    const { sent, received } = rates[turn.passage];
    state += share;
    inBytes += share * (backgroundPerMinute + (turn.inBy === outsideIp ? received : 0));
    outBytes += share * (backgroundPerMinute + (turn.outBy.includes(outsideIp) ? sent : 0));
  }
  return { at, state, inBytes: Math.round(inBytes), outBytes: Math.round(outBytes) };
};

const rates: Readonly<Record<Passage, { readonly sent: number; readonly received: number }>> = {
  'both-ways': { sent: sentPerMinute, received: answeredPerMinute },
  'nothing-comes-back': { sent: unansweredPerMinute, received: 0 },
  'nothing-sent-back': { sent: 0, received: unansweredPerMinute },
  nothing: { sent: 0, received: 0 },
};
