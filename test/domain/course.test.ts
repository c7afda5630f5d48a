import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../shared/domain/policy.ts';
import {
  alarm,
  at,
  connection,
  down,
  everyMinute,
  firstIp,
  follow,
  kinds,
  type Look,
  lastIncident,
  observation,
  replaced,
  secondIp,
  see,
  up,
} from './builders.ts';
import { attempt } from './restart/cases.ts';

const oneDown = see([down(firstIp), up(secondIp)]);
const bothDown = see([down(firstIp), down(secondIp, 5)]);
const bothUpSince = (minute: number) => see([up(firstIp, minute), up(secondIp)]);
const bothUp = bothUpSince(10);
const opened: Look = { minute: 0, observation: oneDown, signals: [alarm('ALARM')] };
const off = { ...defaultPolicy, restart: { ...defaultPolicy.restart, mode: 'off' as const } };

describe('an open incident', () => {
  it('worsens, improves and closes with what the tunnels do', () => {
    const decisions = follow(
      [
        opened,
        { minute: 5, observation: bothDown },
        { minute: 8, observation: see([down(firstIp), up(secondIp, 8)]) },
        ...everyMinute(10, 13, bothUp),
      ],
      undefined,
      off,
    );
    const incident = lastIncident(decisions);
    expect(kinds(incident)).toEqual([
      'opened',
      'withheld',
      'tunnel-fell',
      'worsened',
      'tunnel-recovered',
      'improved',
      'tunnel-recovered',
      'closed',
    ]);
    expect(incident).toMatchObject({ phase: 'closed', closeReason: 'recovered', worstHealth: 'outage' });
  });

  it('stays open until every used tunnel has been up for three minutes', () => {
    const decisions = follow([opened, ...everyMinute(1, 4, bothUpSince(1))]);
    expect(decisions.map((decision) => decision.incident?.phase)).toEqual([
      'open',
      'open',
      'open',
      'open',
      'closed',
    ]);
  });

  it('knows since when a tunnel is up that fell and came up again between two looks', () => {
    const blinked = see([down(firstIp), up(secondIp, 0.5)]);
    const incident = lastIncident(follow([opened, { minute: 1, observation: blinked }]));
    expect(incident.tunnels.map(({ since }) => since)).toEqual([at(0), at(0.5)]);
    const decision = follow([opened, ...everyMinute(1, 10, blinked)]).at(-1);
    expect(decision).toMatchObject({
      restart: undefined,
      incident: { withheld: { reason: 'peer-settling' } },
    });
  });

  it('counts from the fall though AWS dates later tries to negotiate', () => {
    const trying = see([down(firstIp, 4), up(secondIp)]);
    const decision = follow([opened, { minute: 4, observation: trying }]).at(-1);
    expect(decision?.incident?.tunnels[0]?.since).toBe(at(0));
    expect(decision?.restart?.outsideIp).toBe(firstIp);
  });

  it('does not close when the tunnel falls again meanwhile', () => {
    const decisions = follow([
      opened,
      { minute: 1, observation: bothUpSince(1) },
      { minute: 3, observation: see([down(firstIp, 3), up(secondIp)]) },
      { minute: 5, observation: bothUpSince(5) },
      { minute: 7, observation: bothUpSince(5) },
    ]);
    expect(lastIncident(decisions).phase).toBe('open');
  });

  it('closes with its reason when the connection is missing in two passes, and not in one', () => {
    const gone = observation({ connection: undefined });
    const once = follow([opened, { minute: 1, observation: gone }]);
    expect(lastIncident(once)).toMatchObject({ phase: 'open', closeReason: undefined });
    const incident = lastIncident(follow([opened, ...everyMinute(1, 2, gone)]));
    expect(incident).toMatchObject({ phase: 'closed', closeReason: 'connection-deleted' });
    expect(kinds(incident).at(-1)).toBe('closed');
  });

  it('closes when AWS is deleting the connection', () => {
    const seen = see([down(firstIp), down(secondIp)], { state: 'deleting' });
    expect(lastIncident(follow([opened, { minute: 1, observation: seen }])).closeReason).toBe(
      'connection-deleted',
    );
  });

  it('reopens nothing: a later fall is an incident of its own, which remembers the restarts', () => {
    const decisions = follow([
      opened,
      ...everyMinute(1, 4, bothUpSince(1)),
      { minute: 300, observation: see([down(firstIp, 300), up(secondIp)]), signals: [alarm('ALARM')] },
    ]);
    const [first, last] = [decisions[0]?.incident, lastIncident(decisions)];
    expect(last.incidentId).not.toBe(first?.incidentId);
    expect(last.version).toBeGreaterThan(decisions.at(-2)?.incident?.version ?? Infinity);
    expect(kinds(last)).toEqual(['opened', 'withheld']);
  });

  it.each([
    [24, undefined],
    [28, firstIp],
  ])(
    'holds back a restart for what AWS replaced during the incident before (fall at %i)',
    (fellAt, restarted) => {
      const fallen = see([down(firstIp, fellAt), up(secondIp)]);
      const decisions = follow([
        opened,
        { ...opened, minute: 14, signals: [replaced(14)] },
        ...everyMinute(16, 19, bothUp),
        { minute: fellAt, observation: fallen, signals: [alarm('ALARM')] },
        { minute: fellAt + 4, observation: fallen },
      ]);
      expect(decisions.at(-3)?.incident?.phase).toBe('closed');
      expect(decisions.at(-1)?.restart?.outsideIp).toBe(restarted);
    },
  );

  it.each([
    ['outage', see([down(firstIp), down(secondIp)]), 4 * 60],
    ['degraded', oneDown, 24 * 60],
  ])('reminds of a lasting %s once per interval', (_health, seen, everyMinutes) => {
    const looks: Look[] = [
      { minute: 0, observation: seen, signals: [alarm('ALARM')] },
      { minute: everyMinutes - 1, observation: seen },
      { minute: everyMinutes, observation: seen },
      { minute: everyMinutes + 1, observation: seen },
      { minute: 2 * everyMinutes, observation: seen },
    ];
    const reminders = follow(looks, undefined, off).map(
      (decision) => kinds(decision.incident as never).filter((kind) => kind === 'reminder').length,
    );
    expect(reminders).toEqual([0, 0, 1, 1, 2]);
  });

  it('tells that routes are missing while IPsec is up', () => {
    const seen = see([up(firstIp), up(secondIp)], { routing: 'bgp' });
    const incident = lastIncident(follow([{ minute: 0, observation: seen }]));
    expect(incident.tunnels.map((tunnel) => tunnel.state)).toEqual(['no-routes', 'no-routes']);
    expect(incident.causes.map((cause) => cause.name)).toEqual(['bgp-no-routes']);
  });

  it('adds a replacement that AWS announces later as its cause, once however often it is announced', () => {
    const twice: Look = { minute: 3, observation: oneDown, signals: [replaced(-1), replaced(-1)] };
    const incident = lastIncident(follow([opened, twice, twice]));
    expect(incident.causes).toHaveLength(1);
    expect(kinds(incident).filter((kind) => kind === 'cause-found')).toHaveLength(1);
  });

  it('says that the device is the cause when several of its connections fell together', () => {
    const seen = observation({
      connection: connection({ tunnels: [down(firstIp), down(secondIp)] }),
      gatewayFalls: [[down(firstIp).lastStatusChangeAt ?? 0], [down(firstIp, 4).lastStatusChangeAt ?? 0]],
    });
    const incident = lastIncident(follow([{ minute: 5, observation: seen }]));
    expect(incident.causes).toMatchObject([{ name: 'gateway-wide', evidence: '3' }]);
  });
});

describe('a flapping connection', () => {
  const fall = (minute: number): readonly Look[] => [
    { minute, observation: see([down(firstIp, minute), up(secondIp)]), signals: [alarm('ALARM')] },
    { minute: minute + 4, observation: see([up(firstIp, minute + 4), up(secondIp)]) },
  ];
  const flapping = [...fall(0), ...fall(10), ...fall(20)];

  it('is marked at the third fall within an hour, once', () => {
    const incident = lastIncident(follow([...flapping, ...fall(30), ...fall(40)]));
    expect(kinds(incident).filter((kind) => kind === 'flapping')).toHaveLength(1);
    expect(incident.flappingSince).toBeDefined();
  });

  it('stops telling each flap', () => {
    const before = lastIncident(follow(flapping));
    const after = lastIncident(follow([...fall(30), ...fall(40)], before));
    expect(kinds(after)).toEqual(kinds(before));
  });

  it('still tells an outage, which is worse than anything told before', () => {
    const before = lastIncident(follow(flapping));
    const seen = see([down(firstIp, 30), down(secondIp, 30)]);
    const after = lastIncident(follow([{ minute: 30, observation: seen }], before));
    expect(kinds(after)).toContain('worsened');
  });

  it('is marked even if no fall lasts long enough to be confirmed by itself', () => {
    const blip = (minute: number): readonly Look[] => [
      { minute, observation: see([down(firstIp, minute), up(secondIp)]) },
      { minute: minute + 1, observation: see([up(firstIp, minute + 1), up(secondIp)]) },
    ];
    const incident = lastIncident(follow([...blip(0), ...blip(10), ...blip(20)]));
    expect(incident.phase).toBe('open');
    expect(kinds(incident).slice(0, 2)).toEqual(['opened', 'flapping']);
  });

  it('settles, and closes, an hour after the falls have stopped', () => {
    const before = lastIncident(follow(flapping));
    const later = everyMinute(25, 90, see([up(firstIp, 24), up(secondIp)]));
    const after = lastIncident(follow(later, before));
    expect(kinds(after).slice(-2)).toEqual(['settled', 'closed']);
  });

  it('counts both tunnels falling together as one fall', () => {
    const incident = lastIncident(follow([{ minute: 0, observation: see([down(firstIp), down(secondIp)]) }]));
    expect(incident.falls).toHaveLength(2);
    expect(incident.flappingSince).toBeUndefined();
  });
});

describe('what people are shown', () => {
  it('is not redrawn for what no message shows: that a restart had an effect', () => {
    const before = lastIncident(follow([opened]));
    const restarted = {
      ...before,
      withheld: undefined,
      restarts: [
        attempt({ requestedAt: at(0), result: 'pending' as const, resultAt: undefined, hadEffect: false }),
      ],
    };
    const [decision] = follow(
      [{ minute: 1, observation: see([down(firstIp), up(secondIp)], { state: 'modifying' }) }],
      restarted,
    );
    expect(decision?.changed).toBe(true);
    expect(decision?.incident?.restarts[0]?.hadEffect).toBe(true);
    expect(decision?.incident?.revision).toBe(restarted.revision);
  });
});
