import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../shared/domain/incident.ts';
import {
  decideNotice,
  decideUnreadable,
  type NoticeCase,
} from '../../../shared/domain/notices/decide-notice.ts';
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
  const attempt = nextAttempt(incident, down(secondIp), at(3));
  return recordOutcome(intendRestart(incident, attempt), attempt.attemptId, { call }, at(3));
};

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
  });

  it('of a connection that its owner wants left alone: nothing', () => {
    const off = connection({ tags: { 'tunnelkeeper:watch': 'off' } });
    expect(reasonOf({ looked: [{ ...well(), connection: off }] })).toBe('unwatched');
  });
});

describe('a single tunnel', () => {
  const event = singleTunnel();

  it('because the other has never been up: missing redundancy', () => {
    expect(noticeOf({ event, looked: [lacking()] })).toMatchObject({
      kind: 'missing-redundancy',
      severity: 'warning',
      connections: [{ connectionId: idA, name: 'hq-to-aws', unusedTunnels: [secondIp] }],
    });
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

  it('says it in the words of AWS, with the names of the connections', () => {
    const notice = noticeOf({ event: otherEvent() });
    expect(notice.event?.description).toBe('Something is new.');
    expect(notice.connections[0]?.name).toBe('hq-to-aws');
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
    const other = { ...lacking(idA), connection: connection({ tunnels: [down(firstIp), up(secondIp)] }) };
    expect(reasonOf({ event, looked: [{ ...other, unusedTunnels: [firstIp] }], notices: [first] })).toBe(
      'new',
    );
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

  it('about the whole region', () => {
    const place = { region: 'eu-west-1', lookable: false, reason: 'names-no-connection' } as const;
    const event = otherEvent({ connectionIds: [] });
    const notices = [noticeOf({ event, place, looked: [] })];
    expect(reasonOf({ event: { ...event, ...nextKey }, place, looked: [], notices })).toBe('already-told');
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
});
