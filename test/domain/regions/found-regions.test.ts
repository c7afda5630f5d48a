import { describe, expect, it } from 'vitest';
import {
  dueRegions,
  type FoundRegion,
  type FoundRegions,
  isToBeFound,
  refound,
  regionsInUse,
  withFindings,
} from '../../../shared/domain/regions/found-regions.ts';
import { hoursMs } from '../../../shared/domain/time.ts';
import { at, start } from '../builders.ts';

const known = (region: string, change: Partial<FoundRegion> = {}): FoundRegion => ({
  region,
  holds: 'nothing',
  refusal: undefined,
  ...change,
});

const record = (regions: readonly FoundRegion[]): FoundRegions => ({
  hub: 'us-east-1',
  version: 4,
  foundAt: start,
  regions,
});

const denied = { reason: 'denied', code: 'UnauthorizedOperation', since: at(1) } as const;
const slow = { reason: 'no-answer', code: '', since: at(1) } as const;

describe('finding', () => {
  it('is due at once, and then once a day', () => {
    expect(isToBeFound(undefined, start)).toBe(true);
    expect(isToBeFound(record([]), start + hoursMs(24) - 1)).toBe(false);
    expect(isToBeFound(record([]), start + hoursMs(24))).toBe(true);
  });

  it('keeps what is known, adds what is new, and forgets an empty region that is not listed any more', () => {
    const before = record([
      known('eu-west-1', { holds: 'connections' }),
      known('eu-west-2', { refusal: denied }),
      known('me-south-1'),
    ]);
    expect(refound(before, 'us-east-1', ['eu-west-2', 'eu-west-1', 'af-south-1'], at(7))).toEqual({
      hub: 'us-east-1',
      version: 5,
      foundAt: at(7),
      regions: [
        known('af-south-1', { holds: 'unseen' }),
        known('eu-west-1', { holds: 'connections' }),
        known('eu-west-2', { refusal: denied }),
      ],
    });
  });

  it('forgets a region with connections only when it has been missing twice', () => {
    const before = record([known('eu-west-1', { holds: 'connections' })]);
    const once = refound(before, 'us-east-1', [], at(1));
    expect(once.regions).toEqual([known('eu-west-1', { holds: 'connections', isMissing: true })]);
    expect(refound(once, 'us-east-1', ['eu-west-1'], at(2)).regions).toEqual(before.regions);
    expect(refound(once, 'us-east-1', [], at(2)).regions).toEqual([]);
  });
});

describe('what is looked at', () => {
  const names = Array.from({ length: 16 }, (_, index) => `r-${String(index).padStart(2, '0')}`);

  it('is a region with connections, or one that nobody has looked at, every minute', () => {
    const found = record([
      known('a', { holds: 'connections' }),
      known('b', { holds: 'unseen' }),
      known('c', { holds: 'unseen', refusal: slow }),
    ]);
    const lookedAt = new Map([['a', at(0)]]);
    expect(dueRegions(found, lookedAt, at(0)).map(({ region }) => region)).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['empty', known('x')],
    ['refusing', known('x', { holds: 'unseen', refusal: denied })],
  ])('is each %s region once in ten minutes, one or two in any minute, without any memory', (_, like) => {
    const found = record(names.map((region) => ({ ...like, region })));
    const each = Array.from({ length: 10 }, (_unused, minute) => dueRegions(found, new Map(), at(minute)));
    for (const due of each) expect(due.length).toBeLessThanOrEqual(3);
    expect(new Set(each.flatMap((due) => due.map(({ region }) => region))).size).toBe(16);
  });

  it('is an empty region once in its turn, and a missed turn is made up for', () => {
    const found = record([known('a')]);
    const turn =
      [...Array(10).keys()].find((minute) => dueRegions(found, new Map(), at(minute)).length > 0) ?? 0;
    const due = (last: number, minute: number) =>
      dueRegions(found, new Map([['a', at(turn + last)]]), at(turn + minute)).length === 1;
    expect(due(0, 1)).toBe(false);
    expect(due(0, 0.9)).toBe(false);
    expect(due(0, 9.9)).toBe(false);
    expect(due(0, 10)).toBe(true);
    expect(due(1, 10)).toBe(true);
    expect(due(1, 11.5)).toBe(false);
    expect(due(1, 12)).toBe(true);
  });
});

describe('what looks have shown', () => {
  const found = record([known('a', { holds: 'unseen' }), known('b')]);

  it('changes nothing where it is nothing new', () => {
    expect(withFindings(found, new Map([['b', { holds: 'nothing', refusal: undefined }]]))).toBe(found);
  });

  it('is noted', () => {
    const next = withFindings(found, new Map([['a', { holds: 'connections', refusal: undefined }]]));
    expect(next.version).toBe(5);
    expect(regionsInUse(next)).toEqual(['a']);
    expect(regionsInUse(undefined)).toEqual([]);
  });

  it('keeps since when a region refuses, whatever it says', () => {
    const once = withFindings(found, new Map([['b', { holds: 'nothing', refusal: denied }]]));
    const later = { ...denied, since: at(11) };
    expect(withFindings(once, new Map([['b', { holds: 'nothing', refusal: later }]]))).toBe(once);
    const other = { ...later, code: 'AccessDenied' };
    const changed = withFindings(once, new Map([['b', { holds: 'nothing', refusal: other }]]));
    expect(changed.regions[1]?.refusal).toEqual({ ...other, since: at(1) });
  });
});
