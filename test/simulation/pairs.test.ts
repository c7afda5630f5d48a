import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../shared/domain/policy.ts';
import { hoursMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { Estate, Gateway, PlannedOptions } from '../../simulation/estate/estate.ts';
import { accountId, region } from '../../simulation/estate/random-estate.ts';
import { compareOutages } from '../../simulation/pairs/compare.ts';
import { judgePair, runPair } from '../../simulation/pairs/judge-pair.ts';
import { createOutageBook, type Outage } from '../../simulation/pairs/outages.ts';
import type { Disturbance } from '../../simulation/plan/disturbance.ts';

const connectionId = 'vpn-0000000000000001a';

const responder: Gateway = {
  customerGatewayId: 'cgw-00000000000000000',
  ipAddress: '192.0.2.1',
  initiates: false,
  idleForMs: minutesMs(600),
};

const byDefault: PlannedOptions = {
  startupAction: 'add',
  dpdTimeoutAction: 'clear',
  dpdTimeoutSeconds: 30,
  ikeVersions: ['ikev2'],
  logs: true,
};

const ofAws: PlannedOptions = { ...byDefault, startupAction: 'start', dpdTimeoutAction: 'restart' };

const estateOf = (
  options: PlannedOptions,
  { bothUsed = true, gateway = responder }: { bothUsed?: boolean; gateway?: Gateway } = {},
): Estate => ({
  region,
  accountId,
  policy: defaultPolicy,
  gateways: [gateway],
  connections: [
    {
      connectionId,
      name: 'site',
      gateway: 0,
      routing: 'static',
      accelerated: false,
      tags: {},
      tunnels: [
        { outsideIp: '203.0.113.10', configured: true, options },
        { outsideIp: '203.0.113.11', configured: bothUsed, options },
      ],
      fromStart: true,
    },
  ],
  slackMode: 'bot',
  isLarge: false,
});

const lived = (estate: Estate, plan: readonly Disturbance[]) => runPair({ seed: 1, hours: 4, estate, plan });

const bothFall = (ailment: 'silent' | 'stuck', forMs: number): readonly Disturbance[] =>
  ([0, 1] as const).map((tunnel) => ({
    kind: 'fall',
    atMs: minutesMs(5),
    connection: 0,
    tunnel,
    ailment,
    forMs,
  }));

describe('a pair', () => {
  it.each([
    ['the gateway has deleted the SAs of both tunnels', 'idle-deleted', true, false],
    ['AWS has cleared those that nobody used', 'idle-cleared', true, true],
    ['nobody used them, with no log to tell of it', 'idle-deleted', false, true],
  ] as const)(
    'is brought back by a restart where %s and nobody begins again',
    async (_name, how, logs, isIdle) => {
      const quiet = {
        kind: 'traffic-stopped',
        atMs: 1,
        connection: 0,
        passage: 'nothing',
        forMs: hoursMs(9),
      } as const;
      const plan = ([0, 1] as const).map(
        (tunnel) => ({ kind: 'idle-ended', atMs: minutesMs(66), connection: 0, tunnel, how }) as const,
      );
      const { byCause, restarts, violation } = await lived(estateOf({ ...byDefault, logs }), [
        ...(isIdle ? [quiet] : []),
        ...plan,
      ]);
      expect(violation).toBeUndefined();
      expect(restarts).toBeGreaterThan(0);
      expect(byCause[how]?.savedMs).toBeGreaterThan(minutesMs(60));
    },
  );

  it('is left to people where AWS has cleared SAs over which there was traffic: the line may be back any minute', async () => {
    const plan = ([0, 1] as const).map(
      (tunnel) =>
        ({ kind: 'idle-ended', atMs: minutesMs(66), connection: 0, tunnel, how: 'idle-cleared' }) as const,
    );
    expect((await lived(estateOf(byDefault), plan)).restarts).toBe(0);
  });

  it('is brought back where it keeps to a stale SA, which AWS cannot mend by trying again', async () => {
    const { byCause, violation } = await lived(estateOf(ofAws), bothFall('stuck', minutesMs(180)));
    expect(violation).toBeUndefined();
    expect(byCause.stuck?.savedMs).toBeGreaterThan(minutesMs(60));
  });

  it('lengthens no outage where AWS negotiates by itself and the line is dead for four minutes, with one tunnel in use', async () => {
    const plan = [
      {
        kind: 'fall',
        atMs: minutesMs(2),
        connection: 0,
        tunnel: 0,
        ailment: 'silent',
        forMs: secondsMs(250),
      },
    ] as const;
    const { violation, byCause } = await lived(estateOf(ofAws, { bothUsed: false }), plan);
    expect(violation).toBeUndefined();
    expect(byCause.silent?.lostMs).toBe(0);
  });

  it.each([1, 2, 3, 4, 5])(
    'lengthens no outage where the gateway comes back by itself, the first time and the second (%i)',
    async (minute) => {
      const gateway = { ...responder, initiates: true };
      const plan = [minutesMs(5), minutesMs(120)].map(
        (atMs) =>
          ({
            kind: 'fall',
            atMs,
            connection: 0,
            tunnel: 0,
            ailment: 'silent',
            forMs: minutesMs(2 + minute),
          }) as const,
      );
      const { violation } = await lived(estateOf(byDefault, { bothUsed: false, gateway }), plan);
      expect(violation).toBeUndefined();
    },
  );

  it.each([
    ['and no log tells of it', byDefault, false],
    ['and AWS tries again and again', ofAws, true],
    ['and AWS has cleared its SA', byDefault, true],
  ] as const)(
    'lengthens no outage where both tunnels are silent and one of them alone is back, in whatever minute, %s',
    async (_name, options, logs) => {
      const gateway = { ...responder, initiates: true };
      const plan = [16, 17, 18, 19, 20, 29, 31].flatMap((minute, index) =>
        ([0, 1] as const).flatMap((tunnel): readonly Disturbance[] => [
          {
            kind: 'fall',
            atMs: minutesMs(2 + 120 * index),
            connection: 0,
            tunnel,
            ailment: 'silent',
            forMs: minutesMs(tunnel === index % 2 ? minute : 60),
          },
        ]),
      );
      const estate = estateOf({ ...options, logs }, { gateway });
      const { violation, byCause } = await runPair({ seed: 1, hours: 15, estate, plan });
      expect(violation).toBeUndefined();
      expect(byCause.silent?.lostMs).toBe(0);
    },
  );

  it('is the same without restarts where none is made', async () => {
    const { byCause, restarts } = await lived(estateOf(ofAws), bothFall('silent', minutesMs(2)));
    expect(restarts).toBe(0);
    expect(byCause.silent).toMatchObject({ savedMs: 0, lostMs: 0 });
    expect(byCause.silent?.withMs).toBe(byCause.silent?.withoutMs);
  });

  it.each([1, 3, 4])('lengthens no outage (seed %i)', async (seed) => {
    const { violation } = await judgePair({ seed, hours: 12 });
    expect(violation).toBeUndefined();
  });
});

describe('the outages of two runs', () => {
  const outage = (fromSeconds: number, toSeconds: number, isIdle = false): Outage => ({
    connectionId,
    from: secondsMs(fromSeconds),
    to: secondsMs(toSeconds),
    cause: 'silent',
    isIdle,
  });

  it.each([
    ['a shorter one', [[0, 60]], [[0, 300]], 240, 0, false],
    ['one that is longer by no more than 20 seconds', [[0, 320]], [[0, 300]], 0, 20, false],
    ['a longer one', [[0, 321]], [[0, 300]], 0, 21, true],
    ['a new one', [[400, 430]], [], 0, 30, true],
    [
      'two in the time of one',
      [
        [0, 60],
        [100, 160],
      ],
      [[0, 300]],
      180,
      0,
      false,
    ],
  ] as const)('%s', (_name, withThem, without, savedSeconds, lostSeconds, isLonger) => {
    const { byCause, longer } = compareOutages(
      withThem.map(([from, to]) => outage(from, to)),
      without.map(([from, to]) => outage(from, to)),
    );
    expect(byCause.silent).toMatchObject({
      savedMs: secondsMs(savedSeconds),
      lostMs: secondsMs(lostSeconds),
    });
    expect(longer !== undefined).toBe(isLonger);
  });

  it('go on where the only tunnel that is up brings nothing back', () => {
    const book = createOutageBook(estateOf(byDefault));
    const tunnel = (position: number, up: boolean) =>
      ({ kind: 'tunnel', connectionId, outsideIp: `203.0.113.1${position}`, up, why: 'silent' }) as const;
    book.learn({ kind: 'traffic', connectionId, passage: 'both-ways', silent: '203.0.113.11' }, 0);
    book.learn(tunnel(0, false), 10);
    book.learn(tunnel(1, false), 20);
    book.learn(tunnel(1, true), 30);
    book.learn(tunnel(0, true), 40);
    expect(book.close(100)).toEqual([{ connectionId, from: 10, to: 40, cause: 'silent', isIdle: false }]);
  });

  it('may be longer by one restart where nothing had passed', () => {
    const longer = (seconds: number) =>
      compareOutages([outage(0, seconds, true)], [outage(0, 300, true)]).longer?.byMs;
    expect(longer(300 + 260)).toBeUndefined();
    expect(longer(300 + 261)).toBe(secondsMs(261));
  });

  it('begin when the last tunnel falls, and end with the first one that is up, or with the connection', () => {
    const book = createOutageBook(estateOf(byDefault));
    book.learn({ kind: 'traffic', connectionId, passage: 'both-ways', silent: undefined }, 0);
    const tunnel = (position: number, up: boolean) =>
      ({ kind: 'tunnel', connectionId, outsideIp: `203.0.113.1${position}`, up, why: 'silent' }) as const;
    book.learn(tunnel(0, false), 10);
    book.learn(tunnel(1, false), 20);
    book.learn(tunnel(0, true), 50);
    book.learn(tunnel(0, false), 70);
    book.learn({ kind: 'view', connectionId, view: undefined }, 90);
    book.learn(tunnel(1, false), 95);
    expect(book.close(100)).toEqual([
      { connectionId, from: 20, to: 50, cause: 'silent', isIdle: false },
      { connectionId, from: 70, to: 90, cause: 'silent', isIdle: false },
    ]);
  });
});
