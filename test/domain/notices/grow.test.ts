import { describe, expect, it } from 'vitest';
import type { Notice, NoticeConnection } from '../../../shared/domain/notice.ts';
import { markAnnounced, unannounced } from '../../../shared/domain/notices/announced.ts';
import type { Draft } from '../../../shared/domain/notices/draft.ts';
import { growNotice } from '../../../shared/domain/notices/grow.ts';
import { regionOf } from '../../../shared/domain/notices/place.ts';
import { signalsOf } from '../../../shared/domain/notices/signals.ts';
import { at, start } from '../builders.ts';
import { healthEvent, idA, idB, noticeOf } from './cases.ts';

const present = (connectionId: string): NoticeConnection => ({
  connectionId,
  name: 'hq',
  unusedTunnels: [],
});
const absent = (connectionId: string): NoticeConnection => ({ ...present(connectionId), gone: true });

const drafted = (change: Partial<Draft> = {}): Draft => ({
  kind: 'health-event',
  severity: 'warning',
  reason: 'action-required',
  connections: [present(idA)],
  ...change,
});
const notice = (change: Partial<Draft> = {}): Notice => ({ ...noticeOf(), ...drafted(change) });

describe('a notice grows', () => {
  it('by connections that it did not name', () => {
    const grown = growNotice(notice(), drafted({ connections: [present(idA), present(idB)] }));
    expect(grown).toEqual({
      ...notice(),
      connections: [present(idA), present(idB)],
      version: 2,
      revision: 2,
    });
    expect(growNotice(notice(), drafted())).toBeUndefined();
    expect(growNotice(notice(), drafted({ connections: [] }))).toBeUndefined();
  });

  it.each([
    ['info', 'warning', true],
    ['info', 'critical', true],
    ['info', 'info', false],
    ['warning', 'info', false],
    ['warning', 'warning', false],
    ['warning', 'critical', false],
  ] as const)('into another kind only from a quiet one to a graver one: %s, %s', (severity, then, grows) => {
    const draft = drafted({ kind: 'missing-redundancy', severity: then, connections: [present(idB)] });
    const grown = growNotice(notice({ severity }), draft);
    expect(grown).toEqual(grows ? { ...notice(), ...draft, version: 2, revision: 2 } : undefined);
  });

  it.each([
    ['what the page says', present(idA), present(idB), 'action-required', 'action-required'],
    ['that they are gone, where all are', absent(idA), absent(idB), 'connection-gone', 'connection-gone'],
    [
      'what it said, where only those of the page are gone',
      present(idA),
      absent(idB),
      'connection-gone',
      undefined,
    ],
    [
      'what it said, where only one of those of the page is gone',
      absent(idA),
      present(idB),
      'connection-gone',
      undefined,
    ],
  ] as const)('and gives as its reason %s', (_name, known, added, reason, expected) => {
    const before = notice({ reason: undefined, connections: [known] });
    expect(growNotice(before, drafted({ reason, connections: [added] }))?.reason).toBe(expected);
  });
});

describe('notices that people do not know yet', () => {
  const first = noticeOf();

  it('are told again after a run that stopped half-way', () => {
    const told = markAnnounced(first);
    expect(told).toEqual({ ...first, version: 2, announcedRevision: 1 });
    const grown = { ...told, revision: 2 };
    expect(unannounced([first, told, grown])).toEqual([first, grown]);
  });
});

describe('an event', () => {
  it('hints at each connection that it names', () => {
    const hint = { kind: 'health', topic: 'endpoint-replaced', eventKey: healthEvent().eventKey };
    expect(signalsOf(healthEvent({ connectionIds: [idA, idB] }), at(9))).toEqual([
      { ...hint, connectionId: idA, at: start },
      { ...hint, connectionId: idB, at: start },
    ]);
    expect(signalsOf(healthEvent({ startedAt: undefined }), at(9))).toMatchObject([{ at: at(9) }]);
  });

  it('that tells no region is of the hub, if there is one', () => {
    expect(regionOf({ region: undefined }, { accountId: '1', regions: ['eu-west-1', 'us-east-1'] })).toBe(
      'eu-west-1',
    );
    expect(regionOf({ region: undefined }, { accountId: '1', regions: [] })).toBe('unknown');
    expect(regionOf({ region: 'us-east-1' }, { accountId: '1', regions: ['eu-west-1'] })).toBe('us-east-1');
  });
});
