import { describe, expect, it } from 'vitest';
import type { Tunnel } from '../../shared/domain/connection.ts';
import { suspectIncident } from '../../shared/domain/lifecycle/start.ts';
import type { Signal } from '../../shared/domain/signal.ts';
import {
  alarm,
  at,
  connection,
  down,
  everyMinute,
  firstIp,
  follow,
  kinds,
  lastIncident,
  observation,
  replaced,
  secondIp,
  see,
  tunnel,
  up,
} from './builders.ts';
import { attempt } from './restart/cases.ts';

const oneDown = see([down(firstIp), up(secondIp)]);
const bothDown = see([down(firstIp), down(secondIp)]);
const bothUp = see([up(firstIp), up(secondIp)]);

describe('an incident opens', () => {
  it('at the first sight of an outage', () => {
    const [decision] = follow([{ minute: 0, observation: bothDown }]);
    expect(decision?.reason).toBe('opened');
    expect(decision?.incident).toMatchObject({ phase: 'open', health: 'outage', version: 1, revision: 1 });
  });

  it('for a degraded connection at a second sight after two minutes, and not before', () => {
    const decisions = follow(everyMinute(0, 2, oneDown));
    expect(decisions.map((decision) => decision.reason)).toEqual(['suspected', 'unchanged', 'opened']);
  });

  it('not at a first sight, however long the tunnel has been down', () => {
    const [decision] = follow([{ minute: 0, observation: see([down(firstIp, -600), up(secondIp)]) }]);
    expect(decision?.reason).toBe('suspected');
    expect(decision?.incident?.revision).toBe(0);
  });

  it.each<[string, Signal, string]>([
    ['an alarm', alarm('ALARM'), 'opened'],
    ['a Health notice', replaced(0), 'opened'],
    ['an alarm that is OK again', alarm('OK'), 'suspected'],
    ['an alarm without data', alarm('INSUFFICIENT_DATA'), 'suspected'],
  ])('for a degraded connection at once with %s: %#', (_name, signal, expected) => {
    const [decision] = follow([{ minute: 0, observation: oneDown, signals: [signal] }]);
    expect(decision?.reason).toBe(expected);
  });

  it('not for a late alarm about a tunnel that is up again', () => {
    const [decision] = follow([{ minute: 0, observation: bothUp, signals: [alarm('ALARM')] }]);
    expect(decision).toMatchObject({
      reason: 'healthy',
      incident: undefined,
      changed: false,
      restart: undefined,
    });
  });

  it('not for a tunnel that has never been up', () => {
    const seen = observation({
      connection: connection({ tunnels: [up(firstIp), down(secondIp)] }),
      unusedTunnels: new Set([secondIp]),
    });
    expect(follow(everyMinute(0, 5, seen)).every((decision) => decision.incident === undefined)).toBe(true);
  });

  it('not for a connection that is being created', () => {
    const [decision] = follow([
      { minute: 0, observation: see([down(firstIp), down(secondIp)], { state: 'pending' }) },
    ]);
    expect(decision?.reason).toBe('being-created');
  });

  it('not for a connection whose owner wants it left alone', () => {
    const tags = { 'tunnelkeeper:watch': 'off' };
    const [decision] = follow([{ minute: 0, observation: see([down(firstIp), down(secondIp)], { tags }) }]);
    expect(decision?.reason).toBe('unwatched');
  });

  it('is forgotten, and nobody told, if the tunnel is back before it is confirmed', () => {
    const decisions = follow([
      { minute: 0, observation: oneDown },
      { minute: 1, observation: bothUp },
    ]);
    expect(lastIncident(decisions)).toMatchObject({
      phase: 'closed',
      closeReason: 'unconfirmed',
      revision: 0,
      course: [],
    });
  });

  it('takes since when from what AWS says', () => {
    const seen = see([down(firstIp, -7), down(secondIp, -4)]);
    const incident = lastIncident(follow([{ minute: 0, observation: seen }]));
    expect(incident.healthSince).toBe(seen.connection?.tunnels[1]?.lastStatusChangeAt);
  });

  describe('of routes that are gone', () => {
    const withRoutesOf = (outsideIp: string) =>
      tunnel(outsideIp, { bgpSession: 'up', acceptedRouteCount: 3 });
    const withRoutes = withRoutesOf(secondIp);
    const lost = tunnel(firstIp, { bgpSession: 'up' });
    const sinceOf = (looks: Parameters<typeof follow>[0]) =>
      lastIncident(follow(looks)).tunnels.find(({ outsideIp }) => outsideIp === firstIp)?.since;
    const seen = (first: Tunnel, second = withRoutes) => see([first, second], { routing: 'bgp' });

    it('begins when they are missed, as the session that stands tells nothing of them', () => {
      expect(sinceOf([{ minute: 4, observation: seen(lost) }])).toBe(at(4));
      expect(
        sinceOf([
          { minute: 1, observation: seen(withRoutesOf(firstIp), down(secondIp, 0)) },
          { minute: 4, observation: seen(lost, down(secondIp, 0)) },
        ]),
      ).toBe(at(4));
    });

    it('begins with the end of the session, or with a session that brought none', () => {
      const ended = tunnel(firstIp, { bgpSession: 'down', lastStatusChangeAt: at(-7) });
      expect(sinceOf([{ minute: 4, observation: seen(ended) }])).toBe(at(-7));
      const brought = { ...lost, lastStatusChangeAt: at(3) };
      expect(
        sinceOf([
          { minute: 2, observation: seen(down(firstIp, 0)) },
          { minute: 9, observation: seen(brought) },
        ]),
      ).toBe(at(3));
    });

    it('keeps its beginning for as long as it lasts', () => {
      const looks = [4, 5, 6].map((minute) => ({ minute, observation: seen(lost) }));
      expect(sinceOf(looks)).toBe(at(4));
    });
  });

  it('says the replaced endpoint as its cause from the start', () => {
    const incident = lastIncident(follow([{ minute: 0, observation: oneDown, signals: [replaced(-3)] }]));
    expect(incident.causes).toMatchObject([{ name: 'endpoint-replaced', evidence: 'event-1' }]);
    expect(kinds(incident)).not.toContain('cause-found');
  });
});

describe('a new incident', () => {
  const { tunnels, ...rest } = connection();
  const seen = { ...rest, tunnels: [down(firstIp), ...tunnels.slice(1)] };

  it('knows the restarts of a day, whichever incident they were made in', () => {
    const first = lastIncident(follow([{ minute: 0, observation: bothDown }]));
    const restarts = [attempt({ requestedAt: at(0) }), attempt({ requestedAt: at(300) })];
    const opened = suspectIncident(seen, new Set(), { ...first, restarts, phase: 'closed' }, at(1440));
    expect(opened.restarts.map(({ requestedAt }) => requestedAt)).toEqual([at(300)]);
  });
});
