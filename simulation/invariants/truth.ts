import type { Connection } from '../../shared/domain/connection.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import { isUnwatched } from '../../shared/domain/observation.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { DescribedFact, Fact, HealthSentFact, InvocationFact, RestartCallFact } from '../facts.ts';
import type { FunctionName } from '../platform/function-name.ts';
import type { Service } from '../platform/service.ts';
import { replacementCode } from '../world/events.ts';
import { unclearIn } from '../world/odd-answers.ts';
import type { Passage } from '../world/traffic.ts';
import { type Shown, shownHealths } from './shown-health.ts';

/** What is so, as the facts have told it, without asking the product. */
export interface Truth {
  readonly connections: ReadonlyMap<string, ConnectionTruth>;
  readonly invocations: ReadonlyMap<string, InvocationTruth>;
  /** Calls of the product, as AWS received them, the oldest first. */
  readonly calls: readonly CallTruth[];
  /** When calls were hit by a fault, of which the product cannot know whether AWS received them. */
  readonly disturbedCallsAt: readonly EpochMs[];
  /** Services that have ever failed somebody. */
  readonly hit: ReadonlySet<Service>;
}

export interface ConnectionTruth {
  readonly connectionId: string;
  /** What AWS shows. Undefined: gone. */
  view: Connection | undefined;
  /** Since when its state, and since when its tags, are as they are shown. */
  stateSince: EpochMs;
  tagsSince: EpochMs;
  /** What may rightly be told of it; two where nobody but the world can know whether a tunnel is in use. */
  healths: readonly Shown[];
  healthSince: EpochMs;
  /** When it was last shown as no trouble: every tunnel up that is in use, or not to be watched. */
  lastHealthyAt: EpochMs;
  readonly tunnels: Map<string, TunnelTruth>;
  readonly traffic: TrafficTruth;
  /** Falls that a look has seen that came to its end. */
  readonly seenFalls: { readonly outsideIp: string; readonly at: EpochMs }[];
  /** When tunnels fell, or were up anew, by what a look that came to its end was told: a drop between two looks shows itself so. */
  readonly shownDrops: EpochMs[];
  /** When a look that came to its end last saw somebody else at work on it. */
  seenChangingAt: EpochMs | undefined;
  changedByHandAt: EpochMs | undefined;
  /** Changes by hand that CloudTrail has told of, to a function that came to its end. */
  readonly knownChanges: { readonly at: EpochMs; readonly knownAt: EpochMs }[];
  /** Whoever has modified it last. */
  modifiedBy: RestartCallFact['by'] | undefined;
  /** Replacements of its endpoints that AWS Health has told of, to a function that came to its end. */
  readonly replacements: { readonly startedAt: EpochMs; readonly knownAt: EpochMs }[];
  /** The row in the table. */
  incident: Incident | undefined;
}

export interface TrafficTruth {
  /** The tunnel that never brings anything back. */
  silent: string | undefined;
  passage: Passage;
  since: EpochMs;
  /** When it has passed both ways. The last entry goes on for as long as it does. */
  readonly flowed: { readonly from: EpochMs; to: EpochMs }[];
  /** Whether it has passed both ways and then one way only. */
  everStopped: boolean;
  /** It may be known to have stopped: it has, and has not passed both ways since. */
  mayBeStopped: boolean;
}

export interface TunnelTruth {
  up: boolean;
  /** Since when it is up or down. */
  since: EpochMs;
  /** What AWS shows, since when it shows it, and what it says since when it is so. */
  shown: TunnelShown;
  shownSince: EpochMs;
  changedAt: EpochMs;
  /** Whether IPsec has been up, with or without routes: it is in use. */
  everUp: boolean;
  /** When it was last shown as up, up to now. */
  lastUpAt: EpochMs;
  /** What a look that came to its end has seen. */
  seen: TunnelShown | undefined;
  seenSince: EpochMs;
  seenUp: boolean;
  /** Since when it is as it is, by what a look was told last. */
  seenChangedAt: EpochMs | undefined;
  /** Since when it is down, by the look that saw it first. */
  seenFellAt: EpochMs;
}

export type TunnelShown = 'up' | 'down' | 'no-routes';

export interface InvocationTruth {
  readonly function: FunctionName;
  readonly startedAt: EpochMs;
  step: InvocationFact['step'];
  endedAt: EpochMs | undefined;
  /** What it has last been shown by AWS. */
  described: readonly Connection[];
  readonly hit: Set<Service>;
}

export interface CallTruth {
  readonly connectionId: string;
  readonly outsideIp: string;
  readonly at: EpochMs;
  readonly effect: RestartCallFact['effect'];
  readonly heard: boolean;
  readonly invocation: string;
}

export interface TruthKeeper extends Truth {
  learn(fact: Fact, at: EpochMs): void;
}

export const createTruth = (): TruthKeeper => {
  const connections = new Map<string, ConnectionTruth>();
  const invocations = new Map<string, InvocationTruth>();
  const calls: CallTruth[] = [];
  const disturbedCallsAt: EpochMs[] = [];
  const hit = new Set<Service>();
  const healthSent = new Map<string, HealthSentFact>();
  let lastSeen: readonly Connection[] | undefined;

  const connectionOf = (connectionId: string, at: EpochMs): ConnectionTruth => {
    const known = connections.get(connectionId);
    if (known) return known;
    const made = newConnection(connectionId, at);
    connections.set(connectionId, made);
    return made;
  };

  const learnInvocation = (fact: InvocationFact, at: EpochMs): void => {
    if (fact.step === 'started') {
      invocations.set(fact.invocation, {
        function: fact.function,
        startedAt: at,
        step: 'started',
        endedAt: undefined,
        described: [],
        hit: new Set(),
      });
      return;
    }
    const invocation = invocations.get(fact.invocation);
    if (!invocation) return;
    invocation.step = fact.step;
    invocation.endedAt = at;
    const change = /^change:(?<connectionId>[^/]+)\/(?<at>\d+)/.exec(fact.invocation)?.groups;
    if (change && fact.step === 'done') {
      const connection = connectionOf(change['connectionId'] ?? '', at);
      const changedAt = Number(change['at']);
      if (connection.changedByHandAt === changedAt)
        connection.knownChanges.push({ at: changedAt, knownAt: at });
    }
    const told = fact.step === 'done' ? healthSent.get(fact.invocation.replace(/[*+].*$/, '')) : undefined;
    if (told?.code === replacementCode && !told.foreign) {
      const { view, replacements } = connectionOf(told.connectionId, at);
      if (view && view.state !== 'pending' && !isUnwatched(view)) {
        replacements.push({ startedAt: told.startedAt, knownAt: at });
      }
    }
    const isLook = looks.has(fact.function) && !fact.invocation.startsWith('alarms:');
    if (fact.step !== 'done' || !isLook || invocation.described === lastSeen) return;
    if (fact.function === 'sweep') lastSeen = invocation.described;
    for (const view of invocation.described) see(connectionOf(view.connectionId, at), view, at);
  };

  return {
    connections,
    invocations,
    calls,
    disturbedCallsAt,
    hit,
    learn: (fact, at) => {
      switch (fact.kind) {
        case 'tunnel': {
          const tunnel = connectionOf(fact.connectionId, at).tunnels.get(fact.outsideIp);
          if (!tunnel) return;
          tunnel.up = fact.up;
          tunnel.since = at;
          tunnel.everUp ||= fact.up;
          return;
        }
        case 'view':
          learnView(connectionOf(fact.connectionId, at), fact.view, at);
          return;
        case 'invocation':
          learnInvocation(fact, at);
          return;
        case 'described': {
          const invocation = invocations.get(fact.invocation);
          if (invocation) invocation.described = withAnswer(invocation.described, fact);
          return;
        }
        case 'fate':
          hit.add(fact.service);
          if (fact.service === 'ec2-modify') disturbedCallsAt.push(at);
          invocations.get(fact.invocation)?.hit.add(fact.service);
          return;
        case 'restart-call': {
          const { connectionId, outsideIp, effect, by } = fact;
          if (effect === 'replaced') connectionOf(connectionId, at).modifiedBy = by;
          if (by === 'person') connectionOf(connectionId, at).changedByHandAt = at;
          if (by !== 'person') calls.push({ connectionId, outsideIp, at, effect, ...by });
          return;
        }
        case 'health-sent':
          healthSent.set(fact.id, fact);
          return;
        case 'traffic':
          connectionOf(fact.connectionId, at).traffic.silent = fact.silent;
          learnTraffic(connectionOf(fact.connectionId, at), fact.passage, at);
          return;
        case 'saved': {
          if (!fact.saved) return;
          const connection = connectionOf(fact.incident.connectionId, at);
          connection.incident = fact.incident;
          judgeHealth(connection, at);
        }
      }
    },
  };
};

/** What was shown of other regions stands. */
const withAnswer = (
  described: readonly Connection[],
  { region, views }: DescribedFact,
): readonly Connection[] => {
  const others = described.filter((view) => view.region !== region);
  return others.length === 0 ? views : [...others, ...views];
};

const looks: ReadonlySet<FunctionName> = new Set([
  'sweep',
  'tunnel-alarm',
  'health-event',
  'vpn-change',
  'setup',
]);

const newConnection = (connectionId: string, at: EpochMs): ConnectionTruth => ({
  connectionId,
  view: undefined,
  stateSince: at,
  tagsSince: at,
  healths: ['none'],
  healthSince: at,
  lastHealthyAt: at,
  tunnels: new Map(),
  traffic: {
    silent: undefined,
    passage: 'nothing',
    since: at,
    flowed: [],
    everStopped: false,
    mayBeStopped: false,
  },
  seenFalls: [],
  shownDrops: [],
  seenChangingAt: undefined,
  changedByHandAt: undefined,
  knownChanges: [],
  modifiedBy: undefined,
  replacements: [],
  incident: undefined,
});

const shownOf = (
  view: Connection,
  { ipsec, acceptedRouteCount }: Connection['tunnels'][number],
): TunnelShown => {
  if (ipsec === 'up' && (view.routing === 'static' || acceptedRouteCount > 0)) return 'up';
  return ipsec === 'up' ? 'no-routes' : 'down';
};

const learnView = (connection: ConnectionTruth, view: Connection | undefined, at: EpochMs): void => {
  if (view?.state !== connection.view?.state) connection.stateSince = at;
  if (JSON.stringify(view?.tags) !== JSON.stringify(connection.view?.tags)) connection.tagsSince = at;
  const isNew = connection.tunnels.size === 0;
  connection.view = view;
  for (const tunnel of view?.tunnels ?? []) {
    const shown = shownOf(view as Connection, tunnel);
    const known = connection.tunnels.get(tunnel.outsideIp);
    const changedAt = tunnel.lastStatusChangeAt ?? at;
    if (!known) {
      const up = shown === 'up';
      connection.tunnels.set(tunnel.outsideIp, {
        up,
        since: changedAt,
        shown,
        shownSince: changedAt,
        changedAt,
        everUp: shown !== 'down',
        lastUpAt: up ? at : 0,
        seen: undefined,
        seenSince: at,
        seenUp: shown !== 'down' && isNew,
        seenChangedAt: undefined,
        seenFellAt: 0,
      });
      continue;
    }
    known.changedAt = changedAt;
    known.everUp ||= shown !== 'down';
    if (known.shown === 'up' || shown === 'up') known.lastUpAt = at;
    if (known.shown !== shown) {
      known.shown = shown;
      known.shownSince = at;
    }
  }
  judgeHealth(connection, at);
};

const judgeHealth = (connection: ConnectionTruth, at: EpochMs): void => {
  const isOver = (healths: readonly Shown[]): boolean =>
    healths.includes('healthy') || healths.includes('none');
  const wasOver = isOver(connection.healths);
  const healths = shownHealths(connection);
  if (healths.join() !== connection.healths.join()) {
    connection.healths = healths;
    connection.healthSince = at;
  }
  if (wasOver || isOver(healths)) connection.lastHealthyAt = at;
};

const learnTraffic = (connection: ConnectionTruth, passage: Passage, at: EpochMs): void => {
  const { traffic } = connection;
  const last = traffic.flowed.at(-1);
  if (traffic.passage === 'both-ways' && last) last.to = at;
  if (passage === 'both-ways') traffic.flowed.push({ from: at, to: Number.POSITIVE_INFINITY });
  const stops = passage === 'nothing-comes-back' || passage === 'nothing-sent-back';
  traffic.everStopped ||= stops && last !== undefined;
  traffic.mayBeStopped = passage !== 'both-ways' && (traffic.mayBeStopped || (stops && last !== undefined));
  traffic.passage = passage;
  traffic.since = at;
  judgeHealth(connection, at);
};

/** A look that came to its end has seen this. */
const see = (connection: ConnectionTruth, view: Connection, at: EpochMs): void => {
  for (const tunnel of view.tunnels) {
    const known = connection.tunnels.get(tunnel.outsideIp);
    if (!known || unclearIn(view).has(tunnel.outsideIp)) continue;
    const shown = shownOf(view, tunnel);
    if (isUnwatched(view)) {
      // What happens to it meanwhile is its owner's business, and is not remembered.
      known.seen = undefined;
      continue;
    }
    const changedAt = tunnel.lastStatusChangeAt;
    if (known.seen === 'up' && changedAt !== undefined && changedAt !== known.seenChangedAt) {
      connection.shownDrops.push(changedAt);
    }
    known.seenChangedAt = changedAt;
    if (known.seen === 'up' && shown !== 'up') {
      connection.seenFalls.push({ outsideIp: tunnel.outsideIp, at: tunnel.lastStatusChangeAt ?? at });
    }
    if (known.seen !== shown && known.seen !== 'down' && known.seen !== 'no-routes') {
      known.seenFellAt = tunnel.lastStatusChangeAt ?? at;
    }
    if (known.seen !== shown) known.seenSince = at;
    known.seen = shown;
    if (shown !== 'down' && !known.seenUp) {
      known.seenUp = true;
      judgeHealth(connection, at);
    }
  }
  if (view.state === 'modifying' && !isUnwatched(view) && connection.modifiedBy === 'person') {
    connection.seenChangingAt = at;
  }
};
