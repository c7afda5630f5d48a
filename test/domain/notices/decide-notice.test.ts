import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../shared/domain/incident.ts';
import { addToCourse } from '../../../shared/domain/lifecycle/course.ts';
import {
  decideNotice,
  decideUnreadable,
  type NoticeCase,
} from '../../../shared/domain/notices/decide-notice.ts';
import { fingerprint } from '../../../shared/domain/notices/fingerprint.ts';
import { placeOf, type Watched } from '../../../shared/domain/notices/place.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { intendRestart, nextAttempt, recordOutcome } from '../../../shared/domain/restart/attempt.ts';
import { daysMs, minutesMs } from '../../../shared/domain/time.ts';
import {
  at,
  connection,
  down,
  everyMinute,
  firstIp,
  follow,
  lastIncident,
  secondIp,
  see,
  start,
  up,
} from '../builders.ts';
import {
  gone,
  healthEvent,
  idA,
  idB,
  idC,
  lacking,
  noticeCase,
  noticeOf,
  otherEvent,
  singleTunnel,
  well,
} from './cases.ts';

const reasonOf = (change: Partial<NoticeCase>): string => decideNotice(noticeCase(change)).reason;

const openIncident = lastIncident(follow(everyMinute(0, 3, see([up(firstIp), down(secondIp)]))));

const closedIncident: Incident = {
  ...openIncident,
  phase: 'closed',
  closedAt: at(4),
  closeReason: 'recovered',
};

/** Restarted at minute 3. */
const restarted = (incident: Incident, call: 'accepted' | 'busy'): Incident => {
  const attempt = nextAttempt(incident, down(secondIp), { method: 'initiate' }, at(3));
  return recordOutcome(intendRestart(incident, attempt), attempt.attemptId, { call }, at(3));
};

const unwatched = (connectionId: string) => ({
  ...well(connectionId),
  connection: connection({ connectionId, tags: { 'tunnelkeeper:watch': 'off' } }),
});

describe('an endpoint was replaced', () => {
  it('and every tunnel in use is up: a quiet notice', () => {
    expect(noticeOf()).toMatchObject({ kind: 'endpoint-replaced', severity: 'info', reason: undefined });
  });

  it('and a tunnel stayed down: the incident tells it', () => {
    expect(reasonOf({ looked: [{ ...well(), incident: openIncident }] })).toBe('incident-tells-it');
  });

  it('after an incident that is over: a quiet notice', () => {
    expect(noticeOf({ looked: [{ ...well(), incident: closedIncident }] }).kind).toBe('endpoint-replaced');
  });

  it.each([
    ['within the hour of our own restart: its echo', 30, 'accepted', 'restart-echo'],
    ['an hour and more after our own restart: news', 64, 'accepted', 'new'],
    ['after a restart that AWS put off: news', 30, 'busy', 'new'],
  ] as const)('%s', (_name, minute, call, reason) => {
    const looked = [{ ...well(), incident: restarted(closedIncident, call) }];
    const event = healthEvent({ startedAt: at(minute) });
    expect(reasonOf({ looked, event, now: at(minute + 5) })).toBe(reason);
  });

  it('of a connection that AWS does not know any more: says so', () => {
    const notice = noticeOf({ looked: [gone()] });
    expect(notice).toMatchObject({ kind: 'endpoint-replaced', reason: 'connection-gone' });
    expect(notice.connections[0]?.gone).toBe(true);
    const deleted = { ...well(), connection: connection({ state: 'deleted' }) };
    expect(noticeOf({ looked: [deleted] }).reason).toBe('connection-gone');
    const watched = { ...gone(), unusedTunnels: [secondIp], incident: openIncident };
    expect(noticeOf({ looked: [watched] })).toMatchObject({
      reason: 'connection-gone',
      connections: [{ unusedTunnels: [] }],
    });
  });

  it('of a connection that its owner wants left alone: nothing', () => {
    expect(reasonOf({ looked: [unwatched(idA)] })).toBe('unwatched');
  });

  it('at a time that AWS does not tell: dated by when it is heard of', () => {
    const looked = [{ ...well(), incident: restarted(closedIncident, 'accepted') }];
    const event = healthEvent({ startedAt: undefined });
    expect(reasonOf({ looked, event, now: at(63) })).toBe('restart-echo');
    expect(reasonOf({ looked, event, now: at(64) })).toBe('new');
  });

  it('by a change that the incident tells of: its echo, and only of this event', () => {
    const echoed = (detail: string) =>
      addToCourse(closedIncident, at(4), [{ kind: 'change-echo' as const, detail }]);
    const reason = (detail: string) => reasonOf({ looked: [{ ...well(), incident: echoed(detail) }] });
    expect(reason(healthEvent().eventKey)).toBe('restart-echo');
    expect(reason('another')).toBe('new');
  });

  it.each([
    ['an incident before all', ['unwatched', 'echo', 'incident'], 'incident-tells-it'],
    ['an echo before the wish of the owner', ['unwatched', 'echo'], 'restart-echo'],
    ['what is left, the wish of the owner', ['unwatched'], 'unwatched'],
  ] as const)('of several that need no notice, it names %s', (_name, which, expected) => {
    const cases = {
      unwatched: unwatched(idC),
      echo: { ...well(idB), incident: restarted(closedIncident, 'accepted') },
      incident: { ...well(idA), incident: openIncident },
    };
    const looked = which.map((each) => cases[each]);
    expect(reasonOf({ looked })).toBe(expected);
    expect(reasonOf({ looked: looked.toReversed() })).toBe(expected);
  });

  it('of two connections: says that they are gone if both are', () => {
    expect(noticeOf({ looked: [gone(idA), well(idB)] }).reason).toBeUndefined();
    expect(noticeOf({ looked: [gone(idA), gone(idB)] }).reason).toBe('connection-gone');
    const looked = [gone(idA), { ...well(idB), incident: openIncident }];
    expect(noticeOf({ looked }).connections.map((one) => one.connectionId)).toEqual([idA]);
  });
});

describe('a single tunnel', () => {
  const event = singleTunnel();
  const tagged = connection({
    tunnels: [up(firstIp), down(secondIp)],
    tags: { 'tunnelkeeper:channel': '#berlin' },
  });

  it('because the other has never been up: missing redundancy', () => {
    expect(noticeOf({ event, looked: [lacking()] })).toMatchObject({
      kind: 'missing-redundancy',
      severity: 'warning',
      connections: [{ connectionId: idA, name: 'hq-to-aws', unusedTunnels: [secondIp] }],
    });
  });

  it('is remembered as exactly this', () => {
    const notice = noticeOf({ event, looked: [{ ...lacking(), connection: tagged }] });
    expect(notice).toEqual({
      noticeId: expect.stringMatching(/^notice\/[0-9a-f]{16}$/),
      region: 'eu-west-1',
      version: 1,
      kind: 'missing-redundancy',
      severity: 'warning',
      createdAt: at(5),
      expiresAt: at(5) + daysMs(31),
      connections: [{ connectionId: idA, name: 'hq-to-aws', unusedTunnels: [secondIp], channel: '#berlin' }],
      eventKeys: [event.eventKey],
      event: {
        code: event.code,
        topic: 'single-tunnel',
        category: 'accountNotification',
        account: '111122223333',
        description: event.description,
        startedAt: start,
        arn: event.arn,
      },
      reason: undefined,
      revision: 1,
      announcedRevision: 0,
    });
    const nameless = noticeOf({ event: singleTunnel({ account: undefined }), looked: [lacking()] });
    expect(nameless.event?.account).toBe('');
    expect(noticeOf({ event, looked: [lacking()] }).connections[0]).not.toHaveProperty('channel');
    expect(notice.connections[0]).not.toHaveProperty('gone');
  });

  it('that has come up by now is not lacking, nor one that AWS lists no more', () => {
    const looked = { ...well(), unusedTunnels: [secondIp] };
    expect(noticeOf({ event, looked: [looked] }).kind).toBe('redundancy-restored');
    expect(noticeOf({ event, looked: [{ ...lacking(), unusedTunnels: ['203.0.113.9'] }] }).kind).toBe(
      'redundancy-restored',
    );
  });

  it('of a connection that its owner wants left alone, or that AWS deletes', () => {
    const off = connection({ tags: { 'tunnelkeeper:watch': 'off' } });
    expect(reasonOf({ event, looked: [{ ...lacking(), connection: off }] })).toBe('unwatched');
    const deleting = connection({ state: 'deleting', tunnels: [up(firstIp), down(secondIp)] });
    expect(noticeOf({ event, looked: [{ ...lacking(), connection: deleting }] })).toMatchObject({
      kind: 'health-event',
      reason: 'connection-gone',
    });
    const both = [gone(idA), well(idB)];
    const restored = noticeOf({ event: singleTunnel({ connectionIds: [idA, idB] }), looked: both });
    expect(restored.kind).toBe('redundancy-restored');
    expect(restored.connections.map((one) => one.connectionId)).toEqual([idB]);
  });

  it('is not told of a restart, for a restart makes nothing redundant', () => {
    const looked = [{ ...lacking(), incident: restarted(closedIncident, 'accepted') }];
    expect(noticeOf({ event, looked }).kind).toBe('missing-redundancy');
  });

  it('because the other is down: the incident tells it', () => {
    expect(reasonOf({ event, looked: [{ ...well(), incident: openIncident }] })).toBe('incident-tells-it');
  });

  it('no more, for both are up by now: a quiet notice', () => {
    expect(noticeOf({ event })).toMatchObject({ kind: 'redundancy-restored', severity: 'info' });
  });

  it('of several connections: one notice, about those that need something', () => {
    const looked = [well(idA), lacking(idB), { ...well(idC), incident: openIncident }];
    const notice = noticeOf({ event: singleTunnel({ connectionIds: [idA, idB, idC] }), looked });
    expect(notice.kind).toBe('missing-redundancy');
    expect(notice.connections.map((one) => one.connectionId)).toEqual([idB]);
  });

  it('of a connection that is gone: AWS in its own words', () => {
    expect(noticeOf({ event, looked: [gone()] })).toMatchObject({
      kind: 'health-event',
      severity: 'info',
      reason: 'connection-gone',
    });
  });
});

describe('a code that nobody knows', () => {
  it.each([
    ['issue', {}, 'warning'],
    ['ISSUE', {}, 'warning'],
    ['issue', { statusCode: 'closed' }, 'info'],
    ['investigation', {}, 'warning'],
    ['scheduledChange', {}, 'warning'],
    ['accountNotification', {}, 'info'],
    ['accountNotification', { actionability: 'ACTION_REQUIRED' }, 'warning'],
    ['accountNotification', { actionability: 'INFORMATIONAL' }, 'info'],
    ['somethingNew', {}, 'warning'],
    ['', {}, 'warning'],
  ])('of category %j %j is a %s', (category, change, severity) => {
    expect(noticeOf({ event: otherEvent({ category, ...change }) })).toMatchObject({
      kind: 'health-event',
      severity,
    });
  });

  it.each([
    ['that something is to be done', { actionability: 'ACTION_REQUIRED' }, [well()], 'action-required'],
    [
      'nothing of what may be',
      { actionability: 'ACTION_MAY_BE_REQUIRED', category: 'issue' },
      [well()],
      undefined,
    ],
    [
      'nothing when it is over',
      { actionability: 'ACTION_REQUIRED', statusCode: 'closed' },
      [well()],
      undefined,
    ],
    ['that all are gone', { actionability: 'ACTION_REQUIRED' }, [gone(idA), gone(idB)], 'connection-gone'],
    ['nothing of one that is gone', {}, [gone(idA), well(idB)], undefined],
  ] as const)('gives as the reason %s', (_name, change, looked, reason) => {
    expect(noticeOf({ event: otherEvent(change), looked })).toMatchObject({ reason });
  });

  it('says it in the words of AWS, with the names of the connections', () => {
    const notice = noticeOf({ event: otherEvent() });
    expect(notice.event?.description).toBe('Something is new.');
    expect(notice.connections[0]?.name).toBe('hq-to-aws');
  });
});

describe('what AWS calls resolved', () => {
  const mustAct = { category: 'scheduledChange', actionability: 'ACTION_REQUIRED' };

  it('needs nobody: only what is left is told', () => {
    const event = otherEvent({ ...mustAct, connectionIds: [idA, idB], settledIds: [idB] });
    expect(noticeOf({ event, looked: [well(idA), well(idB)] })).toMatchObject({
      severity: 'warning',
      reason: 'action-required',
      connections: [{ connectionId: idA }],
    });
  });

  it('needs nobody, though AWS asks for action', () => {
    const event = otherEvent({ ...mustAct, connectionIds: [idA], settledIds: [idA] });
    expect(noticeOf({ event, looked: [well()] })).toMatchObject({
      severity: 'info',
      reason: 'settled',
      connections: [{ connectionId: idA }],
    });
  });

  it('is not all where something else is named that is not', () => {
    const event = otherEvent({
      ...mustAct,
      connectionIds: [idA],
      settledIds: [idA],
      otherEntities: ['tgw-0123456789abcdef0'],
    });
    expect(noticeOf({ event, looked: [well()] })).toMatchObject({
      severity: 'warning',
      reason: 'action-required',
      connections: [],
      event: { otherEntities: ['tgw-0123456789abcdef0'] },
    });
  });

  it('is judged by our own look where AWS tells of a replacement or a single tunnel', () => {
    const settledIds = [idA];
    expect(noticeOf({ event: healthEvent({ settledIds }) }).kind).toBe('endpoint-replaced');
    expect(noticeOf({ event: singleTunnel({ settledIds }), looked: [lacking()] }).kind).toBe(
      'missing-redundancy',
    );
  });
});

describe('where nothing can be looked at', () => {
  const watched: Watched = { accountId: '111122223333', regions: ['eu-west-1', 'us-east-1'] };

  it.each([
    ['another account', healthEvent({ account: '444455556666' }), 'foreign-account', 'foreign-account'],
    [
      'a region that is not watched',
      healthEvent({ region: 'ap-south-1' }),
      'health-event',
      'region-not-watched',
    ],
    ['no connection named', otherEvent({ connectionIds: [] }), 'health-event', undefined],
  ])('%s: a notice, and nothing more', (_name, event, kind, reason) => {
    const place = placeOf(event, watched);
    expect(place.lookable).toBe(false);
    expect(noticeOf({ event, place, looked: [] })).toMatchObject({ kind, reason, region: event.region });
  });

  it('a single tunnel is worth a warning, whatever AWS calls it', () => {
    const event = singleTunnel({ account: '444455556666' });
    expect(noticeOf({ event, place: placeOf(event, watched), looked: [] }).severity).toBe('warning');
  });

  it('names the connections that AWS names, and knows nothing of them', () => {
    const event = healthEvent({ account: '444455556666', connectionIds: [idA, idB] });
    const notice = noticeOf({ event, place: placeOf(event, watched), looked: [] });
    expect(notice.connections).toEqual([
      { connectionId: idA, name: undefined, unusedTunnels: [] },
      { connectionId: idB, name: undefined, unusedTunnels: [] },
    ]);
    expect(notice.reason).toBe('foreign-account');
  });

  it('an event that names neither account nor region is ours, and of the hub', () => {
    expect(placeOf(healthEvent({ account: undefined, region: undefined }), watched)).toEqual({
      region: 'eu-west-1',
      lookable: true,
    });
  });
});

describe('one event is one notice', () => {
  it('however often it comes', () => {
    const first = noticeOf();
    expect(decideNotice(noticeCase({ notices: [first] }))).toEqual({
      reason: 'already-told',
      earlier: first,
    });
  });

  it('and its pages make it grow', () => {
    const event = singleTunnel({ connectionIds: [idA] });
    const first = noticeOf({ event, looked: [lacking(idA)] });
    const second = decideNotice(
      noticeCase({ event: singleTunnel({ connectionIds: [idB] }), looked: [lacking(idB)], notices: [first] }),
    );
    expect(second).toMatchObject({
      reason: 'grown',
      notice: { noticeId: first.noticeId, version: 2, revision: 2 },
    });
    expect('notice' in second && second.notice.connections.map((one) => one.connectionId)).toEqual([
      idA,
      idB,
    ]);
  });

  it('whichever page comes first: what needs something wins', () => {
    const quiet = noticeOf({ event: singleTunnel(), looked: [well(idA)] });
    const page = { event: singleTunnel(), looked: [lacking(idB)] };
    const grown = noticeOf({ ...page, notices: [quiet] });
    expect(grown).toMatchObject({ kind: 'missing-redundancy', severity: 'warning', revision: 2 });
    expect(grown.connections.map((one) => one.connectionId)).toEqual([idB]);
    expect(reasonOf({ event: singleTunnel(), looked: [well(idA)], notices: [grown] })).toBe('already-told');
  });

  it('with the same id for whoever decides first', () => {
    const pageOne = noticeOf({ event: singleTunnel(), looked: [lacking(idA)] });
    const pageTwo = noticeOf({ event: singleTunnel(), looked: [lacking(idB)] });
    expect(pageTwo.noticeId).toBe(pageOne.noticeId);
  });
});

describe('what has been said is not said again', () => {
  const nextKey = { eventKey: '111122223333|another' };
  /** A connection whose first tunnel has never been up. */
  const other = (connectionId: string) => ({
    ...lacking(connectionId),
    connection: connection({ connectionId, tunnels: [down(firstIp), up(secondIp)] }),
    unusedTunnels: [firstIp],
  });

  it('about a single tunnel, however AWS words it', () => {
    const first = noticeOf({ event: singleTunnel(), looked: [lacking()] });
    const event = singleTunnel({ ...nextKey, description: 'In other words.' });
    const again = { event, looked: [lacking()], notices: [first] };
    expect(reasonOf({ ...again, now: first.createdAt + daysMs(29) })).toBe('already-told');
    expect(reasonOf({ ...again, now: first.createdAt + daysMs(30) })).toBe('new');
  });

  it('but another connection, or another tunnel of it, is news', () => {
    const first = noticeOf({ event: singleTunnel(), looked: [lacking(idA)] });
    const event = singleTunnel(nextKey);
    expect(reasonOf({ event, looked: [lacking(idA), lacking(idB)], notices: [first] })).toBe('new');
    expect(reasonOf({ event, looked: [other(idA)], notices: [first] })).toBe('new');
  });

  it('but is news again after something else was said in between', () => {
    const missing = noticeOf({ event: singleTunnel(), looked: [lacking()] });
    const restored = noticeOf({ event: singleTunnel(nextKey), notices: [missing], now: at(60) });
    expect(restored.kind).toBe('redundancy-restored');
    const event = singleTunnel({ eventKey: '111122223333|third' });
    const notices = [missing, restored];
    expect(reasonOf({ event, looked: [lacking()], notices, now: at(120) })).toBe('new');
    expect(reasonOf({ event, looked: [well()], notices, now: at(120) })).toBe('already-told');
  });

  it('about a replacement at the same time, and only then', () => {
    const notices = [noticeOf()];
    expect(reasonOf({ event: healthEvent(nextKey), notices })).toBe('already-told');
    expect(reasonOf({ event: healthEvent({ ...nextKey, startedAt: at(2) }), notices })).toBe('new');
    expect(reasonOf({ event: healthEvent({ ...nextKey, startedAt: undefined }), notices })).toBe('new');
  });

  it('about an unknown code in the same words, and only then', () => {
    const notices = [noticeOf({ event: otherEvent() })];
    expect(reasonOf({ event: otherEvent(nextKey), notices })).toBe('already-told');
    expect(reasonOf({ event: otherEvent({ ...nextKey, description: 'It is over.' }), notices })).toBe('new');
    expect(reasonOf({ event: otherEvent({ ...nextKey, code: 'AWS_VPN_MORE' }), notices })).toBe('new');
  });

  it('nor the like of what has been told without an event', () => {
    const ownAlarm = { ...noticeOf(), event: undefined, connections: [] };
    expect(reasonOf({ event: healthEvent(nextKey), notices: [ownAlarm] })).toBe('new');
  });

  it('but is news about another account', () => {
    const notices = [noticeOf({ event: singleTunnel(), looked: [lacking()] })];
    const event = singleTunnel({ ...nextKey, account: '444455556666' });
    expect(reasonOf({ event, looked: [lacking()], notices })).toBe('new');
  });

  it('about a single tunnel, whenever AWS says that it began', () => {
    const notices = [noticeOf({ event: singleTunnel(), looked: [lacking()] })];
    const event = singleTunnel({ ...nextKey, startedAt: at(3) });
    expect(reasonOf({ event, looked: [lacking()], notices })).toBe('already-told');
  });

  it('but two replacements that AWS does not date are two', () => {
    const undated = healthEvent({ startedAt: undefined });
    const notices = [noticeOf({ event: undated })];
    expect(reasonOf({ event: { ...undated, ...nextKey }, notices })).toBe('new');
  });

  it('but is news in another kind, or if it is graver', () => {
    const restored = noticeOf({ event: singleTunnel() });
    expect(reasonOf({ event: singleTunnel(nextKey), looked: [gone()], notices: [restored] })).toBe('new');
    const quiet = noticeOf({ event: otherEvent() });
    const graver = otherEvent({ ...nextKey, category: 'issue' });
    expect(reasonOf({ event: graver, notices: [quiet] })).toBe('new');
  });

  it('about one of several connections, and of each what was said of itself', () => {
    const looked = [lacking(idA), lacking(idB)];
    const notices = [noticeOf({ event: singleTunnel({ connectionIds: [idA, idB] }), looked })];
    const event = singleTunnel(nextKey);
    expect(reasonOf({ event, looked: [lacking(idB)], notices })).toBe('already-told');
    expect(reasonOf({ event, looked: [lacking(idA), lacking(idB)], notices })).toBe('already-told');
    expect(reasonOf({ event, looked: [lacking(idC)], notices })).toBe('new');
    const newer = noticeOf({ event: singleTunnel(nextKey), looked: [lacking(idC)], now: at(9) });
    expect(
      reasonOf({
        event: singleTunnel({ eventKey: 'third' }),
        looked: [lacking(idB)],
        notices: [...notices, newer],
      }),
    ).toBe('already-told');
    const first = [noticeOf({ event: singleTunnel(), looked: [lacking(idA), other(idB)] })];
    expect(reasonOf({ event, looked: [lacking(idB)], notices: first })).toBe('new');
  });

  it('in whatever order its tunnels are listed', () => {
    const bothDown = connection({ tunnels: [down(firstIp), down(secondIp)] });
    const looked = (...unusedTunnels: readonly string[]) => [
      { ...well(), connection: bothDown, unusedTunnels },
    ];
    const notices = [noticeOf({ event: singleTunnel(), looked: looked(firstIp, secondIp) })];
    const event = singleTunnel(nextKey);
    expect(reasonOf({ event, looked: looked(secondIp, firstIp), notices })).toBe('already-told');
    expect(reasonOf({ event, looked: looked(secondIp), notices })).toBe('new');
  });

  it('about the whole region', () => {
    const place = { region: 'eu-west-1', lookable: false, reason: 'names-no-connection' } as const;
    const event = otherEvent({ connectionIds: [] });
    const notices = [noticeOf({ event, place, looked: [] })];
    const again = { event: { ...event, ...nextKey }, place, looked: [] };
    expect(reasonOf({ ...again, notices })).toBe('already-told');
    expect(reasonOf({ ...again, notices: [noticeOf({ event: otherEvent() })] })).toBe('new');
    const graver = { ...again, event: { ...again.event, category: 'issue' } };
    expect(reasonOf({ ...graver, notices })).toBe('new');
  });
});

describe('the policy "actionable"', () => {
  const policy = { ...defaultPolicy.notices, tell: 'actionable' } as const;

  it('keeps quiet notices as if they had been told', () => {
    const decision = decideNotice(noticeCase({ policy }));
    expect(decision).toMatchObject({
      reason: 'quiet-by-policy',
      notice: { revision: 1, announcedRevision: 1 },
    });
  });

  it('lets everything else through', () => {
    expect(reasonOf({ policy, event: singleTunnel(), looked: [lacking()] })).toBe('new');
  });
});

describe('an event that cannot be read', () => {
  const event = {
    reason: 'says-nothing',
    region: undefined,
    account: undefined,
    text: 'What?',
  } as const;

  it('is told once', () => {
    const first = decideUnreadable(event, 'eu-west-1', [], defaultPolicy.notices, at(0));
    expect(first).toMatchObject({
      reason: 'new',
      notice: { kind: 'unreadable-event', severity: 'warning', reason: 'says-nothing' },
    });
    const notices = 'notice' in first ? [first.notice] : [];
    const again = decideUnreadable(event, 'eu-west-1', notices, defaultPolicy.notices, at(0) + minutesMs(1));
    expect(again.reason).toBe('already-told');
  });

  it('is remembered as exactly this', () => {
    const decision = decideUnreadable(event, 'eu-west-1', [], defaultPolicy.notices, at(0));
    expect(decision).toEqual({
      reason: 'new',
      notice: {
        noticeId: `notice/${fingerprint(`unreadable||${fingerprint('What?')}`)}`,
        region: 'eu-west-1',
        version: 1,
        kind: 'unreadable-event',
        severity: 'warning',
        reason: 'says-nothing',
        connections: [],
        createdAt: at(0),
        expiresAt: at(0) + daysMs(31),
        eventKeys: [`unreadable||${fingerprint('What?')}`],
        event: {
          code: '',
          topic: 'other',
          category: '',
          account: '',
          description: 'What?',
          startedAt: undefined,
          arn: '',
        },
        revision: 1,
        announcedRevision: 0,
      },
    });
    const ofAccount = decideUnreadable(
      { ...event, account: '1' },
      'eu-west-1',
      [],
      defaultPolicy.notices,
      at(0),
    );
    expect(ofAccount).toMatchObject({
      notice: { eventKeys: [`unreadable|1|${fingerprint('What?')}`], event: { account: '1' } },
    });
  });
});

it.each([
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['foobar', '85944171f73967e8'],
  ['10', '07f89207b4ba08a4'],
])('the fingerprint of %j is that of FNV-1a', (text, expected) => {
  expect(fingerprint(text)).toBe(expected);
});
