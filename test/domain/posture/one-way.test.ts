import { describe, expect, it } from 'vitest';
import type { TrafficPoint } from '../../../shared/domain/diagnosis/evidence.ts';
import { noticeMessage } from '../../../shared/domain/message/notice-message.ts';
import type { Notice } from '../../../shared/domain/notice.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { oneWayTunnels, receivingTunnels } from '../../../shared/domain/posture/one-way.ts';
import { decideOneWay, type OneWayCase } from '../../../shared/domain/posture/one-way-notice.ts';
import { daysMs, minutesMs } from '../../../shared/domain/time.ts';
import { message as english } from '../../../shared/words/english/message.ts';
import { message as korean } from '../../../shared/words/korean/message.ts';
import { at, connection, firstIp, secondIp, start } from '../builders.ts';

/** A point for each minute from 18 to 4 minutes ago: what the window holds. */
const points = (change: (minutesAgo: number) => Partial<TrafficPoint> | undefined): readonly TrafficPoint[] =>
  Array.from({ length: 20 }, (_, index) => 20 - index).flatMap((minutesAgo) => {
    const changed = change(minutesAgo);
    if (!changed) return [];
    return [{ at: at(-minutesAgo), state: 1, inBytes: 0, outBytes: 10_000, ...changed }];
  });

const judge = (seen: readonly TrafficPoint[], up = [firstIp], now = start) =>
  oneWayTunnels([{ outsideIp: firstIp, dimensions: {}, points: seen }], new Set(up), now);

describe('traffic that goes out and never comes back', () => {
  it('is found', () => {
    expect(judge(points(() => ({})))).toEqual([
      { outsideIp: firstIp, since: at(-18), inBytes: 0, outBytes: 150_000 },
    ]);
  });

  it.each<readonly [string, (minutesAgo: number) => Partial<TrafficPoint> | undefined]>([
    ['just enough is sent', () => ({ outBytes: 667 })],
    ['exactly enough is sent', (ago) => ({ outBytes: ago === 10 ? 676 : 666 })],
    ['only background traffic comes in', () => ({ inBytes: 999, outBytes: 100_000 })],
    ['exactly as much comes in as background traffic may be', () => ({ inBytes: 1_000, outBytes: 1e9 })],
    ['nothing is known of the state', () => ({ state: undefined })],
    ['three minutes are missing', (ago) => ([5, 9, 13].includes(ago) ? undefined : {})],
    ['traffic came in before the window', (ago) => (ago > 18 ? { inBytes: 1e6 } : {})],
    ['traffic comes in that is too new to be believed', (ago) => (ago <= 3 ? { inBytes: 1e6 } : {})],
    ['the tunnel was down before the window', (ago) => (ago > 18 ? { state: 0 } : {})],
  ])('is found where %s', (_, change) => {
    expect(judge(points(change))).toHaveLength(1);
  });

  it.each<readonly [string, (minutesAgo: number) => Partial<TrafficPoint> | undefined]>([
    ['too little is sent', () => ({ outBytes: 666 })],
    ['more than background traffic comes in', () => ({ inBytes: 1_001, outBytes: 1e9 })],
    ['what comes in is a hundredth of what goes out', () => ({ inBytes: 100 })],
    ['the tunnel was down for a minute', (ago) => (ago === 10 ? { state: 0.5 } : {})],
    ['four minutes are missing', (ago) => ([5, 9, 13, 17].includes(ago) ? undefined : {})],
    ['nothing is known of what comes in', () => ({ inBytes: undefined })],
    [
      'nothing is known of what goes out in four minutes',
      (ago) => ([5, 9, 13, 17].includes(ago) ? { outBytes: undefined } : {}),
    ],
    ['there are no metrics', () => undefined],
  ])('is not found where %s', (_, change) => {
    expect(judge(points(change))).toEqual([]);
  });

  it('is not looked for on a tunnel that is down now', () => {
    expect(
      judge(
        points(() => ({})),
        [secondIp],
      ),
    ).toEqual([]);
  });

  it('counts whole minutes, whenever the look is', () => {
    for (const late of [0, 1, 29_999, 59_999])
      expect(
        judge(
          points(() => ({})),
          [firstIp],
          start + late,
        ),
      ).toHaveLength(1);
  });

  it('knows the tunnels that receive', () => {
    const seen = [
      { outsideIp: firstIp, dimensions: {}, points: points(() => ({ inBytes: 1_001 })) },
      { outsideIp: secondIp, dimensions: {}, points: points(() => ({ inBytes: 1_000 })) },
    ];
    expect(receivingTunnels(seen, start)).toEqual(new Set([firstIp]));
    const silent = { outsideIp: firstIp, dimensions: undefined, points: [] };
    expect(receivingTunnels([silent], start)).toEqual(new Set());
  });
});

const oneWay = { outsideIp: firstIp, since: at(-18), inBytes: 0, outBytes: 150_000 };

const subject = (change: Partial<OneWayCase> = {}): OneWayCase => ({
  connection: connection(),
  direction: 'nothing-comes-back',
  tunnels: [oneWay],
  otherTunnelReceives: false,
  accountId: '111122223333',
  notices: [],
  policy: defaultPolicy.notices,
  now: start,
  ...change,
});

const noticeOf = (change: Partial<OneWayCase> = {}): Notice => {
  const decision = decideOneWay(subject(change));
  if (!('notice' in decision)) throw new Error(`No notice: ${decision.reason}.`);
  return decision.notice;
};

describe('the notice about it', () => {
  it('is a warning about the connection', () => {
    expect(noticeOf()).toMatchObject({
      kind: 'one-way-traffic',
      severity: 'warning',
      region: 'eu-west-1',
      version: 1,
      revision: 1,
      announcedRevision: 0,
      connections: [
        {
          connectionId: connection().connectionId,
          name: 'hq-to-aws',
          unusedTunnels: [],
          oneWayTunnels: [firstIp],
        },
      ],
      event: {
        code: 'one-way-traffic',
        topic: 'other',
        category: '',
        account: '111122223333',
        description: '',
        startedAt: at(-18),
        arn: '',
      },
    });
    expect(noticeOf().connections[0]).not.toHaveProperty('channel');
  });

  it('dates from the tunnel of which it is known for longest', () => {
    const tunnels = [oneWay, { ...oneWay, outsideIp: secondIp, since: at(-20) }];
    expect(noticeOf({ tunnels }).event?.startedAt).toBe(at(-20));
    expect(noticeOf({ tunnels: tunnels.toReversed() }).event?.startedAt).toBe(at(-20));
  });

  it('goes where the owner wants to hear of it', () => {
    const tags = { 'tunnelkeeper:channel': '#net' };
    expect(noticeOf({ connection: connection({ tags }) }).connections[0]?.channel).toBe('#net');
  });

  it.each([
    ['a quarter of an hour later', minutesMs(15), false],
    ['29 days later', daysMs(29), false],
    ['31 days later', daysMs(31), true],
  ])('is repeated %s: %s', (_, later, repeated) => {
    const earlier = noticeOf();
    const decision = decideOneWay(subject({ notices: [earlier], now: start + later }));
    expect(decision.reason).toBe(repeated ? 'new' : 'already-told');
    if ('notice' in decision) expect(decision.notice.noticeId).not.toBe(earlier.noticeId);
  });

  it('about one connection says nothing about another', () => {
    const other = connection({ connectionId: 'vpn-0a1b2c3d4e5f60719' });
    expect(decideOneWay(subject({ connection: other, notices: [noticeOf()] })).reason).toBe('new');
  });

  it('has the same id for two runs at the same time', () => {
    expect(noticeOf().noticeId).toBe(noticeOf({ now: start + 5_000 }).noticeId);
  });

  it.each([
    ['English', english],
    ['Korean', korean],
  ])('says in %s what it means, which tunnel, and what to do', (_, words) => {
    const context = {
      words,
      accountId: '111122223333',
      runbookUrl: 'https://example.com/runbook',
      now: start,
    };
    const message = noticeMessage(noticeOf(), context);
    expect(message.facts[0]?.value).toContain(firstIp);
    expect(message.summary).toContain('02:42 UTC');
    expect(message.todo.length).toBeGreaterThanOrEqual(3);
    expect(message.links.at(-1)?.url).toBe('https://example.com/runbook#one-way-traffic');
    const asymmetric = noticeMessage(noticeOf({ otherTunnelReceives: true }), context);
    expect(asymmetric.summary.length).toBeGreaterThan(message.summary.length);
    expect(asymmetric.summary).toContain(words.notice.noticeReason['other-tunnel-receives']);
  });
});
