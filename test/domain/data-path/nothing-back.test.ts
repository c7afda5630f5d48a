import { describe, expect, it } from 'vitest';
import type { Connection, Tunnel } from '../../../shared/domain/connection.ts';
import {
  followNothingBack,
  mayHaveStopped,
  type TrafficSeen,
  withTraffic,
} from '../../../shared/domain/data-path/nothing-back.ts';
import {
  judgeTraffic,
  type NothingBack,
  type RegionTraffic,
} from '../../../shared/domain/data-path/traffic.ts';
import { decide } from '../../../shared/domain/decide.ts';
import { carriesTraffic } from '../../../shared/domain/health.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import { incidentMessage } from '../../../shared/domain/message/incident-message.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { message as english } from '../../../shared/words/english/message.ts';
import { at, connection, down, firstIp, gateway, observation, secondIp, up } from '../builders.ts';

type Flow = readonly [inBytes: number, outBytes: number];

const busy: Flow = [400_000, 600_000];
const onlyOut: Flow = [300, 500_000];
const onlyIn: Flow = [500_000, 300];
const idle: Flow = [300, 300];

const traffic = (outsideIp: string, flow: (minutesAgo: number) => Flow) => ({
  outsideIp,
  dimensions: {},
  points: Array.from({ length: 64 }, (_, index) => 64 - index).map((minutesAgo) => {
    const [inBytes, outBytes] = flow(minutesAgo);
    return { at: at(-minutesAgo), state: undefined, inBytes, outBytes };
  }),
});

const seen = (
  tunnels: readonly Tunnel[],
  first: (minutesAgo: number) => Flow,
  second: (minutesAgo: number) => Flow,
): TrafficSeen => {
  const seenOn = connection({ tunnels });
  const flows = [traffic(firstIp, first), traffic(secondIp, second)];
  const points = flows.map(({ points: own }, index) => {
    const tunnel = tunnels[index];
    return { isUp: tunnel !== undefined && carriesTraffic(seenOn, tunnel), points: own };
  });
  return { connection: seenOn, traffic: flows, verdict: judgeTraffic(points, at(0)) };
};

const both = [up(firstIp), up(secondIp)];
const always = (flow: Flow) => () => flow;
const known: NothingBack = { outsideIp: secondIp, since: at(-90), seenAt: at(-25) };

describe('a tunnel that brings nothing back', () => {
  it('is known while the other one carries both ways', () => {
    expect(followNothingBack(undefined, seen(both, always(busy), always(onlyOut)), at(0))).toEqual({
      outsideIp: secondIp,
      since: at(-18),
      seenAt: at(0),
    });
  });

  it.each<readonly [string, Flow, Flow]>([
    ['traffic goes out over one tunnel and comes back over the other', onlyIn, onlyOut],
    ['neither brings anything back', onlyOut, onlyOut],
    ['it carries nothing at all', busy, idle],
    ['both carry', busy, busy],
    ['nothing is sent back over it', busy, onlyIn],
  ])('is none where %s', (_, first, second) => {
    expect(followNothingBack(undefined, seen(both, always(first), always(second)), at(0))).toBeUndefined();
  });

  it.each([4, 5, 6, 8, 12, 17])(
    'is none where traffic comes back over the other, and the one that sends has been down until %i minutes ago',
    (minutesAgo) => {
      const isDown = (minute: number): boolean => minute < minutesAgo + 8 && minute > minutesAgo;
      const sending = (minute: number): Flow => (isDown(minute) ? [0, 0] : onlyOut);
      const receiving = (minute: number): Flow => (isDown(minute) ? busy : onlyIn);
      const traffic = seen([up(firstIp, -minutesAgo), up(secondIp)], sending, receiving);
      expect(followNothingBack(undefined, traffic, at(0))).toBeUndefined();
    },
  );

  it('is none where the other one carried both ways only while this one was down', () => {
    const first = (ago: number): Flow => (ago > 5 && ago < 25 ? [0, 0] : onlyOut);
    const second = (ago: number): Flow => (ago > 5 && ago < 25 ? busy : onlyIn);
    expect(followNothingBack(undefined, seen(both, first, second), at(0))).toBeUndefined();
  });

  it('is the one that is left when the one that carried has fallen', () => {
    const fallen = [down(firstIp, -12), up(secondIp)];
    const found = followNothingBack(
      undefined,
      seen(
        fallen,
        (ago) => (ago > 12 ? busy : [0, 0]),
        (ago) => (ago > 12 ? idle : onlyOut),
      ),
      at(0),
    );
    expect(found).toEqual({ outsideIp: secondIp, since: at(-12), seenAt: at(0) });
  });

  it('is not one whose own traffic stopped as well', () => {
    const fallen = [down(firstIp, -12), up(secondIp)];
    const own = (ago: number): Flow => (ago > 12 ? busy : onlyOut);
    expect(followNothingBack(undefined, seen(fallen, own, own), at(0))).toBeUndefined();
  });

  it('is written anew only now and then, with the time since when', () => {
    const now = seen(both, always(busy), always(onlyOut));
    expect(followNothingBack({ ...known, seenAt: at(-5) }, now, at(0))).toEqual({ ...known, seenAt: at(-5) });
    expect(followNothingBack(known, now, at(0))).toEqual({ ...known, seenAt: at(0) });
  });

  it.each<readonly [string, readonly Tunnel[], (ago: number) => Flow, (ago: number) => Flow]>([
    ['it has brought something back of late', both, always(busy), (ago) => (ago > 2 ? onlyOut : busy)],
    ['it does so alone', [down(firstIp), up(secondIp)], always([0, 0]), (ago) => (ago > 2 ? onlyOut : busy)],
  ])('is forgotten once %s', (_, tunnels, first, second) => {
    expect(followNothingBack(known, seen(tunnels, first, second), at(0))).toBeUndefined();
  });

  it.each<readonly [string, readonly Tunnel[], unknown]>([
    ['as long as it is alone', [down(firstIp), up(secondIp)], { ...known, seenAt: at(0) }],
    ['while it is down itself', [up(firstIp), down(secondIp)], known],
    ['for an hour while nobody uses it', both, known],
  ])('is remembered %s', (_, tunnels, expected) => {
    expect(followNothingBack(known, seen(tunnels, always(busy), always(idle)), at(0))).toEqual(expected);
  });

  it('is forgotten when nobody has used it for longer', () => {
    const old = { ...known, seenAt: at(-61) };
    expect(followNothingBack(old, seen(both, always(busy), always(idle)), at(0))).toBeUndefined();
  });
});

describe('a connection one of whose tunnels brings nothing back', () => {
  const remembered = (seenAt: number): RegionTraffic => ({
    region: 'eu-west-1',
    version: 1,
    stopped: {},
    nothingBack: { [connection().connectionId]: { ...known, seenAt: at(seenAt) } },
  });
  const told = (tunnels: readonly Tunnel[], incident?: Incident, minutes = 0, seenAt = -25): Connection =>
    withTraffic(connection({ tunnels }), remembered(seenAt), incident, at(minutes));
  const look = (tunnels: readonly Tunnel[], stored: Incident | undefined, minutes: number) =>
    decide(
      observation({ connection: told(tunnels, stored, minutes) }),
      stored,
      [{ kind: 'tick' }],
      defaultPolicy,
      at(minutes),
    );
  const silentIn = ({ tunnels }: Connection): readonly string[] =>
    tunnels.filter(({ stopped }) => stopped !== undefined).map(({ outsideIp }) => outsideIp);

  const fallen = [down(firstIp, 0), up(secondIp)];
  const opened = look(fallen, undefined, 0.5).incident;
  const say = (incident: Incident | undefined, minutes: number) => {
    if (!incident) throw new Error('no incident');
    return incidentMessage(incident, {
      words: english,
      connection: connection({ tunnels: fallen }),
      customerGateway: gateway,
      accountId: '111122223333',
      runbookUrl: undefined,
      now: at(minutes),
    });
  };

  it('is well while the other one carries', () => {
    expect(silentIn(told(both))).toEqual([]);
    expect(silentIn(told([up(firstIp), down(secondIp)]))).toEqual([]);
    expect(look(both, undefined, 0).reason).toBe('healthy');
  });

  it('is an outage at once when the other one falls, since that moment', () => {
    expect(opened).toMatchObject({ phase: 'open', health: 'outage', healthSince: at(0) });
    expect(opened?.tunnels.map(({ state }) => state)).toEqual(['down', 'no-traffic']);
  });

  it('says what comes back through which, and nowhere that traffic flows', () => {
    const { headline, summary, cause, todo, severity } = say(opened, 1);
    expect(severity).toBe('critical');
    expect(headline).toContain('no traffic flows: one tunnel down, the other one way only');
    expect(summary).toContain('since 03:00 UTC');
    expect(cause?.sentence).toMatch(/^AWS sends, but nothing has come back through 203\.0\.113\.2 since/);
    expect(todo.join(' ')).toMatch(/Check the way back.*Check that the customer gateway is reachable/s);
    expect(JSON.stringify(say(opened, 1))).not.toMatch(/flows over one tunnel|took over/);
  });

  it('is as well as before when the other one is back, and not when it only ceases to be reported', () => {
    const back = look([up(firstIp, 4), up(secondIp)], opened, 4);
    expect(back.incident?.health).toBe('healthy');
    const unreported = { ...down(firstIp), ipsec: 'unknown' } as const;
    expect(look([unreported, up(secondIp)], opened, 4).incident?.health).toBe('outage');
    expect(silentIn(told([unreported, up(secondIp)]))).toEqual([]);
  });

  it('holds what was known when the other one fell, however long reviews fail after that, and nothing older', () => {
    expect(look(fallen, opened, 600).incident?.health).toBe('outage');
    expect(silentIn(told(fallen, undefined, 0, -60))).toEqual([secondIp]);
    expect(silentIn(told(fallen, undefined, 0, -61))).toEqual([]);
  });

  it('improves once something comes back', () => {
    const passes = decide(
      observation({ connection: connection({ tunnels: fallen }) }),
      opened,
      [{ kind: 'tick' }],
      defaultPolicy,
      at(10),
    );
    expect(passes.incident?.health).toBe('degraded');
    expect(passes.incident?.course.map(({ kind }) => kind)).toContain('improved');
  });
});

describe('minutes in which a tunnel was down', () => {
  const since = (tunnel: Tunnel, minutesAgo: number): Tunnel => ({
    ...tunnel,
    lastStatusChangeAt: at(-minutesAgo),
  });
  const may = (tunnels: readonly Tunnel[], first: Flow, second: Flow, incident?: Incident) =>
    mayHaveStopped(seen(tunnels, always(first), always(second)), incident, at(0));

  it.each([
    ['both are back for three minutes', [since(up(firstIp), 3), since(up(secondIp), 3)], busy, busy, false],
    [
      'both are back for longer than a look judges',
      [since(up(firstIp), 10), since(up(secondIp), 10)],
      busy,
      busy,
      true,
    ],
    [
      'one is back, and the other brings nothing back',
      [since(up(firstIp), 3), up(secondIp)],
      busy,
      onlyOut,
      false,
    ],
    ['one is back, and the other had carried', [since(up(firstIp), 3), up(secondIp)], busy, busy, true],
    ['one is down, and the other had carried', [down(firstIp), up(secondIp)], busy, busy, true],
  ] as const)(
    'show that traffic has stopped only beside a tunnel that had carried: %s',
    (_name, tunnels, first, second, expected) => {
      expect(may(tunnels, first, second)).toBe(expected);
    },
  );

  it('are known from the incident where AWS dates nothing, as with routes', () => {
    const fallen = decide(
      observation({ connection: connection({ tunnels: [down(firstIp), down(secondIp)] }) }),
      undefined,
      [],
      defaultPolicy,
      at(-6),
    ).incident;
    const back = fallen && {
      ...fallen,
      tunnels: fallen.tunnels.map((record) => ({ ...record, state: 'up' as const, since: at(-3) })),
    };
    expect(may(both, busy, busy, back)).toBe(false);
    expect(may(both, busy, busy)).toBe(true);
  });
});
