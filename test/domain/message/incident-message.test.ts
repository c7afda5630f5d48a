import { describe, expect, it } from 'vitest';
import type { LogCauseName } from '../../../shared/domain/diagnosis/cause-names.ts';
import type { Cause, Incident } from '../../../shared/domain/incident.ts';
import { type IncidentContext, incidentMessage } from '../../../shared/domain/message/incident-message.ts';
import { incidentThread } from '../../../shared/domain/message/incident-thread.ts';
import type { Message } from '../../../shared/domain/message/message.ts';
import { intendRestart, nextAttempt, recordOutcome } from '../../../shared/domain/restart/attempt.ts';
import type { WithholdReason } from '../../../shared/domain/restart/withhold-reason.ts';
import { message as english } from '../../../shared/words/english/message.ts';
import {
  at,
  connection,
  down,
  everyMinute,
  firstIp,
  follow,
  gateway,
  lastIncident,
  replaced,
  secondIp,
  see,
  up,
} from '../builders.ts';
import { explanation } from '../diagnosis/cases.ts';

const context: IncidentContext = {
  words: english,
  connection: connection({ tunnels: [up(firstIp), down(secondIp)] }),
  customerGateway: gateway,
  accountId: '111122223333',
  runbookUrl: 'https://runbook.example/runbook.md',
  now: at(5),
};

const degraded = lastIncident(
  follow(everyMinute(0, 5, see([up(firstIp), { ...down(secondIp), statusMessage: 'IPSEC IS DOWN' }]))),
);
const bothDown = see([down(firstIp), down(secondIp)]);
const outage: Incident = { ...lastIncident(follow(everyMinute(0, 5, bothDown))), causes: [] };
const afterRecovery = follow(everyMinute(7, 10, see([up(firstIp, 7), up(secondIp, 7)])), outage);

const message = (incident: Incident, change: Partial<IncidentContext> = {}): Message =>
  incidentMessage(incident, { ...context, ...change });

const fact = (subject: Message, label: string): string | undefined =>
  subject.facts.find((one) => one.label === label)?.value;

describe('the first line', () => {
  const flapping = { flappingSince: at(4) };
  it.each([
    ['an outage', outage, 'critical', 'Critical', 'no traffic flows'],
    ['a degradation', degraded, 'warning', 'Warning', 'traffic flows over one tunnel'],
    [
      'an outage that flaps',
      { ...outage, ...flapping },
      'critical',
      'Critical',
      'flapping, no traffic flows at the moment',
    ],
    [
      'a flapping connection that is up',
      { ...outage, ...flapping, health: 'healthy' as const },
      'warning',
      'Warning',
      'flapping, traffic flows at the moment',
    ],
    ['recovered tunnels', afterRecovery[0]?.incident ?? outage, 'info', 'Info', 'traffic restored'],
    [
      'redundancy that is back, where traffic had never stopped',
      { ...(afterRecovery[0]?.incident ?? outage), worstHealth: 'degraded' as const },
      'info',
      'Info',
      'redundant again',
    ],
    ['a recovery', lastIncident(afterRecovery), 'resolved', 'Resolved', 'recovered after 7 minutes'],
    [
      'a deletion',
      { ...outage, phase: 'closed' as const, closeReason: 'connection-deleted' as const },
      'resolved',
      'Resolved',
      'the connection was deleted',
    ],
  ])('of %s', (_name, incident, severity, word, consequence) => {
    expect(message(incident)).toMatchObject({
      severity,
      headline: `${word} · hq-to-aws (vpn-0a1b2c3d4e5f60718) · ${consequence}`,
    });
  });
});

describe('the message', () => {
  it('says since when, and no age, which would not be so when it is read', () => {
    expect(message(outage).summary).toBe('No tunnel of this connection carries traffic since 03:00 UTC.');
    expect(message(outage, { now: at(24 * 60) }).summary).toContain('since 2026-03-01 03:00 UTC.');
  });

  it('names what it is about', () => {
    const subject = message(degraded);
    expect(subject.facts).toEqual([
      { label: 'Attached to', value: 'transit gateway tgw-0a1b2c3d4e5f60718, static routing' },
      { label: 'Customer gateway', value: 'hq-router (cgw-0a1b2c3d4e5f60718), 198.51.100.7, ASN 65010' },
      { label: 'Account', value: '111122223333, eu-west-1' },
    ]);
  });

  it('gets by without what could not be read', () => {
    const subject = message(degraded, { connection: undefined, customerGateway: undefined });
    expect(subject.headline).toContain('hq-to-aws (vpn-0a1b2c3d4e5f60718)');
    expect(fact(subject, 'Customer gateway')).toBe('cgw-0a1b2c3d4e5f60718');
  });

  it('shows both tunnels with state, since when, and routes where BGP runs', () => {
    const bgp = connection({
      routing: 'bgp',
      tunnels: [{ ...up(firstIp), acceptedRouteCount: 4 }, down(secondIp)],
    });
    expect(message(degraded, { connection: bgp }).tunnels).toEqual([
      {
        outsideIp: firstIp,
        state: 'up',
        text: 'up since 2026-02-22 04:20 UTC, 4 routes',
      },
      {
        outsideIp: secondIp,
        state: 'down',
        text: 'down since 03:00 UTC; AWS says: IPSEC IS DOWN',
      },
    ]);
    expect(message(degraded).tunnels[0]?.text).not.toContain('route');
  });

  it('links to the console and to the page of the runbook', () => {
    expect(message(degraded).links.map((link) => link.url)).toEqual([
      'https://console.aws.amazon.com/vpc/home?region=eu-west-1#VpnConnectionDetails:VpnConnectionId=vpn-0a1b2c3d4e5f60718',
      'https://runbook.example/runbook.md#degraded',
    ]);
  });

  it('keeps the page of what it was about once it is over', () => {
    expect(message(lastIncident(afterRecovery)).links[1]?.url).toMatch(/#outage$/u);
  });
});

describe('the cause', () => {
  it('is told with the line that proves it', () => {
    const signals = [replaced(3)];
    const incident = lastIncident(follow([{ minute: 5, observation: bothDown, signals }], outage));
    expect(message(incident).cause).toEqual({
      sentence: 'AWS replaced a tunnel endpoint at 03:03 UTC.',
      evidence: 'AWS Health event event-1',
    });
  });

  it('is the one that explains most', () => {
    const causes = [
      { name: 'bgp-no-routes', at: at(1), evidence: firstIp },
      { name: 'gateway-wide', at: at(1), evidence: '4' },
    ] as const;
    expect(message({ ...outage, causes }).cause).toEqual({
      sentence: 'The customer gateway or its line is down.',
      evidence: '4 connections of this customer gateway fell within minutes',
    });
  });

  const ofLog = (name: LogCauseName, outsideIp: string): Cause => ({
    name,
    at: at(0),
    evidence: '2026-03-01 03:00:00 UTC a line of the log',
    outsideIp,
    explained: { sentence: `${name} on ${outsideIp}.`, todo: [`Mend ${name}.`] },
  });

  it('from a log has the time of its line, with the date once it is not of today', () => {
    const causes = [ofLog('dead-peer', firstIp)];
    expect(message({ ...outage, causes }).cause).toEqual({
      sentence: `dead-peer on ${firstIp}.`,
      evidence: '03:00:00 UTC a line of the log',
    });
    expect(message({ ...outage, causes }, { now: at(24 * 60) }).cause?.evidence).toMatch(/^2026-03-01 03:00/);
  });

  it('is told for each fallen tunnel, once where it is the same', () => {
    const alike = [ofLog('dead-peer', firstIp), ofLog('dead-peer', secondIp)];
    expect(message({ ...outage, causes: alike }).cause).toMatchObject({
      sentence: `dead-peer on ${secondIp}.`,
      others: [`The log of ${firstIp} says the same.`],
    });
    const unlike = message({
      ...outage,
      causes: [ofLog('dead-peer', firstIp), ofLog('authentication', secondIp)],
    });
    expect(unlike.cause).toMatchObject({
      sentence: `authentication on ${secondIp}.`,
      others: [`dead-peer on ${firstIp}.`],
    });
    expect(unlike.todo).toEqual(['Mend authentication.', 'Mend dead-peer.']);
  });

  it('of a tunnel that is up is not told beside that of one that is down', () => {
    const causes = [ofLog('dead-peer', firstIp), ofLog('dead-peer', secondIp)];
    expect(message({ ...degraded, causes }).cause?.others).toBeUndefined();
  });

  it('says what to do, so that nothing is said of the state or of a restart that could not help', () => {
    const causes = [ofLog('pre-shared-key', firstIp)];
    const refused = { reason: 'cause-not-fixable', outsideIp: firstIp, at: at(5), until: undefined } as const;
    expect(message({ ...outage, causes, withheld: refused }).todo).toEqual(['Mend pre-shared-key.']);
    expect(message({ ...outage, withheld: refused }).todo[0]).toMatch(/^Compare the customer gateway/);
  });

  it('asks to look at BGP where that is missing, not at IKE', () => {
    const causes = [{ name: 'bgp-no-routes', at: at(1), evidence: firstIp }] as const;
    expect(message({ ...outage, causes }).todo).toEqual([expect.stringMatching(/^Check BGP/)]);
  });

  it('is quoted from AWS without white space, also once it is over', () => {
    const saying = (statusMessage: string, change: Partial<Incident> = {}): Incident => ({
      ...outage,
      ...change,
      tunnels: outage.tunnels.map((record) => ({ ...record, statusMessage })),
    });
    const closed = { phase: 'closed', closeReason: 'unwatched' } as const;
    const quoted = { sentence: 'The cause is not known.', evidence: 'IPSEC IS DOWN' };
    expect(message(saying(' IPSEC IS DOWN ')).cause).toEqual(quoted);
    expect(message(saying(' IPSEC IS DOWN ', closed)).cause).toEqual(quoted);
    expect(message(saying(' ')).cause).toEqual({ ...quoted, evidence: undefined });
    expect(message(saying(' ', closed)).cause).toBeUndefined();
    expect(message({ ...outage, tunnels: [] }).cause).toEqual({ ...quoted, evidence: undefined });
  });

  it('of three fallen tunnels is told once for those alike, and once for those that differ', () => {
    const ips = [firstIp, secondIp, '203.0.113.3'];
    const tunnels = ips.flatMap((outsideIp) =>
      outage.tunnels.slice(0, 1).map((record) => ({ ...record, outsideIp })),
    );
    const told = (...names: readonly LogCauseName[]) =>
      message({ ...outage, tunnels, causes: names.map((name, index) => ofLog(name, ips[index] ?? '')) });
    expect(told('dead-peer', 'dead-peer', 'dead-peer').cause?.others).toEqual([
      `The log of ${firstIp}, ${secondIp} says the same.`,
    ]);
    const differing = told('dead-peer', 'dead-peer', 'authentication');
    expect(differing.cause?.others).toEqual([`dead-peer on ${firstIp}.`]);
    expect(differing.todo).toEqual(['Mend authentication.', 'Mend dead-peer.']);
    expect(told('dead-peer', 'peer-unreachable', 'authentication').cause?.others).toHaveLength(2);
  });

  it('that a newer version has written without words is told by its name, and its others not at all', () => {
    const bare = (outsideIp: string, name: LogCauseName): Cause => ({
      name,
      at: at(0),
      evidence: '',
      outsideIp,
    });
    const causes = [bare(firstIp, 'dead-peer'), bare(secondIp, 'authentication')];
    const subject = message({ ...outage, causes });
    expect(subject.cause).toEqual({ sentence: 'authentication', evidence: undefined });
    expect(subject.todo).toEqual(english.incident.standing.outage.todo);
  });

  it('that shows itself comes with what a log asks for', () => {
    const wide = { name: 'gateway-wide', at: at(0), evidence: '4' } as const;
    const causes = [wide, ofLog('dead-peer', firstIp)];
    expect(message({ ...outage, causes }).todo).toEqual(['Mend dead-peer.']);
  });

  it('of which nobody knows who made it is told without a name', () => {
    const causes = [{ name: 'changed-by-hand', at: at(0), evidence: 'modifying' }] as const;
    const words = { at: '03:00 UTC', change: '', evidence: 'modifying' };
    const { sentence, evidence } = english.incident.cause['changed-by-hand'];
    expect(message({ ...outage, causes }).cause).toEqual({
      sentence: sentence(words),
      evidence: evidence(words),
    });
  });

  it('is not known while nothing shows it: then AWS is quoted', () => {
    expect(message(degraded).cause).toEqual({
      sentence: 'The cause is not known.',
      evidence: 'IPSEC IS DOWN',
    });
    expect(message(outage).cause?.evidence).toBeUndefined();
  });
});

describe('what surrounds it', () => {
  it('is what has been found in the set-up, and not looked at, until it is over', () => {
    const found = explanation({ findings: ['One gateway.'], unread: ['metrics: no answer'] });
    const known = { ...outage, explanation: found };
    expect(message(known)).toMatchObject({ findings: ['One gateway.'], unread: ['metrics: no answer'] });
    expect(message(outage)).toMatchObject({ findings: [], unread: [] });
    expect(message({ ...known, phase: 'closed', closeReason: 'unwatched' })).toMatchObject({
      findings: [],
      unread: [],
    });
  });

  it('says of an outage where the traffic can go instead', () => {
    const known = { ...outage, explanation: explanation({ detour: 'traffic can flow over hq-2' }) };
    expect(message(known).headline).toMatch(/ · traffic can flow over hq-2$/);
    expect(message({ ...known, health: 'degraded' }).headline).toMatch(/ · traffic flows over one tunnel$/);
  });

  it.each<readonly [Partial<Incident>, string]>([
    [{}, 'outage'],
    [{ flappingSince: at(1) }, 'flapping'],
    [{ health: 'degraded', worstHealth: 'outage' }, 'degraded'],
    [{ health: 'healthy', worstHealth: 'outage' }, 'outage'],
    [{ health: 'healthy', worstHealth: 'degraded' }, 'degraded'],
  ])('is explained by the page of the runbook: %j', (change, heading) => {
    expect(message({ ...outage, ...change }).links[1]?.url).toMatch(new RegExp(`#${heading}$`));
  });

  it('has times of today without the date', () => {
    const facts = [{ label: 'Traffic', value: 'until 2026-03-01 03:00 UTC, 1 MB a minute' }];
    const explained = { ...outage, explanation: explanation({ facts }) };
    expect(fact(message(explained), 'Traffic')).toBe('until 03:00 UTC, 1 MB a minute');
    expect(fact(message(explained, { now: at(24 * 60) }), 'Traffic')).toBe(facts[0]?.value);
  });
});

describe('what has been done, and what to do', () => {
  const attempt = { ...nextAttempt(outage, down(firstIp), { method: 'initiate' }, at(5)), before: undefined };
  const answered = (call: 'accepted' | 'uncertain' | 'busy' | 'rejected', errorCode?: string): Incident =>
    recordOutcome(
      intendRestart(outage, attempt),
      attempt.attemptId,
      { call, ...(errorCode === undefined ? {} : { errorCode }) },
      at(5),
    );

  it.each([
    [
      'accepted',
      undefined,
      'Tunnel 203.0.113.1 was restarted at 03:05 UTC; whether it comes back is being checked.',
    ],
    [
      'uncertain',
      'TimeoutError',
      "A restart of tunnel 203.0.113.1 was asked for at 03:05 UTC, but AWS's answer is not known; its effect is being checked.",
    ],
    [
      'busy',
      'IncorrectState',
      'A restart of 203.0.113.1 at 03:05 UTC was put off: AWS says that the connection is busy (IncorrectState).',
    ],
    [
      'rejected',
      'UnauthorizedOperation',
      'A restart of 203.0.113.1 at 03:05 UTC was refused by AWS (UnauthorizedOperation).',
    ],
  ] as const)('a restart that is %s', (call, errorCode, sentence) => {
    expect(message(answered(call, errorCode)).done).toEqual([sentence]);
  });

  it('a restart that brought the tunnel back', () => {
    const decisions = follow(everyMinute(7, 7, see([up(firstIp, 7), down(secondIp)])), answered('accepted'));
    expect(message(lastIncident(decisions), { now: at(8) }).done[0]).toBe(
      'Tunnel 203.0.113.1 was restarted at 03:05 UTC and was seen up again at 03:07 UTC.',
    );
  });

  it('of an earlier incident is not told again', () => {
    expect(message({ ...answered('accepted'), incidentId: 'another' }).done).toEqual([]);
  });

  const withheld = (reason: WithholdReason, until?: number): Incident => ({
    ...outage,
    withheld: { reason, outsideIp: firstIp, at: at(5), until },
  });

  it('a restart that is withheld, why, until when, and what to do instead', () => {
    const subject = message(withheld('cooldown', at(34)));
    expect(subject.done).toEqual([
      'Tunnel 203.0.113.1 is not restarted yet: the last attempt is too recent (until 03:34 UTC).',
    ]);
    expect(subject.todo[0]).toMatch(/^To be faster, clear the IKE and IPsec associations/u);
    expect(subject.todo).toHaveLength(2);
  });

  it('what to do about missing routes, and what a diagnosis without a cause says of it', () => {
    const cause = { name: 'bgp-no-routes', at: at(0), evidence: firstIp } as const;
    const routeless: Incident = { ...outage, withheld: undefined, causes: [cause] };
    expect(message(routeless).todo).toEqual([expect.stringMatching(/^Check BGP on the customer gateway/u)]);
    const unknown = { sentence: 'The BGP log is switched off.', todo: ['Turn it on.'] };
    expect(message({ ...routeless, explanation: explanation({ unknown }) }).todo).toEqual(['Turn it on.']);
  });

  it('where waiting is all that a refusal asks for, what the state asks for', () => {
    expect(message(withheld('down-too-briefly', at(8))).todo).toEqual(english.incident.standing.outage.todo);
  });

  it('a restart that is withheld for good', () => {
    const withoutAddress = { ...gateway, ipAddress: undefined };
    expect(message(withheld('aws-cannot-initiate'), { customerGateway: withoutAddress }).done).toEqual([
      'Tunnel 203.0.113.1 is not restarted: AWS does not start IKE towards a customer gateway without an IP address, so after a restart the tunnel would wait for the customer gateway.',
    ]);
  });

  it('a restart under way is told once', () => {
    const inFlight = { reason: 'restart-in-flight', outsideIp: firstIp, at: at(5), until: at(20) } as const;
    expect(message({ ...answered('accepted'), withheld: inFlight }).done).toHaveLength(1);
  });

  it('a restart under way is told of another tunnel all the same', () => {
    const running = answered('accepted');
    const [made] = running.restarts;
    if (!made) throw new Error('There is no attempt.');
    const lines = (
      change: Partial<typeof made>,
      reason: WithholdReason = 'restart-in-flight',
      outsideIp = firstIp,
    ) =>
      message({
        ...running,
        restarts: [
          { ...made, ...change },
          { ...made, attemptId: 'another', incidentId: 'another', outsideIp: 'x' },
        ],
        withheld: { reason, outsideIp, at: at(5), until: undefined },
      }).done.length;
    expect(lines({})).toBe(1);
    expect(lines({}, 'cooldown')).toBe(2);
    expect(lines({ outsideIp: secondIp })).toBe(2);
    expect(lines({ result: 'failed' })).toBe(2);
    expect(lines({}, 'restart-in-flight', secondIp)).toBe(2);
  });

  it('what a refusal asks for, besides what the cause does', () => {
    const causes = [{ name: 'gateway-wide', at: at(1), evidence: '4' }] as const;
    const remedy = english.incident.cause['gateway-wide'].todo;
    const todo = (reason: WithholdReason) => message({ ...withheld(reason), causes }).todo;
    expect(todo('cause-not-fixable')).toEqual(remedy);
    expect(todo('cooldown')).toEqual([...remedy, expect.stringMatching(/^To be faster/)]);
    expect(message({ ...outage, causes, health: 'healthy' }).todo).toEqual([]);
    expect(message({ ...outage, causes, phase: 'closed', closeReason: 'unwatched' }).todo).toEqual([]);
  });

  it('is said with the words that belong to it, and no others', () => {
    const told: unknown[] = [];
    const say = (words: unknown): string => String(told.push(words));
    const words = {
      ...english,
      course: { ...english.course, withheld: say },
      withheld: { ...english.withheld, cooldown: { ...english.withheld.cooldown, why: say } },
      incident: { ...english.incident, attempt: { ...english.incident.attempt, rejected: say } },
    };
    message({ ...answered('rejected'), withheld: withheld('cooldown').withheld }, { words });
    message(
      { ...withheld('cooldown'), withheld: { reason: 'cooldown', outsideIp: 'x', at: at(5), until: at(9) } },
      { words },
    );
    const nothing = { detail: '', health: '', cause: '', change: '', closed: '' };
    expect(told).toEqual([
      { outsideIp: firstIp, at: '03:05 UTC', resultAt: '03:05 UTC', errorCode: '' },
      { outsideIp: firstIp, until: '', noInitiation: undefined },
      { ...nothing, outsideIp: firstIp, withheld: '2', temporary: true },
      { outsideIp: 'x', until: '03:09 UTC', noInitiation: undefined },
      { ...nothing, outsideIp: 'x', withheld: '4', temporary: true },
    ]);
  });

  it('why AWS does not start IKE is known of a tunnel that is listed', () => {
    const options = { ...down(firstIp).options, startupAction: 'add' } as NonNullable<
      ReturnType<typeof down>['options']
    >;
    const listed = connection({ tunnels: [{ ...down(firstIp), options }] });
    const said = (seen: typeof listed | undefined) =>
      message(withheld('aws-cannot-initiate'), { connection: seen }).done[0];
    expect(said(listed)).toContain('with the startup action "add"');
    expect(said(undefined)).toContain('AWS may not start IKE here');
  });

  it('nothing, once it is over', () => {
    expect(message(lastIncident(afterRecovery)).todo).toEqual([]);
  });
});

describe('the thread', () => {
  it('has one sentence for each thing that happened, in their order', () => {
    const thread = incidentThread(lastIncident(afterRecovery), context);
    expect(thread.map((entry) => entry.seq)).toEqual(thread.map((_entry, index) => index + 1));
    expect(thread.map((entry) => entry.text)).toEqual([
      'Incident opened: no traffic flows.',
      'Tunnel 203.0.113.1 is not restarted yet: the customer gateway gets the time to bring it back by itself.',
      'Tunnel 203.0.113.1 is up again.',
      'Tunnel 203.0.113.2 is up again.',
      'Incident closed: every tunnel in use has been up for some minutes.',
    ]);
  });

  it('names the cause that was found', () => {
    const signals = [replaced(3)];
    const incident = lastIncident(follow([{ minute: 5, observation: bothDown, signals }], outage));
    expect(incidentThread(incident, context).map((entry) => entry.text)).toContain(
      'Cause: AWS replaced a tunnel endpoint at 03:03 UTC.',
    );
  });

  it('tells each thing with the words that belong to it, and no others', () => {
    const told: unknown[] = [];
    const say = (words: unknown): string => String(told.push(words));
    const course = { ...english.course, 'tunnel-fell': say, 'cause-found': say, withheld: say };
    const entries = [
      { seq: 1, at: at(0), kind: 'tunnel-fell', severity: 'info', outsideIp: firstIp },
      { seq: 2, at: at(1), kind: 'cause-found', severity: 'info', detail: 'gateway-wide' },
      { seq: 3, at: at(1), kind: 'tunnel-fell', severity: 'info', detail: 'cooldown' },
      { seq: 4, at: at(1), kind: 'withheld', severity: 'info', detail: 'cooldown' },
    ] as const;
    incidentThread({ ...outage, course: entries }, { ...context, words: { ...english, course } });
    const nothing = {
      detail: '',
      health: '',
      cause: '',
      change: '',
      withheld: '',
      temporary: false,
      closed: '',
    };
    const like = (detail: string) => ({
      ...nothing,
      detail,
      health: detail,
      withheld: detail,
      closed: detail,
    });
    expect(told).toEqual([
      { ...nothing, outsideIp: firstIp },
      { ...like('gateway-wide'), outsideIp: '', cause: 'The customer gateway or its line is down.' },
      { ...like('cooldown'), outsideIp: '' },
      { ...nothing, outsideIp: '', withheld: 'the last attempt is too recent.', temporary: true },
    ]);
  });

  it('tells of each cause what was known of it, and of one that is forgotten what is always true', () => {
    const found = (detail: string) =>
      ({ seq: 1, at: at(5), kind: 'cause-found', severity: 'info', detail }) as const;
    const causes = [
      { name: 'endpoint-replaced', at: at(3), evidence: 'event' },
      { name: 'gateway-wide', at: at(4), evidence: '4' },
    ] as const;
    const text = (detail: string) =>
      incidentThread({ ...outage, causes, course: [found(detail)] }, context)[0]?.text;
    expect(text('endpoint-replaced')).toBe('Cause: AWS replaced a tunnel endpoint at 03:03 UTC.');
    expect(text('bgp-no-routes')).toBe('Cause: IPsec is up, but BGP brings no routes, since 03:05 UTC.');
  });

  it('says until when of the present refusal only', () => {
    const refused = { reason: 'cooldown', outsideIp: firstIp, at: at(5), until: at(34) } as const;
    const text = (detail: string, outsideIp: string) => {
      const course = [{ seq: 1, at: at(5), kind: 'withheld', severity: 'info', detail, outsideIp }] as const;
      return incidentThread({ ...outage, withheld: refused, course }, context)[0]?.text;
    };
    expect(text('cooldown', firstIp)).toContain('(until 03:34 UTC)');
    expect(text('cooldown', secondIp)).not.toContain('until');
    expect(text('peer-settling', firstIp)).not.toContain('until');
  });

  it('shows a word as it is that a newer version has written', () => {
    const course = [{ seq: 1, at: at(0), kind: 'withheld', severity: 'info', detail: 'new-word' }] as const;
    expect(incidentThread({ ...outage, course }, context)[0]?.text).toBe(
      'A tunnel is not restarted: new-word',
    );
  });
});
