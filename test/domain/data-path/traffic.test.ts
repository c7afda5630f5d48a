import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  followTraffic,
  judgeTraffic,
  type StoppedTraffic,
  type TrafficVerdict,
  type TunnelPoints,
} from '../../../shared/domain/data-path/traffic.ts';
import { minutesMs } from '../../../shared/domain/time.ts';

const now = Date.UTC(2026, 2, 2, 4, 0, 30);
const minuteAgo = (minutes: number): number => Date.UTC(2026, 2, 2, 4, 0) - minutesMs(minutes);

type Flow = readonly [inBytes: number | undefined, outBytes: number | undefined];

/** One point for each minute, or for each five. */
const points = (flow: (minutesAgo: number) => Flow | undefined, everyMinutes = 1): TunnelPoints['points'] =>
  Array.from({ length: 184 / everyMinutes }, (_, index) => 184 - index * everyMinutes).flatMap(
    (minutesAgo) => {
      const [inBytes, outBytes] = flow(minutesAgo) ?? [];
      if (flow(minutesAgo) === undefined) return [];
      return [{ at: minuteAgo(minutesAgo), state: undefined, inBytes, outBytes }];
    },
  );

const up = (flow: (minutesAgo: number) => Flow | undefined, everyMinutes = 1): TunnelPoints => ({
  isUp: true,
  points: points(flow, everyMinutes),
});
const down = (flow: (minutesAgo: number) => Flow | undefined): TunnelPoints => ({ ...up(flow), isUp: false });

const busy: Flow = [400_000, 600_000];
const idle: Flow = [300, 300];
const until = (minutesAgo: number, then: Flow) => (ago: number) => (ago >= minutesAgo ? busy : then);

describe('traffic that has stopped one way', () => {
  it.each<readonly [string, readonly TunnelPoints[], 'nothing-comes-back' | 'nothing-sent-back', number]>([
    ['nothing comes back', [up(until(10, [300, 600_000]))], 'nothing-comes-back', 9],
    ['AWS sends nothing back', [up(until(12, [500_000, 300]))], 'nothing-sent-back', 11],
    [
      'it comes back every five minutes only, and for longer has not',
      [up((ago) => (ago > 19 && ago % 5 === 0 ? [8_000, 60_000] : [300, 50_000]))],
      'nothing-comes-back',
      19,
    ],
    [
      'it has done so once before',
      [up((ago) => (ago >= 30 && ago < 60 ? [0, 600_000] : ago >= 10 ? busy : [0, 600_000]))],
      'nothing-comes-back',
      9,
    ],
    ['one of two tunnels idles', [up(until(9, [0, 50_000])), up(() => idle)], 'nothing-comes-back', 8],
    [
      'the other tunnel has gone down, and this one brings nothing back',
      [down((ago) => (ago >= 20 ? busy : [0, 0])), up((ago) => (ago >= 20 ? idle : [200, 900_000]))],
      'nothing-comes-back',
      19,
    ],
    ['CloudWatch has five minutes at a time', [up(until(14, [200, 3_000_000]), 5)], 'nothing-comes-back', 9],
  ])('is found and dated by when it stopped: %s', (_, tunnels, direction, minutesAgo) => {
    const since = minuteAgo(minutesAgo);
    expect(judgeTraffic(tunnels, now)).toMatchObject({ verdict: 'stopped', direction, since });
  });

  it('is found within nine minutes, of which three are the lateness of metrics', () => {
    const found = [4, 5, 6, 7, 8, 9].filter(
      (minutes) => judgeTraffic([up(until(minutes, [0, 600_000]))], now).verdict === 'stopped',
    );
    expect(found.at(0)).toBeLessThanOrEqual(9);
  });
});

describe('traffic that has not stopped', () => {
  it.each<readonly [string, TrafficVerdict['verdict'], readonly TunnelPoints[]]>([
    ['passes both ways', 'flows', [up(() => busy)]],
    [
      'goes out over one tunnel and comes back over the other',
      'flows',
      [up(() => [300, 900_000]), up(() => [900_000, 300])],
    ],
    ['is a transfer that is only acknowledged', 'flows', [up(() => [12_000_000, 360_000])]],
    ['is a small transfer that is only acknowledged', 'flows', [up(() => [20_000, 600])]],
    ['passes again', 'flows', [up((ago) => (ago >= 20 || ago <= 6 ? busy : [0, 600_000]))]],
    ['passes in the latest minutes', 'flows', [up((ago) => (ago >= 20 || ago <= 6 ? busy : [0, 600_000]))]],
    ['comes in minutes now and then', 'flows', [up((ago) => (ago % 4 === 0 ? busy : idle))]],
    ['is now and then one way for a minute', 'flows', [up((ago) => (ago % 3 === 0 ? [0, 50_000] : busy))]],
    [
      'stops the other way when it is back the one',
      'mixed',
      [up((ago) => (ago >= 30 ? busy : ago >= 7 ? [0, 600_000] : ago === 6 ? busy : [600_000, 0]))],
    ],
    [
      'does so between two minutes',
      'mixed',
      [up((ago) => (ago >= 30 ? busy : ago >= 7 ? [0, 600_000] : [600_000, 0]))],
    ],
    [
      'does so within five minutes, the only ones that are known',
      'mixed',
      [up((ago) => (ago >= 40 ? busy : ago >= 10 ? [0, 3_000_000] : busy), 5)],
    ],
    ['is too little to tell', 'quiet', [up(until(10, [0, 600]))]],
    ['has ended on both sides', 'quiet', [up(until(10, idle))]],
    [
      'comes back every ten minutes only, since it came up lately',
      'one-way',
      [up((ago) => (ago > 45 ? [0, 0] : ago % 12 === 10 ? [8_000, 60_000] : [300, 50_000]))],
    ],
    [
      'comes back every ten minutes only, as ever',
      'one-way',
      [up((ago) => (ago % 10 === 1 ? [8_000, 60_000] : [300, 50_000]))],
    ],
    ['has been one way for as long as is known', 'one-way', [up(() => [0, 600_000])]],
    ['is not known of late', 'unknown', [up((ago) => (ago > 8 ? busy : undefined))]],
    ['is not known in one direction', 'unknown', [up((ago) => (ago > 8 ? busy : [undefined, 600_000]))]],
    ['is not known of one tunnel that is up', 'unknown', [up(() => busy), up(() => undefined)]],
    ['is not known at all', 'unknown', [up(() => undefined)]],
  ])('%s: %s', (_, verdict, tunnels) => {
    expect(judgeTraffic(tunnels, now).verdict).toBe(verdict);
  });

  it('whatever is lost of a tunnel that is down changes nothing', () => {
    const tunnels = [up(until(10, [0, 600_000]))];
    expect(judgeTraffic([...tunnels, down(() => undefined)], now)).toEqual(judgeTraffic(tunnels, now));
  });

  it('is not found in what never comes back, nor in what comes back in turns only, however long one of them is', () => {
    const bytes = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(
        fc.array(bytes, { minLength: 184, maxLength: 184 }),
        fc.integer({ min: 6, max: 180 }),
        fc.nat(180),
        fc.boolean(),
        (sent, everyMinutes, phase, isAsked) => {
          const flow = (ago: number): Flow => {
            const comesBack = isAsked && (ago + phase) % everyMinutes === 0;
            const more = (sent[ago - 1] ?? 0) + 20_000;
            return comesBack ? [more / 2, more] : [Math.min(900, more / 200), more];
          };
          expect(judgeTraffic([up(flow)], now).verdict).not.toBe('stopped');
        },
      ),
    );
  });

  it('never lies after what was read, nor before it', () => {
    const bytes = fc.option(fc.nat(1_000_000), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.tuple(bytes, bytes), { minLength: 184, maxLength: 184 }), (flows) => {
        const verdict = judgeTraffic([up((ago) => flows[ago - 1])], now);
        if (!('since' in verdict)) return;
        expect(verdict.since).toBeLessThanOrEqual(minuteAgo(3));
        expect(verdict.since).toBeGreaterThanOrEqual(minuteAgo(184));
      }),
    );
  });
});

describe('what is remembered', () => {
  const stopped = { direction: 'nothing-comes-back', since: minuteAgo(30) } as const;
  const again = { verdict: 'stopped', direction: 'nothing-comes-back', since: minuteAgo(9) } as const;
  const oneWay = { ...again, verdict: 'one-way' } as const;

  it.each<readonly [string, StoppedTraffic | undefined, TrafficVerdict, unknown]>([
    ['that it has stopped', undefined, again, { direction: again.direction, since: again.since }],
    ['the first time, not a later one', stopped, again, stopped],
    ['it while nobody sends', stopped, { verdict: 'quiet' }, stopped],
    ['it while nothing is known', stopped, { verdict: 'unknown' }, stopped],
    ['it when what was before it is no longer known', stopped, oneWay, stopped],
    [
      'the direction of now',
      stopped,
      { ...again, direction: 'nothing-sent-back' },
      { ...stopped, direction: 'nothing-sent-back' },
    ],
    ['it while it is mixed', stopped, { verdict: 'mixed' }, stopped],
    ['nothing of what is mixed', undefined, { verdict: 'mixed' }, undefined],
    [
      'it while only the keep-alives are left',
      { ...stopped, left: 160 },
      { verdict: 'flows', least: 200 },
      { ...stopped, left: 160 },
    ],
    [
      'nothing once more comes than was left',
      { ...stopped, left: 160 },
      { verdict: 'flows', least: 600 },
      undefined,
    ],
    ['nothing once it passes', stopped, { verdict: 'flows' }, undefined],
    ['nothing of what may be meant', undefined, oneWay, undefined],
    ['nothing of quiet', undefined, { verdict: 'quiet' }, undefined],
  ])('%s', (_, known, verdict, expected) => {
    expect(followTraffic(known, verdict)).toEqual(expected);
  });
});
